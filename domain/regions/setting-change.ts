// May this rule value be changed, and which periods does the change leave behind?
import { addDays, type Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { definitionOf, type SettingKey, type SettingRow, settingRowInForce } from './settings.ts'

export interface SettingChange {
  key: SettingKey
  regionCode: string
  validFrom: Day
  value: number | boolean
}

/**
 * Refuses values outside the definition, changes of days gone by and values laxer than the duty from above.
 * @param path from the province down to the region of the change.
 * @param agreed a second person has agreed, where the definition asks for one
 */
export function checkSettingChange(
  change: SettingChange,
  rows: readonly SettingRow[],
  path: readonly string[],
  today: Day,
  agreed = false,
): void {
  const { schema, means, unit, stricter, changedAt } = definitionOf(change.key)
  if (changedAt !== undefined && !agreed)
    throw new Refused('rule_broken', `“${means}”要先试算，再由第二人同意启用。请到“${changedAt}”提出。`)
  if (!schema.safeParse(change.value).success)
    throw new Refused('invalid', `“${means}”的值不在允许范围内，请检查后重新填写。`, { fields: ['value'] })
  // Deadlines and rates of past days were reckoned with the value of their day and stay as they are.
  if (change.validFrom < today)
    throw new Refused('rule_broken', '规则只能从今天或以后的日期起生效，请改填生效日期。', {
      fields: ['validFrom'],
    })
  const above = settingRowInForce(change.key, rows, path.slice(0, -1), change.validFrom)
  if (above !== null && stricter && stricter(above.value, change.value) !== change.value)
    throw new Refused(
      'rule_broken',
      `上级已规定“${means}”为 ${String(above.value)} ${unit}，下级只能更严、不能放宽。请填写不宽于它的值。`,
      { fields: ['value'], above: above.value },
    )
}

/** What to write: the open period before ends the day before, one that starts later bounds the new one. */
export interface SettingPeriods {
  /** First day of the earlier period to end, with its last day. */
  endEarlier: { validFrom: Day; validTo: Day } | null
  /** Last day of the new period; null when it is open. */
  validTo: Day | null
}

export function periodsAfter(change: SettingChange, rows: readonly SettingRow[]): SettingPeriods {
  const own = rows
    .filter(row => row.key === change.key && row.regionCode === change.regionCode)
    .sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
  const earlier = own
    .filter(
      row => row.validFrom < change.validFrom && (row.validTo === null || row.validTo >= change.validFrom),
    )
    .at(-1)
  const later = own.find(row => row.validFrom > change.validFrom)
  return {
    endEarlier: earlier ? { validFrom: earlier.validFrom, validTo: addDays(change.validFrom, -1) } : null,
    validTo: later ? addDays(later.validFrom, -1) : null,
  }
}
