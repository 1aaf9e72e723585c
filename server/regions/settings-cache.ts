// Dated settings kept in memory: rules ask for them on every act, people change them a few times a year.
import { pathOf } from '../../domain/kernel/area.ts'
import { type SettingRow, settingInForce } from '../../domain/regions/settings.ts'
import type { Clock } from '../kernel/clock.ts'
import type { SettingsCache } from '../kernel/context.ts'
import type { Database } from '../kernel/database.ts'

/** Another server of the same database sees a change after this long. */
const freshForMs = 10_000

export function settingsCache(db: Database, clock: Clock): SettingsCache {
  let rows: readonly SettingRow[] = []
  let readAt = Number.NEGATIVE_INFINITY
  return {
    value: (key, regionCode, day) => settingInForce(key, rows, pathOf(regionCode), day),
    async refresh() {
      const now = clock.now().getTime()
      if (now - readAt < freshForMs && now >= readAt) return
      rows = await db
        .selectFrom('settings')
        .select(['key', 'regionCode', 'validFrom', 'validTo', 'value'])
        .execute()
      readAt = now
    },
    expire() {
      readAt = Number.NEGATIVE_INFINITY
    },
  }
}
