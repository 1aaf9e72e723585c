// One act on many elders at once: what it is, whom it would touch, what it would leave alone and why.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const bulkKinds = choice({
  assignVisitor: '改派探访员',
  confirmEntry: '确认档案无误',
})
export type BulkKind = KeyOf<typeof bulkKinds>

/** As many as a township's largest group; more is the work of an import. */
export const bulkLimit = 2_000

export const BulkDeed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assignVisitor'), accountId: Id, from: DayText }),
  z.strictObject({ kind: z.literal('confirmEntry') }),
])
export type BulkDeed = z.output<typeof BulkDeed>

/** What a rule needs to know of each elder. */
export interface BulkFacts {
  id: string
  name: string
  endedOn: Day | null
  visitorId: string | null
  confirmedOn: Day | null
}

export interface LeftAlone {
  id: string
  name: string
  why: string
}

export interface BulkPlan {
  touched: string[]
  /** Nothing would change for these, or something forbids it; the reason in a few words. */
  leftAlone: LeftAlone[]
}

/** Sorts the chosen into those the act changes and those it leaves alone; the same on preview and act. */
export function planBulk(deed: BulkDeed, facts: readonly BulkFacts[], today: Day): BulkPlan {
  const plan: BulkPlan = { touched: [], leftAlone: [] }
  for (const elder of facts) {
    const why = elder.endedOn === null ? whyNot(deed, elder, today) : `已于 ${elder.endedOn} 离册`
    if (why === null) plan.touched.push(elder.id)
    else plan.leftAlone.push({ id: elder.id, name: elder.name, why })
  }
  return plan
}

function whyNot(deed: BulkDeed, elder: BulkFacts, today: Day): string | null {
  switch (deed.kind) {
    case 'assignVisitor':
      return elder.visitorId === deed.accountId ? '已经由这位探访员负责' : null
    case 'confirmEntry':
      return elder.confirmedOn === today ? '今天已经确认过' : null
  }
}

/** The line that stands in the log of bulk acts. */
export function bulkSentence(deed: BulkDeed, count: number, visitorName: string | null): string {
  const people = `${count} 人`
  switch (deed.kind) {
    case 'assignVisitor':
      return `自 ${deed.from} 起把 ${people}分配给探访员${visitorName ?? ''}`
    case 'confirmEntry':
      return `确认 ${people}的档案无误`
  }
}

export function undoSentence(restored: number, kept: number): string {
  if (kept === 0) return `已撤销，恢复 ${restored} 人。`
  return `已撤销，恢复 ${restored} 人；另有 ${kept} 人之后又被修改过，保持现状，请逐人核对。`
}

export const BulkAct = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  kind: bulkKinds.schema,
  sentence: z.string(),
  elderCount: z.number(),
  doneBy: z.string(),
  doneAt: Instant,
  undoneBy: z.nullable(z.string()),
  undoneAt: z.nullable(Instant),
  undoSentence: z.nullable(z.string()),
})
export type BulkAct = z.output<typeof BulkAct>
