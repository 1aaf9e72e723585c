// Blood pressure, pulse and temperature before a service, and when it must not begin.
import * as z from 'zod/mini'
import type { SettingKey, SettingValue } from '../regions/settings.ts'

/** mmHg, beats a minute, tenths of a degree Celsius. */
export const Vitals = z.strictObject({
  systolic: z
    .int()
    .check(z.gte(50, { error: '收缩压看起来不对' }), z.lte(280, { error: '收缩压看起来不对' })),
  diastolic: z
    .int()
    .check(z.gte(30, { error: '舒张压看起来不对' }), z.lte(180, { error: '舒张压看起来不对' })),
  pulse: z._default(
    z.nullable(
      z.int().check(z.gte(20, { error: '脉搏看起来不对' }), z.lte(220, { error: '脉搏看起来不对' })),
    ),
    null,
  ),
  temperatureTenths: z._default(
    z.nullable(
      z.int().check(z.gte(330, { error: '体温看起来不对' }), z.lte(430, { error: '体温看起来不对' })),
    ),
    null,
  ),
})
export type Vitals = z.output<typeof Vitals>

export const vitalSettings = [
  'vitals.systolicMost',
  'vitals.systolicLeast',
  'vitals.diastolicMost',
  'vitals.pulseMost',
  'vitals.pulseLeast',
  'vitals.temperatureMostTenths',
] as const satisfies readonly SettingKey[]
export type VitalLimits = { [Key in (typeof vitalSettings)[number]]: SettingValue<Key> }

/** Why the service must not begin, one sentence a measurement; empty where it may. */
export function whyHalted(vitals: Vitals, limits: VitalLimits): string[] {
  const { systolic, diastolic, pulse, temperatureTenths } = vitals
  const reasons: string[] = []
  if (systolic > limits['vitals.systolicMost'])
    reasons.push(`收缩压 ${systolic} 高于 ${limits['vitals.systolicMost']}`)
  if (systolic < limits['vitals.systolicLeast'])
    reasons.push(`收缩压 ${systolic} 低于 ${limits['vitals.systolicLeast']}`)
  if (diastolic > limits['vitals.diastolicMost'])
    reasons.push(`舒张压 ${diastolic} 高于 ${limits['vitals.diastolicMost']}`)
  if (pulse !== null && pulse > limits['vitals.pulseMost'])
    reasons.push(`脉搏 ${pulse} 高于 ${limits['vitals.pulseMost']}`)
  if (pulse !== null && pulse < limits['vitals.pulseLeast'])
    reasons.push(`脉搏 ${pulse} 低于 ${limits['vitals.pulseLeast']}`)
  if (temperatureTenths !== null && temperatureTenths > limits['vitals.temperatureMostTenths'])
    reasons.push(
      `体温 ${(temperatureTenths / 10).toFixed(1)} 高于 ${(limits['vitals.temperatureMostTenths'] / 10).toFixed(1)}`,
    )
  return reasons
}
