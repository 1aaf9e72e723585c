// Front file of silence: signs of life as others learn of them, and the sweep for those who give none.
import type { silenceApi } from '../../domain/silence/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { listSilent, signsOfElder } from './reading.ts'
import { noteSigns as note } from './signs.ts'
import { sweepSilence as sweep } from './sweep.ts'

export type { LifeSign } from './signs.ts'
/**
 * For every module that hears of elders: visits and devices today; meals eaten, orders proved and cards used when
 * those come. Called in the transaction that learns of it, with the moment she was alive, not the one it was told.
 */
export const noteSigns = note
export const sweepSilence = sweep
/** Woken when standings have changed; otherwise every ten minutes. */
export const silenceJob = 'silence.sweep'

export const silence: Handlers<typeof silenceApi> = {
  'silence.list': listSilent,
  'silence.ofElder': signsOfElder,
}
