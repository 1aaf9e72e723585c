// When the office should ask after a phone.
import { days, define, smaller } from './setting-definition.ts'

export const phoneSettings = {
  'phone.silentDays': define({
    means: '手机几天没有联网，提醒办公室过问',
    unit: '天',
    schema: days(366),
    fallback: 7,
    source: '[J] domain §1.4',
    stricter: smaller,
  }),
  'phone.clockMinutes': define({
    means: '手机时间与服务器相差几分钟起，提示校准',
    unit: '分钟',
    schema: days(1440),
    fallback: 10,
    source: '[J] domain §1.4',
    stricter: smaller,
  }),
  'phone.unfinishedDays': define({
    means: '没有传完的照片和录音几天没有新内容，夜间清理（记录保留；手机再传会从头开始）',
    unit: '天',
    schema: days(3650),
    fallback: 90,
    source: '[J] 自定：长过一个冬天里手机断网的时间',
  }),
} as const
