// Kin and neighbours of an elder: who they are, where they live since when, who is called first.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'
import { type Sex, sexes } from './elder.ts'

export const kinships = choice({
  spouse: '配偶',
  son: '儿子',
  daughter: '女儿',
  child: '子女',
  daughterInLaw: '儿媳',
  sonInLaw: '女婿',
  grandchild: '孙辈',
  parent: '父母',
  sibling: '兄弟姐妹',
  otherKin: '其他亲属',
  neighbour: '邻居',
  villageCadre: '村干部',
  otherPerson: '其他人',
})
export type Kinship = KeyOf<typeof kinships>

export const whereabouts = choice({
  sameHousehold: '同住',
  sameVillage: '本村',
  sameCounty: '本县其他地方',
  elsewhere: '国内外地',
  abroad: '国外',
})
export type Whereabouts = KeyOf<typeof whereabouts>

export const countries = choice({
  kr: '韩国',
  jp: '日本',
  ru: '俄罗斯',
  us: '美国',
  otherCountry: '其他国家',
})
export type Country = KeyOf<typeof countries>

export const kinEndings = choice({
  died: '去世',
  divorced: '离婚',
  lostTouch: '断了联系',
  enteredByMistake: '登记有误',
})
export type KinEnding = KeyOf<typeof kinEndings>

export const kinChangeKinds = choice({
  added: '新登记',
  corrected: '更改',
  stopped: '不再联系',
  reordered: '调整先后',
})

const fields = {
  name: text(40),
  kinship: kinships.schema,
  /** In the family's own words where the closed word says too little: 大女儿, 前院邻居. */
  relation: z.nullable(text(20)),
  sex: sexes.schema,
  phone: z.nullable(text(40)),
  whereabouts: z.nullable(whereabouts.schema),
  country: z.nullable(countries.schema),
  /** The place in words: 首尔安山区, 青岛市城阳区. */
  livesIn: z.nullable(text(60)),
  /** Away from home since. */
  leftOn: z.nullable(DayText),
  worksAs: z.nullable(text(40)),
  /** The last time this person saw or called the elder. */
  lastContactOn: z.nullable(DayText),
  hasKey: z.boolean(),
  isSupporter: z.boolean(),
}

export const KinInput = z.strictObject({
  ...fields,
  relation: z._default(fields.relation, null),
  sex: z._default(fields.sex, 'unknown'),
  phone: z._default(fields.phone, null),
  whereabouts: z._default(fields.whereabouts, null),
  country: z._default(fields.country, null),
  livesIn: z._default(fields.livesIn, null),
  leftOn: z._default(fields.leftOn, null),
  worksAs: z._default(fields.worksAs, null),
  lastContactOn: z._default(fields.lastContactOn, null),
  hasKey: z._default(fields.hasKey, false),
  isSupporter: z._default(fields.isSupporter, false),
  /** Where the ledger has the person too: an elder of the same county. */
  linkedElderId: z._default(z.nullable(Id), null),
})
export type KinInput = z.output<typeof KinInput>

/** Only what changed; never with defaults, which would empty every field not sent. */
export const KinChange = z.partial(z.strictObject(fields))
export type KinChange = z.output<typeof KinChange>

export const Kin = z.object({
  id: Id,
  name: z.string(),
  kinship: kinships.schema,
  relation: z.string(),
  sex: sexes.schema,
  phoneMask: z.nullable(z.string()),
  whereabouts: z.nullable(whereabouts.schema),
  country: z.nullable(countries.schema),
  livesIn: z.nullable(z.string()),
  leftOn: z.nullable(DayText),
  worksAs: z.nullable(z.string()),
  lastContactOn: z.nullable(DayText),
  hasKey: z.boolean(),
  isSupporter: z.boolean(),
  linkedElderId: z.nullable(Id),
  endedOn: z.nullable(DayText),
  endedWhy: z.nullable(kinEndings.schema),
  version: z.number(),
})
export type Kin = z.output<typeof Kin>

