// What is typed of a place as text: coordinates copied from a map, and the clock.

/** “129.84321, 42.96543” as maps on a phone copy it; null where it is not one. */
export function coordinatesIn(text: string): { lon: number; lat: number } | null {
  const match = /^\s*(\d{2,3}(?:\.\d+)?)\s*[,，\s]\s*(\d{1,2}(?:\.\d+)?)\s*$/.exec(text)
  if (!match) return null
  const [lon, lat] = [Number(match[1]), Number(match[2])]
  return lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54 ? { lon, lat } : null
}

export function coordinatesText(lon: number | null, lat: number | null): string {
  return lon === null || lat === null ? '' : `${lon},${lat}`
}

/** 08:30 → 510 */
export function minuteIn(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** 510 → 08:30; midnight at the end of a day stays within it. */
export function minuteText(minute: number): string {
  const shown = Math.min(minute, 1439)
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`
}
