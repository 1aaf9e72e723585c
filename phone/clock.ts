// How far the phone's clock is off: measured at each contact, kept as evidence, never used behind anybody's back.

export interface MeasuredClock {
  /** Server minus phone: what must be added to a time of this phone. */
  offsetMs: number
  /** Half of the time the question took: the offset is known no better. */
  errorMs: number
  /** By the phone's own clock. */
  at: string
}

export function measureClock(askedAtMs: number, answeredAtMs: number, serverNow: string): MeasuredClock {
  const errorMs = Math.max(0, Math.round((answeredAtMs - askedAtMs) / 2))
  return {
    offsetMs: Math.round(Date.parse(serverNow) - (askedAtMs + answeredAtMs) / 2),
    errorMs,
    at: new Date(answeredAtMs).toISOString(),
  }
}

/** Ten minutes change no day and no rule; a line that hangs for a minute must not look like a wrong clock. */
const noticedMs = 10 * 60_000

export function isClockWrong(clock: MeasuredClock | null): clock is MeasuredClock {
  return clock !== null && Math.abs(clock.offsetMs) - clock.errorMs >= noticedMs
}

/** "Ahead" and "behind" in the largest unit a person would name. */
export function clockFault({ offsetMs }: MeasuredClock): {
  way: 'ahead' | 'behind'
  unit: 'days' | 'hours' | 'minutes'
  count: number
} {
  const minutes = Math.abs(offsetMs) / 60_000
  const way = offsetMs < 0 ? 'ahead' : 'behind'
  if (minutes >= 1440) return { way, unit: 'days', count: Math.round(minutes / 1440) }
  if (minutes >= 60) return { way, unit: 'hours', count: Math.round(minutes / 60) }
  return { way, unit: 'minutes', count: Math.round(minutes) }
}

const instants = ['startedAt', 'endedAt', 'metAt', 'reportedAt'] as const

/** The times of an act as the server's clock would have had them; null where the act has none. */
export function correctedTimes(
  input: Readonly<Record<string, unknown>>,
  offsetMs: number,
): Record<string, unknown> | null {
  const moved = instants.flatMap(name => {
    const value = input[name]
    return typeof value === 'string'
      ? [[name, new Date(Date.parse(value) + offsetMs).toISOString()] as const]
      : []
  })
  return moved.length === 0 ? null : { ...input, ...Object.fromEntries(moved) }
}
