// Front file of how true visits look: scores, words with visitors, calls to elders, cards at doors.
import type { visitTruthApi } from '../../domain/visit-truth/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { answerCall, listCalls } from './calls.ts'
import { issueCards, listCards, replaceCard } from './door-cards.ts'
import { checkDraw, drawCallBacks, listDraws } from './draws.ts'
import { answerOwn, writeNote } from './notes.ts'
import { getTruth, listTruths, ownTruths } from './reading.ts'
import { scoreArrivals as arrivals, scoreNightly as nightly } from './scoring.ts'

export const scoreArrivals = arrivals
export const scoreNightly = nightly

export const visitTruth: Handlers<typeof visitTruthApi> = {
  'visitTruth.list': listTruths,
  'visitTruth.get': getTruth,
  'visitTruth.mine': ownTruths,
  async 'visitTruth.answer'(context, input) {
    await answerOwn(context, input)
    return {}
  },
  async 'visitTruth.note'(context, input) {
    await writeNote(context, input)
    return {}
  },
  'callBack.draw': drawCallBacks,
  'callBack.draws': listDraws,
  'callBack.check': checkDraw,
  'callBack.list': listCalls,
  'callBack.answer': answerCall,
  'doorCard.list': listCards,
  'doorCard.issue': issueCards,
  'doorCard.replace': replaceCard,
}
