// Questions about the region tree, and the rules each region has set for itself.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Nothing, RegionCode, text } from '../kernel/shapes.ts'
import { Region } from './region.ts'
import { Setting, SettingKeyText } from './settings.ts'

export const regionApi = {
  'region.get': query({
    input: z.strictObject({ code: RegionCode }),
    /** From the province down to the region asked for. */
    output: z.object({ region: Region, path: z.array(Region), children: z.array(Region) }),
    may: 'region:read',
    says: '查看区划',
  }),
  'region.search': query({
    input: z.strictObject({ text: text(40) }),
    /** By name, pinyin or initials, inside one's own area; at most twenty. */
    output: z.array(z.object({ code: RegionCode, name: z.string(), path: z.string() })),
    may: 'region:read',
    says: '查找区划',
  }),
  'setting.list': query({
    input: z.strictObject({ regionCode: RegionCode, on: DayText }),
    output: z.array(Setting),
    may: 'setting:read',
    says: '查看规则设置',
  }),
  'setting.change': command({
    input: z.strictObject({
      key: SettingKeyText,
      regionCode: RegionCode,
      validFrom: DayText,
      value: z.union([z.number(), z.boolean()]),
      source: text(200),
    }),
    output: Nothing,
    may: 'setting:change',
    says: '修改规则设置',
  }),
}
