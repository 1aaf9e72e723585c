// What an alarm is worth, how long a device or an elder may be unheard of: values of devices and of silence.
import * as z from 'zod/mini'
import { days, define, minutes, smaller } from './setting-definition.ts'

const level = z.int().check(z.gte(1), z.lte(4))
const hours = z.int().check(z.gte(1), z.lte(720))
const hourOfDay = z.int().check(z.gte(0), z.lte(23))

const alarmLevel = (what: string) =>
  define({
    means: `${what}报警立几级个案`,
    unit: '级',
    schema: level,
    fallback: 1,
    source: '[J] domain §1.5',
    stricter: smaller,
  })

const silentHours = (what: string, fallback: number) =>
  define({
    means: `${what}多久没有心跳算失联`,
    unit: '小时',
    schema: hours,
    fallback,
    source: '[J] domain §8',
    stricter: smaller,
  })

export const deviceSettings = {
  'device.levelCallButton': alarmLevel('呼叫按钮'),
  'device.levelSmokeSensor': alarmLevel('烟雾'),
  'device.levelCoSensor': alarmLevel('一氧化碳'),
  'device.levelPattern': define({
    means: '上午没有动静、夜里离床未归立几级个案',
    unit: '级',
    schema: level,
    fallback: 2,
    source: '[J] domain §1.5',
    stricter: smaller,
  }),
  'device.sameAlarmMinutes': define({
    means: '同一设备几分钟内的报警算同一次',
    unit: '分钟',
    schema: minutes,
    fallback: 5,
    source: '[J] domain §8',
  }),
  'device.silentHoursCallButton': silentHours('呼叫按钮', 24),
  'device.silentHoursSmokeSensor': silentHours('烟雾报警器', 48),
  'device.silentHoursCoSensor': silentHours('一氧化碳报警器', 48),
  'device.silentHoursDoorSensor': silentHours('门磁', 12),
  'device.silentHoursBedSensor': silentHours('床垫感应器', 12),
  'device.lowBatteryPercent': define({
    means: '设备电量低于多少提醒更换',
    unit: '%',
    schema: z.int().check(z.gte(1), z.lte(90)),
    fallback: 20,
    source: '[J] domain §8',
  }),
  'device.noMovementHour': define({
    means: '门磁、床垫到上午几点还没有动静就报警',
    unit: '时',
    schema: hourOfDay,
    fallback: 10,
    source: '[J] domain §8',
    stricter: smaller,
  }),
  'device.nightFromHour': define({
    means: '夜间从几点起算',
    unit: '时',
    schema: hourOfDay,
    fallback: 22,
    source: '[J] domain §8',
  }),
  'device.nightToHour': define({
    means: '夜间到几点为止',
    unit: '时',
    schema: hourOfDay,
    fallback: 5,
    source: '[J] domain §8',
  }),
  'device.bedLeftHours': define({
    means: '夜里离床超过几小时未归就报警',
    unit: '小时',
    schema: z.int().check(z.gte(1), z.lte(12)),
    fallback: 2,
    source: '[J] domain §8',
    stricter: smaller,
  }),
  'device.eventsKeptDays': define({
    means: '设备消息保存多少天',
    unit: '天',
    schema: z.int().check(z.gte(180), z.lte(3650)),
    fallback: 190,
    source: '[F:X1*] domain §12，网络日志不少于六个月',
  }),
}

const silentDays = (means: string, fallback: number) =>
  define({ means, unit: '天', schema: days(366), fallback, source: '[J] domain §1.3', stricter: smaller })

const silenceLevel = (whose: string, fallback: number) =>
  define({
    means: `${whose}久无消息立几级个案`,
    unit: '级',
    schema: level,
    fallback,
    source: '[J] domain §1.5',
    stricter: smaller,
  })

export const silenceSettings = {
  'silence.deviceDaysRed': silentDays('家里有感应设备的高风险老年人几天没有生活迹象就报警', 2),
  'silence.deviceDaysOrange': silentDays('家里有感应设备的较高风险老年人几天没有生活迹象就报警', 4),
  'silence.deviceDaysYellow': silentDays('家里有感应设备的八类老年人几天没有生活迹象就报警', 10),
  'silence.visitDaysRed': silentDays('没有感应设备的高风险老年人几天没有消息就报警', 10),
  'silence.visitDaysOrange': silentDays('没有感应设备的较高风险老年人几天没有消息就报警', 18),
  'silence.visitDaysYellow': silentDays('没有感应设备的八类老年人几天没有消息就报警', 40),
  'silence.yellowOnlyAlone': define({
    means: '八类老年人中只对独居、空巢、留守的做久无消息报警',
    unit: '',
    schema: z.boolean(),
    fallback: true,
    source: '[J] domain §1.3',
    stricter: (one: boolean, other: boolean) => one && other,
  }),
  'silence.levelRed': silenceLevel('高风险老年人', 2),
  'silence.levelOrange': silenceLevel('较高风险老年人', 2),
  'silence.levelYellow': silenceLevel('八类老年人', 3),
}
