// What a row would change on an elder in the ledger: only fields the file has, groups only added.
import type { BirthCalendar, NumberKind, RecordedGroup, Sex, SpokenLanguage } from '../elder.ts'
import { maskNumber, maskPhone, recordedGroups, sexes, spokenLanguages } from '../elder.ts'
import type { ImportChange } from './batch.ts'

export interface ComparedElder {
  name: string
  sex: Sex
  bornOn: string | null
  birthCalendar: BirthCalendar
  ethnicity: string
  spokenLanguage: SpokenLanguage
  citizenNumber: string | null
  numberKind: NumberKind
  phone: string | null
  address: string
  hamlet: string | null
  note: string | null
  groups: readonly RecordedGroup[]
  contacts: readonly { id: string; name: string; phone: string | null }[]
}

export interface ComparedRow {
  name: string
  sex: Sex
  bornOn: string | null
  birthCalendar: BirthCalendar
  ethnicity: string | null
  spokenLanguage: SpokenLanguage | null
  citizenNumber: string | null
  numberKind: NumberKind
  phone: string | null
  address: string
  hamlet: string | null
  note: string | null
  groups: readonly RecordedGroup[]
  contacts: readonly { name: string; relation: string; phone: string | null }[]
}

export interface Comparison {
  changes: ImportChange[]
  addedGroups: RecordedGroup[]
  /** With an id where a contact of that name is there and gets another telephone. */
  contacts: { knownId: string | null; name: string; relation: string; phone: string | null }[]
}

/** A year alone says nothing against a known day of that year. */
function birthDiffers(elder: ComparedElder, row: ComparedRow): boolean {
  if (row.bornOn === null || row.bornOn === elder.bornOn) return false
  const isLessPrecise = row.birthCalendar === 'yearOnly' && elder.bornOn !== null
  return !isLessPrecise || row.bornOn.slice(0, 4) !== elder.bornOn?.slice(0, 4)
}

export function compareRow(elder: ComparedElder, row: ComparedRow): Comparison {
  const changes: ImportChange[] = []
  const add = (field: string, before: string | null, after: string | null) =>
    changes.push({ field, before, after })
  if (row.name !== elder.name) add('name', elder.name, row.name)
  const isSexStated = row.sex === 'male' || row.sex === 'female'
  if (isSexStated && row.sex !== elder.sex) add('sex', sexes.words[elder.sex], sexes.words[row.sex])
  if (birthDiffers(elder, row)) add('bornOn', elder.bornOn, row.bornOn)
  if (row.ethnicity !== null && row.ethnicity !== elder.ethnicity)
    add('ethnicity', elder.ethnicity, row.ethnicity)
  if (row.spokenLanguage !== null && row.spokenLanguage !== elder.spokenLanguage)
    add(
      'spokenLanguage',
      spokenLanguages.words[elder.spokenLanguage],
      spokenLanguages.words[row.spokenLanguage],
    )
  if (row.citizenNumber !== null && row.citizenNumber !== elder.citizenNumber)
    add('citizenNumber', numberMask(elder.citizenNumber), numberMask(row.citizenNumber))
  if (row.phone !== null && row.phone !== elder.phone)
    add('phone', phoneMask(elder.phone), phoneMask(row.phone))
  if (row.address !== '' && row.address !== elder.address) add('address', elder.address || null, row.address)
  if (row.hamlet !== null && row.hamlet !== elder.hamlet) add('hamlet', elder.hamlet, row.hamlet)
  if (row.note !== null && row.note !== elder.note) add('note', elder.note, row.note)
  const addedGroups = row.groups.filter(group => !elder.groups.includes(group))
  if (addedGroups.length > 0) add('groups', labels(elder.groups), labels([...elder.groups, ...addedGroups]))
  const contacts = changedContacts(elder, row)
  for (const { knownId, name, phone } of contacts) {
    const known = elder.contacts.find(({ id }) => id === knownId)
    add(
      'contacts',
      known ? `${name} ${phoneMask(known.phone) ?? ''}`.trim() : null,
      `${name} ${phoneMask(phone) ?? ''}`.trim(),
    )
  }
  return { changes, addedGroups, contacts }
}

function changedContacts(elder: ComparedElder, row: ComparedRow): Comparison['contacts'] {
  return row.contacts.flatMap((contact): Comparison['contacts'] => {
    const known = elder.contacts.find(({ name }) => name === contact.name)
    if (!known) return [{ knownId: null, ...contact }]
    const isNewPhone = contact.phone !== null && contact.phone !== known.phone
    return isNewPhone ? [{ knownId: known.id, ...contact }] : []
  })
}

function labels(groups: readonly RecordedGroup[]): string | null {
  return groups.map(group => recordedGroups.words[group]).join('、') || null
}

function numberMask(number: string | null): string | null {
  return maskNumber(number === null ? null : number.slice(-4))
}

function phoneMask(phone: string | null): string | null {
  return maskPhone(phone === null ? null : phone.slice(-4))
}