export const KinRecord = z.object({
  at: Instant,
  by: z.nullable(z.string()),
  kind: kinChangeKinds.schema,
  name: z.nullable(z.string()),
  changes: z.array(
    z.object({ field: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
  ),
})

/** What written relations mean, the first that fits; the migration of old contacts holds the same list. */
export const relationPatterns: readonly [RegExp, Kinship][] = [
  [/配偶|老伴|丈夫|妻子|爱人|夫妻/, 'spouse'],
  [/儿媳|媳妇/, 'daughterInLaw'],
  [/女婿|姑爷/, 'sonInLaw'],
  [/孙/, 'grandchild'],
  [/侄|甥|表|堂|姨|舅|叔|伯|婶|嫂|姑$|姑[^娘]|亲戚|亲属|家属|家人/, 'otherKin'],
  [/子女|孩子/, 'child'],
  [/女儿|闺女|姑娘|[长次二三四大小养继老]女|^女$/, 'daughter'],
  [/儿子|[长次二三四大小养继]子|[大二三四小老]儿|^[子儿]$/, 'son'],
  [/父|母|爸|妈/, 'parent'],
  [/兄|弟|姐|妹|哥/, 'sibling'],
  [/邻/, 'neighbour'],
  [/村|社区|书记|主任|干部|网格|屯长|组长/, 'villageCadre'],
]

export function kinshipOf(relation: string): Kinship {
  return relationPatterns.find(([pattern]) => pattern.test(relation))?.[1] ?? 'otherPerson'
}

/** Where the word says it: a son is a man. */
export function sexOfKinship(kinship: Kinship): Sex {
  if (kinship === 'son' || kinship === 'sonInLaw') return 'male'
  return kinship === 'daughter' || kinship === 'daughterInLaw' ? 'female' : 'unknown'
}

/** How the other record calls this elder back: the son's record says 父母. */
export function kinshipBack(kinship: Kinship, elderSex: Sex): Kinship | null {
  if (kinship === 'spouse' || kinship === 'sibling' || kinship === 'neighbour') return kinship
  if (kinship === 'son' || kinship === 'daughter' || kinship === 'child') return 'parent'
  if (kinship === 'parent') return elderSex === 'male' ? 'son' : elderSex === 'female' ? 'daughter' : 'child'
  return kinship === 'otherKin' ? 'otherKin' : null
}

export function isChild({ kinship }: { kinship: Kinship }): boolean {
  return kinship === 'son' || kinship === 'daughter' || kinship === 'child'
}

const neverSupporters: readonly Kinship[] = ['neighbour', 'villageCadre', 'otherPerson']

type Checked = Pick<
  KinInput,
  'kinship' | 'whereabouts' | 'country' | 'leftOn' | 'lastContactOn' | 'hasKey' | 'isSupporter'
>

/** What cannot all be true of one person at once; each refusal says which of the two to mend. */
export function checkKin(kin: Checked, today: Day): void {
  if (kin.leftOn !== null && kin.leftOn > today) throw broken('离开的日期还没有到。请填写实际离开的年月。')
  if (kin.lastContactOn !== null && kin.lastContactOn > today)
    throw broken('最近联系的日期还没有到。请填写实际联系的日期。')
  if (kin.country !== null && kin.whereabouts !== 'abroad')
    throw broken('填了国家，住处却不是“国外”。请把住处改为“国外”，或清空国家。')
  if (kin.leftOn !== null && (kin.whereabouts === 'sameHousehold' || kin.whereabouts === 'sameVillage'))
    throw broken(`住处是“${whereabouts.words[kin.whereabouts]}”，就不用填离家时间。请改住处或清空时间。`)
  if (kin.hasKey && (kin.whereabouts === 'elsewhere' || kin.whereabouts === 'abroad'))
    throw broken('备用钥匙要由能马上赶到的人保管，住在外地的人不能登记为钥匙保管人。')
  if (kin.isSupporter && neverSupporters.includes(kin.kinship))
    throw broken(`“${kinships.words[kin.kinship]}”不是赡养人。赡养人只能是配偶、子女、孙辈等亲属。`)
}

export function checkKinEnd(kin: { endedOn: Day | null; on: Day; today: Day }): void {
  if (kin.endedOn !== null)
    throw new Refused('conflict', `这个人已于 ${kin.endedOn} 登记为不再联系，不用重复登记。`)
  if (kin.on > kin.today) throw broken('日期还没有到。请填写实际的日期。')
}

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}

type Described = Omit<KinChange, 'phone'> & { phoneTail?: string | null }

/** What differs, in words for the history; telephones by their last four digits only. */
export function kinDifferences(
  before: Described | null,
  after: Described,
): { field: string; before: string | null; after: string | null }[] {
  const said = before ? kinWords(before) : {}
  return Object.entries(kinWords(after)).flatMap(([field, text]) => {
    const was = said[field] ?? null
    return was === text ? [] : [{ field, before: was, after: text }]
  })
}

function kinWords(kin: Described): Record<string, string | null> {
  const yes = (value: boolean | undefined) => (value ? '是' : null)
  return {
    name: kin.name ?? null,
    relation: kin.relation ?? null,
    sex: kin.sex === 'male' || kin.sex === 'female' ? sexes.words[kin.sex] : null,
    phone: kin.phoneTail ? `…${kin.phoneTail}` : null,
    whereabouts: kin.whereabouts ? whereabouts.words[kin.whereabouts] : null,
    country: kin.country ? countries.words[kin.country] : null,
    livesIn: kin.livesIn ?? null,
    leftOn: kin.leftOn ?? null,
    worksAs: kin.worksAs ?? null,
    lastContactOn: kin.lastContactOn ?? null,
    hasKey: yes(kin.hasKey),
    isSupporter: yes(kin.isSupporter),
  }
}

/** Can be at the door on foot. */
export function isNearby(kinship: Kinship, where: Whereabouts | null): boolean {
  if (where !== null) return where === 'sameHousehold' || where === 'sameVillage'
  return kinship === 'neighbour' || kinship === 'villageCadre'
}
