// A case told in sentences, in the order of time: what led to it, who did what, which clocks were met, what came of it.
import { dayOf } from '../kernel/day.ts'
import { visitFields } from '../visits/answers.ts'
import { type AidCaseAct, aidCaseLevels, aidCaseSources } from './aid-case.ts'
import { type AidCaseClock, clockDeeds, durationText, runningAt } from './deadlines.ts'
import type { AidCase } from './record.ts'
import { stageOf } from './stages.ts'

export interface StoryLine {
  id: string
  at: string
  /** 14:05, in Jilin. */
  time: string
  text: string
  /** A clock met or a trouble gone; a clock missed or a rung climbed; anything else. */
  tone: 'good' | 'bad' | 'plain'
}

export interface StoryDay {
  day: string
  lines: StoryLine[]
}

export function storyOf(aidCase: AidCase, now: Date): StoryDay[] {
  const lines = [...beginning(aidCase), ...actsAndClocks(aidCase, now)]
  const days = new Map<string, StoryLine[]>()
  for (const line of lines.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
    const day = dayOf(new Date(line.at))
    days.set(day, [...(days.get(day) ?? []), line])
  }
  return [...days].map(([day, told]) => ({ day, lines: told }))
}

function line(id: string, at: string, text: string, tone: StoryLine['tone'] = 'plain'): StoryLine {
  return { id, at, time: timeOf(at), text, tone }
}

export function timeOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)
}

