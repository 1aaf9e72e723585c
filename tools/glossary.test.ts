// One Chinese word, one key: over all closed lists of domain/, and the glossary shows them all.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { clashes, closedLists, type Entry, glossaryFile, listsTable, sources, withLists } from './glossary.ts'

/** A word with several keys, because each key means just that word in its own list. */
const sameWord: Record<string, string> = {
  书面拒绝探访: 'a kind of absence, and the indicator that counts it',
  待核实: 'an import row whose truth is open, and a case that waits for the second person',
}

/** A group of elders and the indicator that counts it share their word: livesAlone, groupLivesAlone. */
const countsGroup = (keys: readonly string[]) =>
  keys.length === 2 && keys.some(key => keys.includes(`group${key[0]?.toUpperCase()}${key.slice(1)}`))

/** A key with several words, because the lists it stands in speak of different moments or things. */
const sameKey: Record<string, string> = {
  handedOver: 'a pay order that went to the treasury, and a case that went to somebody else',
  rehabilitation: 'care that is bought by the hour, and one of the things done at a bed at home',
  charity: 'an account of the ledger, and who pays a share of a service',
  betweenCounties: 'the account counties clear by, and the transfer that does it',
  elder: 'whose an account is, and who pays what the others leave',
  homeCare: 'a way of being cared for, and the programme of homes and beds',
  byFamily: 'who brought the money, and who said what is needed',
  givenBack: 'a stand-in handed back, and a service paid back in full',
  acknowledged: 'the act, and the stage it leads to',
  closed: 'the act, and the stage it leads to',
  resolved: 'the act, and the stage it leads to: waiting for the second person',
  verified: 'the act, and the stage it leads to',
  joined: 'the act, and the stage it leads to',
  hospital: 'a period in hospital, and today’s reason for not being met',
  refused: 'what an elder may do to a visit, and what an import must do to a row',
  zh: 'a language of screens (中文), one that is spoken (汉语), and one that is read (汉字)',
  ko: 'a language of screens, one that is spoken (朝鲜语), and one that is read (朝鲜文)',
  voice: 'a sound a visitor kept, and a call that speaks',
  signature: 'the elder’s own hand: under a will, and under a visit',
  settled: 'a result of an assessment that stands, and an order that is paid for',
  both: 'both languages spoken, and both read',
}

let entries: Entry[]
beforeAll(async () => {
  entries = await closedLists()
})

describe('the checker', () => {
  it('catches a word with two keys and a key with two words', () => {
    const found = clashes([
      { list: 'a', key: 'red', word: '红' },
      { list: 'b', key: 'crimson', word: '红' },
      { list: 'c', key: 'red', word: '紧急' },
      { list: 'd', key: 'green', word: '绿' },
      { list: 'e', key: 'green', word: '绿' },
    ])
    expect(found.words).toEqual(new Map([['红', ['crimson', 'red']]]))
    expect(found.keys).toEqual(new Map([['red', ['紧急', '红'].sort()]]))
  })
})

describe('the closed lists', () => {
  it('are all found', () => {
    const lists = new Set(entries.map(entry => entry.list))
    for (const list of ['elderGroups', 'roles', 'rights', 'aidCaseStages', 'visitFields', 'importOutcomes'])
      expect(lists).toContain(list)
    expect(entries.length).toBeGreaterThan(150)
  })

  it('have Chinese words and plain English keys', () => {
    expect(entries.filter(({ word }) => !/[一-龥]/.test(word))).toEqual([])
    expect(entries.filter(({ key }) => !/^[a-zA-Z][a-zA-Z0-9]*(:[a-z]+)?$/.test(key))).toEqual([])
  })

  it('give no word two keys', () => {
    const { words } = clashes(entries)
    expect([...words].filter(([word, keys]) => !sameWord[word] && !countsGroup(keys))).toEqual([])
  })

  it('give no key two words', () => {
    const { keys } = clashes(entries)
    expect([...keys].filter(([key]) => !sameKey[key])).toEqual([])
  })

  it('need every exception that is listed', () => {
    const { words, keys } = clashes(entries)
    expect(Object.keys(sameWord).filter(word => !words.has(word))).toEqual([])
    expect(Object.keys(sameKey).filter(key => !keys.has(key))).toEqual([])
  })

  it('say where their words come from', () => {
    expect([...new Set(entries.map(entry => entry.list))].filter(list => !sources[list])).toEqual([])
  })
})

describe('the glossary', () => {
  const document = readFileSync(glossaryFile, 'utf8')

  it('shows every list as it is today', () => {
    const current = withLists(document, entries) === document
    expect(current, 'docs/glossary.md 已过时，请运行 npx tsx tools/glossary.ts').toBe(true)
    expect(document).toContain(listsTable(entries))
  })

  it('gives each thing one row and one identifier', () => {
    const [hand = ''] = document.split('## 词表')
    const rows = hand.split('\n').filter(line => line.startsWith('|') && !line.startsWith('|---'))
    const cells = rows.slice(1).map(row => row.split('|').map(cell => cell.trim()))
    expect(cells.length).toBeGreaterThan(25)
    expect(
      cells.filter(row => row.length !== 6 || row[1] === '' || row[2] === '' || !row[3]?.startsWith('`')),
    ).toEqual([])
    const names = cells.map(row => row[1])
    expect(new Set(names).size).toBe(names.length)
  })
})
