// Front file of risk: where every elder stands, kept by a sweep each night and by whoever was touched in the day.

import { sweepStandings as sweep } from './sweep.ts'
import { refreshStandings as refresh } from './touched.ts'

export const sweepStandings = sweep
export const refreshStandings = refresh
/** Woken by acts that should show at once. */
export const riskJob = 'risk.refresh'
