// What the form must know before it is filled: whether this person may submit it, and the rules of the region.
import { dayOf } from '../../domain/kernel/day.ts'
import { type SettingKey, settingDefinitions } from '../../domain/regions/settings.ts'
import { useAnswer } from '../asking.ts'
import { useSession } from '../session.tsx'

/** Null while it is being asked. */
export function useQualified(): boolean | null {
  const { account, post } = useSession()
  const list = useAnswer('assessor.list', { regionCode: post.regionCode })
  if (!list.data) return null
  return list.data.rows.some(row => row.accountId === account.id && row.validTo === null)
}

/** For showing the result at once; the server judges again with the same rule. */
export function useAbilityRules(regionCode: string): { addUp: boolean; reviewBoth: boolean } {
  const settings = useAnswer('setting.list', { regionCode, on: dayOf(new Date()) })
  const value = (key: SettingKey) =>
    (settings.data?.find(setting => setting.key === key)?.value ?? settingDefinitions[key].fallback) === true
  return {
    addUp: value('ability.addUpAdjustments'),
    reviewBoth: value('ability.reviewBothAdjustments'),
  }
}
