// All forty figures of the reply letter: as printed, as computed from the sums of the ledger, and each check on them.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { letterFigures } from './letter.ts'
import { letterAgainst, type PlannedSum } from './letter-check.ts'
import { letterProgrammes } from './letter-sums.ts'

/** One line of the file, with quoted fields. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, 8)
    .map(match => (match[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'))
}

const printed = readFileSync(new URL('../../data/seed_figures.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => {
    const [id = '', , value = '', unit = '', from = '', to = '', section = '', check = ''] = fieldsOf(line)
    return { id, value, unit, section, check, yearFrom: Number(from) || null, yearTo: Number(to) || null }
  })

/** What the ledger holds once the letter is entered. */
const entered: PlannedSum[] = letterProgrammes.flatMap(({ sums }) =>
  sums.map(({ figure, yearFrom, yearTo, amountFen }) => ({
    figure,
    yearFrom,
    yearTo,
    plannedFen: amountFen,
  })),
)

describe('the forty figures', () => {
  it('are forty, each with the value, unit, years and place of the file', () => {
    expect(printed).toHaveLength(40)
    expect(
      letterFigures.map(({ id, value, unit, yearFrom, yearTo, section }) => ({
        ...{ id, value: String(value), unit, yearFrom, yearTo, section },
      })),
    ).toEqual(printed.map(({ check: _, ...figure }) => figure))
  })

  it.each(printed)('$id follows from the ledger, a list or the letter itself', ({ id, value }) => {
    const shown = letterAgainst(entered).find(figure => figure.id === id)
    expect(String(shown?.computed)).toBe(value)
    expect(shown?.agrees).toBe(true)
    expect(shown?.follows.filter(({ holds }) => !holds)).toEqual([])
  })

  it.each([
    ['F005', '1,029,412'],
    ['F007', '158.5 万元'],
    ['F008', '图们市'],
    ['F011', '2019 年至 2021 年'],
    ['F012', '700 万元'],
    ['F014', '122,222'],
    ['F016', '最低不高于最高'],
    ['F018', '计划生育特殊家庭'],
    ['F019', '22 元'],
    ['F021', '1.128'],
    ['F023', '16.25'],
    ['F023', '7.86'],
    ['F024', '帮扶'],
    ['F028', '共 11 年'],
    ['F028', '223,636,364'],
    ['F030', '1.7 亿元'],
    ['F031', '23.529%'],
    ['F033', '14.7%'],
    ['F035', '923 + 200 + 239 = 1362'],
    ['F035', '6.49%'],
    ['F037', '县、乡、村'],
    ['F039', '养老大院'],
    ['F040', '助餐、助医、助浴、助行、助购'],
  ])('%s says %s', (id, sentence) => {
    const shown = letterAgainst(entered).find(figure => figure.id === id)
    expect(shown?.follows.map(one => one.says).join('；')).toContain(sentence)
  })

  it('names every check of the file that can be reckoned', () => {
    const reckoned = printed
      .filter(({ check }) => /\d[^"]*[=/]|list|inclusive|<=/.test(check))
      .map(({ id }) => id)
    const silent = reckoned.filter(
      id => letterAgainst(entered).find(figure => figure.id === id)?.follows.length === 0,
    )
    // The letter speaks of five partners and names none.
    expect(silent).toEqual(['F038'])
  })
})

describe('a sum that differs', () => {
  it('is told, with everything that follows from it', () => {
    const wrong = entered.map(sum => (sum.figure === 'F033' ? { ...sum, plannedFen: 190_000_000 } : sum))
    const shown = letterAgainst(wrong)
    expect(shown.filter(({ agrees }) => agrees === false).map(({ id }) => id)).toEqual(['F033', 'F035'])
    expect(shown.flatMap(({ follows }) => follows.filter(({ holds }) => !holds))).toHaveLength(3)
  })

  it('is neither right nor wrong before it is entered', () => {
    const shown = letterAgainst([])
    expect(shown.filter(({ agrees }) => agrees === false)).toEqual([])
    expect(shown.filter(({ computed }) => computed === null).map(({ id }) => id)).toEqual([
      ...[
        'F004',
        'F007',
        'F009',
        'F011',
        'F012',
        'F013',
        'F019',
        'F028',
        'F029',
        'F030',
        'F031',
        'F032',
        'F033',
      ],
      ...['F034', 'F035'],
    ])
  })
})
