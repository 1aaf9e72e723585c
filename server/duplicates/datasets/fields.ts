// Which columns of a data set are compared and how: 'surname:name,date_of_birth:date'.
import { Refused } from '../../../domain/kernel/refusal.ts'

export const fieldKinds = ['name', 'text', 'date', 'number', 'exact'] as const
export type FieldKind = (typeof fieldKinds)[number]

export interface Field {
  column: string
  kind: FieldKind
}

/** More fields than this no pair of records needs to be told apart. */
const mostFields = 20
const example = 'surname:name,date_of_birth:date,postcode:exact'

export function readFields(words: string): Field[] {
  const fields = words
    .split(/[,，]/)
    .map(word => word.trim())
    .filter(word => word !== '')
    .map(readField)
  if (fields.length === 0)
    throw new Refused('invalid', `请写明比对哪些列，例如 --fields "${example}"。`, { usage: true })
  if (fields.length > mostFields) throw new Refused('invalid', `最多比对 ${mostFields} 列，请减少列数。`)
  const twice = fields.find(({ column }, at) => fields.findIndex(one => one.column === column) < at)
  if (twice) throw new Refused('invalid', `列“${twice.column}”写了两次，请去掉一个。`)
  return fields
}

function readField(word: string): Field {
  const at = Math.max(word.lastIndexOf(':'), word.lastIndexOf('：'))
  const [column, kind] = at < 0 ? [word, ''] : [word.slice(0, at).trim(), word.slice(at + 1).trim()]
  const known = fieldKinds.find(one => one === kind)
  if (column === '' || known === undefined)
    throw new Refused(
      'invalid',
      kind === ''
        ? `“${word}”没有写种类。请写成“列名:种类”，种类有 ${fieldKinds.join('、')}。`
        : `“${word}”里的种类“${kind}”不认识。种类有 ${fieldKinds.join('、')}。`,
      { usage: true },
    )
  return { column, kind: known }
}

const plain = (header: string) => header.normalize('NFKC').trim().toLowerCase()

/** Places of the fields in the header; refuses with what there is. */
export function placesOf(header: readonly string[], fields: readonly Field[], file: string): number[] {
  const known = header.map(plain)
  return fields.map(({ column }) => {
    const place = known.indexOf(plain(column))
    if (place < 0)
      throw new Refused(
        'not_found',
        `${file} 里没有“${column}”这一列。文件里的列有：${header.filter(one => one !== '').join('、')}。`,
      )
    return place
  })
}

/**
 * The column asked for, else the first called id, else the first with id in its name, those that are compared
 * last; null: rows are numbered.
 */
export function idPlaceOf(
  header: readonly string[],
  asked: string | null,
  file: string,
  compared: readonly number[] = [],
): number | null {
  if (asked !== null) return placesOf(header, [{ column: asked, kind: 'exact' }], file)[0] ?? null
  const known = header.map((one, place) => ({ name: plain(one), place }))
  const ways = [/(^|[^a-z])id([^a-z]|$)/, /id/]
  const others = known.filter(({ place }) => !compared.includes(place))
  for (const columns of [others, known])
    for (const way of ways) {
      const found = columns.find(({ name }) => way.test(name))
      if (found) return found.place
    }
  return null
}
