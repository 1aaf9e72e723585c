// 负担与空当: how much each visitor carries, what is late, whom nobody looks after; each number names its list.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Id, RegionCode } from '../kernel/shapes.ts'

/** Each is a number on the board of load and the list behind it. */
export const loadMeasures = choice({
  carried: '负责的老人',
  plannedVisits: '本月计划探访',
  doneVisits: '已完成的探访',
  missedVisits: '该去没去的探访',
  hardHomes: '难走的户',
  uncovered: '没有探访员的老人',
  unattended: '请了代班还没人接的探访',
  overloaded: '负担过重的探访员所负责的老人',
})
export type LoadMeasure = KeyOf<typeof loadMeasures>

const numbers = {
  elders: z.number(),
  planned: z.number(),
  done: z.number(),
  late: z.number(),
  hard: z.number(),
}

export const VisitorLoad = z.object({
  accountId: Id,
  name: z.string(),
  placeName: z.string(),
  isOver: z.boolean(),
  ...numbers,
})

export const PlaceLoad = z.object({
  regionCode: RegionCode,
  name: z.string(),
  visitors: z.number(),
  uncovered: z.number(),
  unattended: z.number(),
  ...numbers,
})

export const LoadBoard = z.object({
  total: z.object({
    visitors: z.number(),
    idle: z.number(),
    over: z.number(),
    eldersMost: z.number(),
    uncovered: z.number(),
    unattended: z.number(),
    /** Days of the month on which elders of a village are planned and nobody goes. */
    unattendedDays: z.number(),
    ...numbers,
  }),
  places: z.array(PlaceLoad),
  visitors: z.array(VisitorLoad),
})
export type LoadBoard = z.output<typeof LoadBoard>
