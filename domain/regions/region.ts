// One unit of the region tree, province to village.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { RegionCode } from '../kernel/shapes.ts'

export const regionLevelWords = choice({
  province: '省',
  prefecture: '市（州）',
  county: '县（市、区）',
  township: '乡镇（街道）',
  village: '村（社区）',
})
export type RegionLevelKey = KeyOf<typeof regionLevelWords>

export const Region = z.object({
  code: RegionCode,
  name: z.string(),
  shortName: z.string(),
  nameKo: z.nullable(z.string()),
  level: regionLevelWords.schema,
  parentCode: z.nullable(RegionCode),
  /** The real county a statistical zone lies in (GB/T 2260, six digits); joins the map. */
  countyGb2260: z.string(),
  kind: z.string(),
  /** True for the nine development zones: they exist for statistics and have no outline. */
  statisticalOnly: z.boolean(),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
})
export type Region = z.output<typeof Region>
