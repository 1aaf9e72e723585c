// A warning of the weather service as a feed hands it over: a few fields of CAP (docs/weather-feed.md).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Instant, RegionCode, text } from '../kernel/shapes.ts'
import { surgeKinds } from './surge.ts'

/** 气象灾害预警信号 has four colours; CAP's severity in the same order. */
export const warningColours = choice({
  blueWarning: '蓝色预警',
  yellowWarning: '黄色预警',
  orangeWarning: '橙色预警',
  redWarning: '红色预警',
})
export type WarningColour = KeyOf<typeof warningColours>

export const WeatherWarning = z.strictObject({
  /** The same warning sent again is the same warning. */
  identifier: text(100),
  sent: Instant,
  event: surgeKinds.schema,
  colour: warningColours.schema,
  /** Counties. */
  regionCodes: z.array(RegionCode).check(z.minLength(1), z.maxLength(70)),
  expires: Instant,
  headline: text(200),
})
export type WeatherWarning = z.output<typeof WeatherWarning>

export const WeatherRow = z.object({ ...WeatherWarning.shape, receivedAt: Instant })
export type WeatherRow = z.output<typeof WeatherRow>

/** From this colour on a feed declares by itself; 0 leaves it to people. */
export function declaresByItself(colour: WarningColour, fromLevel: number): boolean {
  return fromLevel > 0 && warningColours.keys.indexOf(colour) + 1 >= fromLevel
}
