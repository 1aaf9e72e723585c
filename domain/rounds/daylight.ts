// When the sun rises and sets at a place, so that nobody is sent along a dark road (NOAA's solar equations [G]).
import type { Day } from '../kernel/day.ts'

/** Minutes after midnight in Shanghai's time. */
export interface Daylight {
  rises: number
  sets: number
}

const radians = Math.PI / 180
/** The sun's upper rim at the horizon, refraction included. */
const zenithDegrees = 90.833
const shanghaiOffsetMinutes = 480

/**
 * Good to about two minutes below the polar circles. Jilin lies so far east in its time zone that December's dusk
 * comes before four.
 */
export function daylightOn(day: Day, place: { lon: number; lat: number }): Daylight {
  const year = Number(day.slice(0, 4))
  const start = Date.parse(`${year}-01-01T00:00:00Z`)
  const dayOfYear = Math.round((Date.parse(`${day}T00:00:00Z`) - start) / 86_400_000)
  const turn = ((2 * Math.PI) / 365) * dayOfYear
  const [sin, cos] = [Math.sin, Math.cos]
  const equation =
    229.18 *
    (0.000075 +
      0.001868 * cos(turn) -
      0.032077 * sin(turn) -
      0.014615 * cos(2 * turn) -
      0.040849 * sin(2 * turn))
  const declination =
    0.006918 -
    0.399912 * cos(turn) +
    0.070257 * sin(turn) -
    0.006758 * cos(2 * turn) +
    0.000907 * sin(2 * turn) -
    0.002697 * cos(3 * turn) +
    0.00148 * sin(3 * turn)
  const latitude = place.lat * radians
  const cosHour =
    cos(zenithDegrees * radians) / (cos(latitude) * cos(declination)) -
    Math.tan(latitude) * Math.tan(declination)
  const halfDay = (Math.acos(Math.min(1, Math.max(-1, cosHour))) / radians) * 4
  const noon = 720 - 4 * place.lon - equation + shanghaiOffsetMinutes
  return { rises: Math.round(noon - halfDay), sets: Math.round(noon + halfDay) }
}

/** 952 → '15:52'. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
