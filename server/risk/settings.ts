// The values the risk and the due day are reckoned with, by village; a night asks for the same few thousands of times.
import type { Day } from '../../domain/kernel/day.ts'
import type { SettingKey } from '../../domain/regions/settings.ts'
import type { StandingSettings } from '../../domain/risk/standing.ts'
import type { SettingsCache } from '../kernel/context.ts'

export type SettingsAt = (regionCode: string) => StandingSettings

export function settingsReader(settings: SettingsCache, day: Day): SettingsAt {
  const known = new Map<string, StandingSettings>()
  return regionCode => {
    const before = known.get(regionCode)
    if (before) return before
    const value = <Key extends SettingKey>(key: Key) => settings.value(key, regionCode, day)
    const read: StandingSettings = {
      ruleVersion: value('risk.ruleVersion'),
      ...{ redFrom: value('risk.redFrom'), orangeFrom: value('risk.orangeFrom') },
      ...{ yellowFrom: value('risk.yellowFrom'), silentDays: value('risk.silentDays') },
      ...{ recentDays: value('risk.recentDays'), coldFromMonth: value('risk.coldFromMonth') },
      ...{ coldToMonth: value('risk.coldToMonth'), veryOldAge: value('elder.veryOldAge') },
      ...{ daysRed: value('visit.daysRed'), daysOrange: value('visit.daysOrange') },
      ...{ daysYellow: value('visit.daysYellow'), daysGreen: value('visit.daysGreen') },
      ...{ festivalDays: value('visit.festivalDays'), absentDays: value('visitRate.absentDays') },
    }
    known.set(regionCode, read)
    return read
  }
}
