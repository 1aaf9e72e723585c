// What a field of a record says, as two records are read side by side.
import { birthCalendars, numberKinds, sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import type { MergeField, MergeSide } from '../../domain/elders/merge-fields.ts'
import type { MergeCandidate, MergePreview } from '../../domain/elders/merging-api.ts'
import { ethnicities } from '../elders/ethnicities.ts'
import type { Say } from '../language.tsx'

const ethnicityNames = new Map(ethnicities)

/** Null where the record says nothing. */
export function fieldText(field: MergeField, record: MergeCandidate, say: Say): string | null {
  switch (field) {
    case 'name':
      return record.name
    case 'sex':
      return sexes.words[record.sex]
    case 'birth':
      return record.bornOn && `${record.bornOn}（${birthCalendars.words[record.birthCalendar]}）`
    case 'ethnicity':
      return ethnicityNames.get(record.ethnicity) ?? record.ethnicity
    case 'spokenLanguage':
      return spokenLanguages.words[record.spokenLanguage]
    case 'citizenNumber':
      return record.numberMask && `${record.numberMask}（${numberKinds.words[record.numberKind]}）`
    case 'phone':
      return record.phoneMask
    case 'household':
      return [record.villageName, record.hamlet, record.address].filter(Boolean).join(' ')
    case 'healthNote':
      return record.hasHealthNote ? say('compare.healthNote') : null
    case 'note':
      return record.note
    case 'willingToBeVisited':
      return record.willingToBeVisited ? say('elder.willingYes') : say('elder.willingNo')
    case 'registeredOn':
      return record.registeredOn
  }
}

export type Chosen = Partial<Record<MergeField, MergeSide>>

/** The proposal, or what the officer chose instead. */
export function sideOf(preview: MergePreview, chosen: Chosen, field: MergeField): MergeSide {
  const proposal = preview.fields.find(one => one.field === field)
  return chosen[field] ?? proposal?.take ?? 'survivor'
}