function whenOf(instant: string): string {
  const day = dayOf(new Date(instant))
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日 ${timeOf(instant)}`
}

/** What was seen before there was a case. */
function beginning({ foundOn, earlier }: AidCase): StoryLine[] {
  const told: StoryLine[] = []
  if (earlier !== null && earlier.endedAt !== null)
    told.push(line('earlier', earlier.endedAt, `同一问题的上一个个案（“${earlier.trouble}”）办结。`))
  if (foundOn !== null) {
    const words = (fields: AidCase['foundOn'] & {}, which: 'dangers' | 'attentions') =>
      fields[which].map(field => `“${visitFields.words[field]}”`).join('、')
    const dangers = words(foundOn, 'dangers')
    const attentions = words(foundOn, 'attentions')
    const who = foundOn.visitorName ?? '探访员'
    const also = attentions === '' ? '' : `；${attentions}需要关注`
    told.push(line('found', foundOn.startedAt, `${who}上门探访，发现${dangers || '问题'}有危险${also}。`))
  }
  return told
}

/** Walks through the acts with the stage they lead to, and drops in the clocks that run out between them. */
function actsAndClocks(aidCase: AidCase, now: Date): StoryLine[] {
  const told: StoryLine[] = []
  const missed = new Set<AidCaseClock>()
  let running: readonly AidCaseClock[] = []
  let from = aidCase.openedAt
  const runOut = (until: string) => {
    for (const clock of running) {
      const by = aidCase[clock]
      if (by < from || by >= until || missed.has(clock)) continue
      missed.add(clock)
      told.push(line(`late-${clock}`, by, `${clockDeeds[clock]}时限到了，还没有${waitedFor[clock]}。`, 'bad'))
    }
  }
  const { acts } = aidCase
  acts.forEach((act, index) => {
    runOut(act.doneAt)
    const stage = stageOf(acts.slice(0, index + 1).map(each => each.kind))
    const after = stage === null ? running : runningAt[stage]
    const met = running.filter(clock => !after.includes(clock) && deedOf[clock].includes(act.kind))
    told.push(sentenceOf(aidCase, act, met))
    running = after
    from = act.doneAt
  })
  runOut(now.toISOString())
  return told
}

const waitedFor: Readonly<Record<AidCaseClock, string>> = {
  acknowledgeBy: '人响应',
  onSiteBy: '人到场',
  resolveBy: '解决',
  verifyBy: '核实',
  closeBy: '结案',
}

/** The acts by which a clock is met; ending a case otherwise only stops it. */
const deedOf: Readonly<Record<AidCaseClock, readonly AidCaseAct['kind'][]>> = {
  acknowledgeBy: ['acknowledged', 'onSite'],
  onSiteBy: ['onSite'],
  resolveBy: ['resolved'],
  verifyBy: ['verified'],
  closeBy: ['closed'],
}

function sentenceOf(aidCase: AidCase, act: AidCaseAct, met: readonly AidCaseClock[]): StoryLine {
  const clock = met.at(-1)
  const said = act.kind === 'opened' ? openingOf(aidCase, act) : saidOf(act)
  if (clock === undefined) return line(act.id, act.doneAt, `${said}。`, toneOf(act))
  const by = Date.parse(aidCase[clock])
  const at = Date.parse(act.doneAt)
  const late = at > by
  const minutes = Math.floor(Math.abs(by - at) / 60_000)
  const kept = late
    ? `比${clockDeeds[clock]}时限晚 ${durationText(minutes)}`
    : `在${clockDeeds[clock]}时限内，还剩 ${durationText(minutes)}`
  return line(act.id, act.doneAt, `${said}（${kept}）。`, late ? 'bad' : 'good')
}

function toneOf({ kind }: AidCaseAct): StoryLine['tone'] {
  if (kind === 'escalated' || kind === 'reopened') return 'bad'
  return kind === 'closed' || kind === 'signOfLife' ? 'good' : 'plain'
}

function openingOf(aidCase: AidCase, act: AidCaseAct): string {
  const { source, level, trouble, acknowledgeBy, onSiteBy } = aidCase
  const by = act.byName === null ? '系统' : act.byName
  const limits = `应在 ${whenOf(acknowledgeBy)} 前响应、${whenOf(onSiteBy)} 前到场`
  return `${by}立案（${aidCaseSources.words[source]}）：${trouble}。定为${aidCaseLevels.words[level]}，由${act.toName ?? '待定人员'}负责，${limits}`
}

/** “王某响应”, “王某转交给李某：……”; what the clock did has no one. */
function saidOf({ kind, byName, toName, note }: AidCaseAct): string {
  const by = byName ?? '系统'
  const to = toName ?? '接办人'
  const more = note === null ? '' : `：${note.replace(/[。．.]$/, '')}`
  switch (kind) {
    case 'handedOver':
      return `${by}转交给${to}${more}`
    case 'escalated':
      return `${note ?? '自动上报'}${toName === null ? '' : `，通知到${toName}`}`
    case 'reopened':
      return `${by}重新办理${more}。原来的时限不变`
    case 'elderLeft':
      return `老人离册，个案随之结束${more}`
    case 'signOfLife':
      return `${note ?? '有了生活迹象'}，个案结束`
    case 'resumed':
      return `离册登记撤销，个案恢复办理${more}`
    default:
      return `${by}${verbs[kind]}${more}`
  }
}

type Spoken = Exclude<
  AidCaseAct['kind'],
  'handedOver' | 'escalated' | 'reopened' | 'elderLeft' | 'signOfLife' | 'resumed'
>
const verbs: Readonly<Record<Spoken, string>> = {
  opened: '立案',
  acknowledged: '响应',
  noted: '记录进展',
  onSite: '到场',
  resolved: '报告已解决',
  verified: '核实',
  closed: '结案',
  rejected: '决定不予立案',
  neighbourAsked: '已请邻居先去看',
  planned: '安排任务',
  taskDone: '登记任务完成',
  taskDropped: '取消任务',
  referred: '转介',
  referralReceived: '登记对方签收',
  referralAnswered: '登记对方答复',
  conferred: '记录会商',
  rechecked: '复核',
  joined: '并案',
  tookIn: '并入一个个案',
  unmerged: '撤销并案',
  letGo: '拆出一个个案',
}
