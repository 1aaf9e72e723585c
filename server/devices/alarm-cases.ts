// An alarm becomes a case, once however often it is said; an all-clear is a word in the case and never its end.
import { sql } from 'kysely'
import { type AidCaseLevel, aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import {
  type DeviceAlarmKind,
  deviceAlarmKinds,
  type HomeDeviceKind,
  homeDeviceKinds,
} from '../../domain/devices/device.ts'
import { alarmLevelKeys } from '../../domain/devices/rules.ts'
import { minuteText } from '../../domain/kernel/day.ts'
import { answerSignalCases, type CaseWork, openSignalCases } from '../aid-cases/aid-cases.ts'

/** Parameters of one statement are limited; a storm is opened in several. */
const casesAtOnce = 1000

export interface AlarmToTell {
  id: string
  kind: DeviceAlarmKind
  at: string
  device: {
    id: string
    countyCode: string
    regionCode: string
    elderId: string
    kind: HomeDeviceKind
    place: string
  }
}

const signalOf = ({ device, kind }: AlarmToTell) => ({
  countyCode: device.countyCode,
  elderId: device.elderId,
  signalKey: `device:${device.id}:${kind}`,
})

const whatHappened = ({ device, kind }: AlarmToTell) =>
  `${homeDeviceKinds.words[device.kind]}（${device.place}）：${deviceAlarmKinds.words[kind]}`

/** Opens a case for each alarm, or notes in the one that stands open for it already that it was raised again. */
export async function tellAlarms(work: CaseWork, alarms: readonly AlarmToTell[]): Promise<void> {
  for (let from = 0; from < alarms.length; from += casesAtOnce) {
    const some = alarms.slice(from, from + casesAtOnce)
    const opened = await openSignalCases(
      work,
      some.map(alarm => ({
        ...signalOf(alarm),
        regionCode: alarm.device.regionCode,
        level: levelOf(work, alarm),
        source: 'device',
        trouble: whatHappened(alarm),
        at: new Date(alarm.at),
      })),
    )
    const again = some.filter((_, index) => opened[index]?.isNew === false)
    await answerSignalCases(
      work,
      again.map(alarm => ({
        ...signalOf(alarm),
        note: `${minuteText(alarm.at)}又报警。${whatHappened(alarm)}`,
        close: false,
      })),
    )
    await linkCases(
      work,
      some.map((alarm, index) => ({ alarm, caseId: opened[index]?.caseId ?? '' })),
    )
  }
}

/** Only what was raised because nothing moved ends by itself, when something moves. */
export async function tellAllClear(work: CaseWork, alarms: readonly AlarmToTell[]): Promise<void> {
  for (let from = 0; from < alarms.length; from += casesAtOnce)
    await answerSignalCases(
      work,
      alarms.slice(from, from + casesAtOnce).map(alarm => {
        const close = alarm.kind === 'noMovement' || alarm.kind === 'bedLeft'
        const note = close
          ? `${minuteText(alarm.at)} ${homeDeviceKinds.words[alarm.device.kind]}（${alarm.device.place}）有了动静`
          : `${minuteText(alarm.at)}设备发来“警报解除”。请仍按时限到场核实后再结案。`
        return { ...signalOf(alarm), note, close }
      }),
    )
}

function levelOf(work: CaseWork, { kind, device }: AlarmToTell): AidCaseLevel {
  return aidCaseLevels.keys[work.setting(alarmLevelKeys[kind], device.regionCode) - 1] ?? 'p0'
}

async function linkCases(
  { tx }: CaseWork,
  links: readonly { alarm: AlarmToTell; caseId: string }[],
): Promise<void> {
  await sql`
    update device_alarms a set case_id = link.case_id
    from unnest(${links.map(one => one.alarm.device.countyCode)}::text[],
      ${links.map(one => one.alarm.id)}::uuid[], ${links.map(one => one.caseId)}::uuid[])
      as link (county_code, id, case_id)
    where a.county_code = link.county_code and a.id = link.id`.execute(tx)
}
