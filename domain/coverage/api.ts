// Coverage: the board, the villages and the people behind its numbers, and the targets of the plan of 2024.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { query } from '../kernel/operation.ts'
import { Nothing, Page, RegionCode } from '../kernel/shapes.ts'
import {
  CoverageBoard,
  CoverageMeasure,
  CoverageVillage,
  coverageReaches,
  coverageServices,
} from './coverage.ts'
import { TargetPlace, TargetSum, targetStates } from './targets.ts'

const villagesAsked = {
  regionCode: RegionCode,
  service: coverageServices.schema,
  measure: z._default(CoverageMeasure, 'eldersOnRecord'),
  /** Only villages that stand like this; all without it. */
  reach: z.optional(coverageReaches.schema),
  border: z._default(z.boolean(), false),
  /** Only where somebody is known to want the service. */
  wanted: z._default(z.boolean(), false),
}
const year = z.int().check(z.gte(2024), z.lte(2026))

export const coverageApi = {
  'coverage.read': query({
    input: z.strictObject({ regionCode: RegionCode, measure: z._default(CoverageMeasure, 'eldersOnRecord') }),
    output: CoverageBoard,
    may: 'coverage:read',
    says: '查看服务覆盖看板',
  }),
  'coverage.villages': query({
    input: z.strictObject({ ...villagesAsked, ...Page }),
    output: z.object({ rows: z.array(CoverageVillage), next: z.nullable(z.string()), total: z.number() }),
    may: 'coverage:read',
    says: '查看服务覆盖的村',
  }),
  /** The elders a number of the board counts. */
  'coverage.elders': query({
    input: z.strictObject({ ...villagesAsked, ...Page }),
    output: z.object({ rows: z.array(ElderRow), next: z.nullable(z.string()) }),
    may: 'elder:read',
    says: '查看服务覆盖的老年人名单',
    personal: true,
  }),
  'coverage.targets': query({
    input: z.strictObject({ regionCode: RegionCode, year: z._default(year, 2026) }),
    output: z.object({ region: TargetSum, parts: z.array(TargetSum), villageElders: z.number() }),
    may: 'coverage:read',
    says: '查看助餐点建设指标',
  }),
  'coverage.targetPlaces': query({
    input: z.strictObject({
      regionCode: RegionCode,
      year: z._default(year, 2026),
      state: z.optional(targetStates.schema),
      ...Page,
    }),
    output: z.object({ rows: z.array(TargetPlace), next: z.nullable(z.string()) }),
    may: 'coverage:read',
    says: '查看各乡镇助餐点指标',
  }),
  /** Places and their numbers; no person stands in it. */
  'coverage.export': query({
    input: z.strictObject({ ...villagesAsked }),
    output: Nothing,
    may: 'coverage:read',
    says: '导出服务覆盖表',
    bytes: 'out',
  }),
}
