// Standing merges as a forest: who stands for whom, what a merge wrote, and how it is taken out again.
import { type MergeField, type MergeSide, mergeFields } from './merge-fields.ts'

/** The columns of a record that survive together. */
export const columnsOf = {
  name: ['name', 'pinyin', 'initials'],
  sex: ['sex'],
  birth: ['bornOn', 'birthCalendar'],
  ethnicity: ['ethnicity'],
  spokenLanguage: ['spokenLanguage'],
  citizenNumber: ['numberKind', 'citizenNumberSealed', 'citizenNumberHash', 'citizenNumberTail'],
  phone: ['phoneSealed', 'phoneTail'],
  household: ['householdId'],
  healthNote: ['healthNoteSealed'],
  note: ['note'],
  willingToBeVisited: ['willingToBeVisited'],
  registeredOn: ['registeredOn'],
} as const satisfies Record<MergeField, readonly string[]>

/** A record as it is stored; sealed fields stay sealed, and are compared as they are. */
export type StoredRecord = Readonly<Record<string, unknown>>
export type StoredValue = Record<string, unknown>

export interface WrittenField {
  from: MergeSide
  before: StoredValue
  after: StoredValue
}

export interface Merge {
  id: string
  survivorId: string
  mergedId: string
  /** Only the fields that the merge changed on the survivor. */
  fields: Partial<Record<MergeField, WrittenField>>
}

export interface Person {
  mergedInto: string | null
  mergedIds: string[]
}

/** For each of these records: the one that stands for the person in the end, or all it stands for. */
export function personsOf(
  merges: readonly Pick<Merge, 'survivorId' | 'mergedId'>[],
  ids: readonly string[],
): Map<string, Person> {
  const into = new Map(merges.map(({ survivorId, mergedId }) => [mergedId, survivorId]))
  const standing = (id: string): string => {
    const survivor = into.get(id)
    return survivor === undefined ? id : standing(survivor)
  }
  const everyone = [...new Set([...ids, ...merges.flatMap(one => [one.survivorId, one.mergedId])])].sort()
  return new Map(
    everyone.map(id => {
      const root = standing(id)
      const held = everyone.filter(other => other !== id && standing(other) === id)
      return [id, { mergedInto: root === id ? null : root, mergedIds: root === id ? held : [] }]
    }),
  )
}

export function storedIn(record: StoredRecord, field: MergeField): StoredValue {
  return Object.fromEntries(columnsOf[field].map(column => [column, record[column] ?? null]))
}

const isSame = (field: MergeField, one: StoredRecord, other: StoredRecord) =>
  columnsOf[field].every(column => (one[column] ?? null) === (other[column] ?? null))

/** What taking these sides changes on the survivor; `joined` holds the texts of both. */
export function writtenFields(
  survivor: StoredRecord,
  merged: StoredRecord,
  sides: Readonly<Record<MergeField, MergeSide>>,
  joined: Partial<Record<MergeField, StoredValue>>,
): Merge['fields'] {
  const written: Merge['fields'] = {}
  for (const field of mergeFields.keys) {
    const from = sides[field]
    if (from === 'survivor') continue
    const before = storedIn(survivor, field)
    const after = from === 'joined' ? (joined[field] ?? before) : storedIn(merged, field)
    if (!isSame(field, before, after)) written[field] = { from, before, after }
  }
  return written
}

export interface Undoing {
  /** New values by record: the survivor's, and those of whoever had taken a value over from it. */
  values: Map<string, StoredValue>
  restored: MergeField[]
  /** Changed by somebody since: kept as they are now. */
  kept: MergeField[]
  /** Standing merges whose note of what they wrote has to follow. */
  rewritten: Map<string, Merge['fields']>
}

/**
 * Takes one merge out of the standing ones, oldest first. Merges on one record lie upon each other like sheets:
 * taken from the middle, the sheet above learns what now lies below it, and only the topmost shows.
 */
export function undoFields(
  merges: readonly Merge[],
  undone: Merge,
  records: ReadonlyMap<string, StoredRecord>,
): Undoing {
  const others = merges
    .filter(({ id }) => id !== undone.id)
    .map(one => ({ ...one, fields: { ...one.fields } }))
  const later = merges.slice(merges.findIndex(({ id }) => id === undone.id) + 1).map(({ id }) => id)
  const undoing: Undoing = { values: new Map(), restored: [], kept: [], rewritten: new Map() }
  const above = (elderId: string, field: MergeField, ids: readonly string[]) =>
    others.find(one => one.survivorId === elderId && ids.includes(one.id) && one.fields[field])
  const shown = (elderId: string, field: MergeField) =>
    storedIn({ ...records.get(elderId), ...undoing.values.get(elderId) }, field)

  /** True when the value lay where the merge had put it, so that it could be exchanged. */
  const exchange = (
    elderId: string,
    field: MergeField,
    ids: readonly string[],
    values: { was: StoredValue; now: StoredValue },
  ): boolean => {
    const sheet = above(elderId, field, ids)
    const written = sheet?.fields[field]
    if (sheet && written) {
      if (!isSame(field, written.before, values.was)) return false
      rewrite(sheet, field, { ...written, before: values.now })
      return true
    }
    if (!isSame(field, shown(elderId, field), values.was)) return false
    undoing.values.set(elderId, { ...undoing.values.get(elderId), ...values.now })
    handOn(elderId, field, values)
    return true
  }

  const rewrite = (merge: (typeof others)[number], field: MergeField, written: WrittenField) => {
    merge.fields[field] = written
    undoing.rewritten.set(merge.id, merge.fields)
  }

  /** Whoever took the value over from this record holds something that was never its person's. */
  const handOn = (elderId: string, field: MergeField, values: { was: StoredValue; now: StoredValue }) => {
    const outer = others.find(one => one.mergedId === elderId)
    const written = outer?.fields[field]
    if (!outer || written?.from !== 'absorbed' || !isSame(field, written.after, values.was)) return
    rewrite(outer, field, { ...written, after: values.now })
    const upon = merges.slice(merges.findIndex(({ id }) => id === outer.id) + 1).map(({ id }) => id)
    exchange(outer.survivorId, field, upon, values)
  }

  for (const field of mergeFields.keys) {
    const written = undone.fields[field]
    if (!written) continue
    const values = { was: written.after, now: written.before }
    const done = exchange(undone.survivorId, field, later, values)
    ;(done ? undoing.restored : undoing.kept).push(field)
  }
  return undoing
}

/** What the officer reads after undoing. */
export function undoSentence({ restored, kept }: Pick<Undoing, 'restored' | 'kept'>): string {
  const words = (fields: readonly MergeField[]) =>
    fields.map(field => `“${mergeFields.words[field]}”`).join('、')
  const back = restored.length > 0 ? `，${words(restored)}已恢复成合并前的内容` : ''
  const stays = kept.length > 0 ? `。${words(kept)}在合并后改过，保留现在的内容，请核对` : ''
  return `已拆开，两份档案各自恢复${back}${stays}。`
}
