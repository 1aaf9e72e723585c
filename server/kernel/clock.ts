// One place gives the time, so that tests and the simulator can give another.

export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
