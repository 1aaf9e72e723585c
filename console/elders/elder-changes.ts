// What an edit really changes: only that is sent, so that nobody overwrites what they never saw.
import type { Sent } from '../../domain/api.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import type { ElderFilled } from './ElderFields.tsx'

export type ElderChange = Sent<'elder.update'>['elder']

/** What the form starts from: masked fields empty. */
export function filledFrom(elder: Elder): ElderFilled {
  return {
    sex: elder.sex,
    numberKind: elder.numberKind,
    bornOn: elder.bornOn ?? '',
    birthCalendar: elder.birthCalendar,
    ethnicity: elder.ethnicity,
    spokenLanguage: elder.spokenLanguage,
    readLanguage: elder.readLanguage ?? undefined,
    hardOfHearing: elder.hardOfHearing,
    weakSight: elder.weakSight,
    hamlet: elder.hamlet ?? '',
    address: elder.address,
    note: elder.note ?? '',
    willingToBeVisited: elder.willingToBeVisited,
  }
}

const mayBeNull: readonly (keyof ElderFilled)[] = ['bornOn', 'hamlet', 'note']

/** Empty text means "nothing" for what may be empty, and "as before" for what is masked. */
export function changesBetween(before: ElderFilled, after: ElderFilled): ElderChange {
  const changed = (Object.keys(after) as (keyof ElderFilled)[])
    .map(field => [field, trimmed(after[field])] as const)
    .filter(([field, value]) => value !== undefined && value !== (before[field] ?? ''))
    .map(([field, value]) => [field, value === '' && mayBeNull.includes(field) ? null : value])
  return Object.fromEntries(changed) as ElderChange
}

function trimmed(value: string | boolean | undefined | null) {
  return typeof value === 'string' ? value.trim() : (value ?? undefined)
}
