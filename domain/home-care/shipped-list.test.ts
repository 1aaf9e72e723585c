// The list that ships for other systems is the list the rules work with.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { adaptationItems, homeParts } from '../assessments/adaptation.ts'
import { governmentPercent } from './project-rules.ts'

interface Shipped {
  number: number
  part: keyof typeof homeParts.words
  partZh: string
  zh: string
  ko: string
  kind: 'basic' | 'optional'
}

const { items } = JSON.parse(
  readFileSync(new URL('../../data/adaptation-items.json', import.meta.url), 'utf8'),
) as { items: Shipped[] }

it('has the 30 items by number, part, name and kind, in Chinese and Korean', () => {
  expect(items.map(({ number, part, zh, kind }) => [number, part, zh, `${kind}Item`])).toEqual(
    adaptationItems.map(({ number, part, name, kind }) => [number, part, name, kind]),
  )
  expect(items.filter(item => item.partZh !== homeParts.words[item.part])).toEqual([])
  expect(items.filter(item => !/^[\p{sc=Hangul}\s·()]+$/u.test(item.ko)).map(item => item.ko)).toEqual([])
})

it('says with its kind who pays for a hardship family where the county has set nothing else', () => {
  const rules = { basicPercent: 100, optionalPercent: 0, marginalCounts: true, limitYuan: 0 }
  for (const { number, kind } of items) {
    const listed = adaptationItems[number - 1]
    expect(listed && governmentPercent(listed.kind, 'dibao', rules)).toBe(kind === 'basic' ? 100 : 0)
  }
})
