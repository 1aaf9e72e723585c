// Nobody met: why, who said so, what could be seen from outside, and what the visitor does next.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day } from '../kernel/day.ts'

export const notReachedReasons = choice({
  notHome: '不在家',
  nobodyAnswers: '敲门没人应',
  fieldWork: '下地或上山干活',
  outNearby: '赶集或串门',
  hospital: '正在住院',
  withChildren: '在子女家',
  movedOrDied: '搬走或去世',
  phoneUnanswered: '电话无人接',
  wrongNumber: '号码不对或停机',
  other: '其他原因',
})
export type NotReachedReason = KeyOf<typeof notReachedReasons>

export const refusedReasons = choice({
  wantsNoVisits: '不想让人来探访',
  knowsNotWho: '不认识探访员，不放心',
  busyNow: '现在没空，改天再来',
  keepsPrivate: '不愿说家里的事',
  familyObjects: '家里人不同意',
  otherRefusal: '别的原因',
})
export type RefusedReason = KeyOf<typeof refusedReasons>

/** Who told the visitor where the elder is. */
export const tellers = choice({
  neighbour: '邻居',
  relative: '家里人',
  villageCadre: '村干部',
  nobodyTold: '没问到人',
})
export type Teller = KeyOf<typeof tellers>

/** Seen or heard at a door that stays shut (domain.md §1.5, P0: no answer and other signs). */
export const doorSigns = choice({
  lightsOn: '大白天灯一直亮着',
  fumes: '有烟味、煤气味或异味',
  voices: '屋里有呻吟或呼救声',
  doorAjar: '门没锁，叫不应',
  noTracks: '雪地没有脚印，烟囱不冒烟',
  mealUntouched: '送来的饭、东西没动',
})
export type DoorSign = KeyOf<typeof doorSigns>

/** A door that stays shut with one of these is an emergency before it is a record. */
export function isAlarm(visit: { result: string; doorSigns: readonly DoorSign[] }): boolean {
  return visit.result === 'notReached' && visit.doorSigns.length > 0
}

/** Smoke and gas go to the fire brigade as well; everything else needs a doctor, and the police to open the door. */
export function numbersFor(signs: readonly DoorSign[]): ('110' | '119' | '120')[] {
  return [...(signs.includes('fumes') ? (['119'] as const) : []), '120', '110']
}

/** What the case says in the list before anyone opens it. */
export function alarmTrouble(signs: readonly DoorSign[]): string {
  const seen = doorSigns.keys.filter(sign => signs.includes(sign)).map(sign => doorSigns.words[sign])
  return `上门没有见到人，并且：${seen.join('；')}`
}

export const nextMoves = choice({
  callHelp: '先打急救和报警电话，再找有钥匙的人开门',
  callKey: '给有钥匙的人打电话，一起开门看看',
  callElder: '换个时间打电话，问问子女在哪',
  tryAgain: '过几天再来一次',
  reportChange: '到“报告变化”里告诉乡镇',
  mendNumber: '向村里问到新号码，改在“家人和联系人”里',
  bringFamiliar: '下次请村干部或邻居陪着来',
  askWillingness: '问清楚是不是以后都不愿意，记下本人意愿',
})
export type NextMove = KeyOf<typeof nextMoves>

/** A missed contact is tried again after three days (domain.md §1.3: extra round after a missed contact). */
export const tryAgainDays = 3

export function tryAgainOn(today: Day): Day {
  return addDays(today, tryAgainDays)
}

const movesNotReached: Readonly<Record<NotReachedReason, readonly NextMove[]>> = {
  notHome: ['callElder', 'tryAgain'],
  nobodyAnswers: ['callKey', 'tryAgain'],
  fieldWork: ['tryAgain'],
  outNearby: ['tryAgain'],
  hospital: ['reportChange'],
  withChildren: ['callElder', 'reportChange'],
  movedOrDied: ['reportChange'],
  phoneUnanswered: ['callElder', 'tryAgain'],
  wrongNumber: ['mendNumber', 'tryAgain'],
  other: ['tryAgain'],
}

const movesRefused: Readonly<Record<RefusedReason, readonly NextMove[]>> = {
  wantsNoVisits: ['askWillingness'],
  knowsNotWho: ['bringFamiliar', 'tryAgain'],
  busyNow: ['tryAgain'],
  keepsPrivate: ['tryAgain'],
  familyObjects: ['callElder', 'askWillingness'],
  otherRefusal: ['tryAgain'],
}

/** What to do next, first things first; empty while the reason is not said yet. */
export function movesAfter(visit: {
  result: 'met' | 'notReached' | 'refused' | null
  notReachedReason: NotReachedReason | null
  refusedReason: RefusedReason | null
  doorSigns: readonly DoorSign[]
}): NextMove[] {
  if (visit.result === 'refused') return visit.refusedReason ? [...movesRefused[visit.refusedReason]] : []
  if (visit.result !== 'notReached') return []
  if (visit.doorSigns.length > 0) return ['callHelp']
  return visit.notReachedReason ? [...movesNotReached[visit.notReachedReason]] : []
}
