// Front file of duplicates: which records may be one person, where they are found, and the acts that settle it.
import type { duplicateApi } from '../../domain/duplicates/api.ts'
import type { disputeApi } from '../../domain/duplicates/disputes-api.ts'
import type { elderMergingApi } from '../../domain/elders/merging-api.ts'
import { listMerges, mergeElders, previewMerge, unmergeElders } from '../elders/elders.ts'
import type { Handlers } from '../kernel/context.ts'
import { findDuplicatesOf as findOf, searchArrivals as search } from './arrivals.ts'
import { findDatasetPairs as findInDataset } from './datasets/datasets.ts'
import {
  answerDispute,
  decideDispute,
  registerAfterDispute,
  replyToDispute,
  withdrawDispute,
} from './disputes/moving.ts'
import { openDispute } from './disputes/opening.ts'
import { getDispute, listDisputes } from './disputes/reading.ts'
import { disputeJob as nameOfDisputeJob, sweepDisputes as sweepAll } from './disputes/sweeping.ts'
import { decidePair, getPair, listPairs, settleMerged } from './pairs.ts'
import { similarTo as similar, similarToEntry } from './similar.ts'
import { sweepJob as nameOfSweep, sweepDuplicates as sweep } from './sweep.ts'

export type { DatasetPairs } from './datasets/datasets.ts'
export type { SweepReport } from './sweep.ts'
export const findDatasetPairs = findInDataset
export const sweepJob = nameOfSweep
export const sweepDuplicates = sweep
export const searchArrivals = search
export const findDuplicatesOf = findOf
export const similarTo = similar

export const disputeJob = nameOfDisputeJob
export const sweepDisputes = sweepAll

/** Merging is the ledger's; here it also settles the pair that led to it. */
export const elderMerging: Handlers<typeof elderMergingApi> = {
  'elder.mergePreview': previewMerge,
  async 'elder.merge'(context, input) {
    const { personIds, ...answer } = await mergeElders(context, input)
    await settleMerged(context, input.countyCode, personIds)
    return answer
  },
  async 'elder.unmerge'(context, input) {
    const { personIds, ...answer } = await unmergeElders(context, input)
    await settleMerged(context, input.countyCode, personIds)
    return answer
  },
  'elder.merges': listMerges,
}

export const duplicates: Handlers<typeof duplicateApi> = {
  'duplicate.list': listPairs,
  'duplicate.get': (context, { countyCode, id }) => getPair(context, countyCode, id),
  'duplicate.similar': similarToEntry,
  'duplicate.decide': decidePair,
}

export const disputes: Handlers<typeof disputeApi> = {
  'dispute.open': openDispute,
  'dispute.list': listDisputes,
  'dispute.get': (context, { countyCode, id }) => getDispute(context, countyCode, id),
  'dispute.answer': answerDispute,
  'dispute.reply': replyToDispute,
  'dispute.withdraw': withdrawDispute,
  'dispute.decide': decideDispute,
  async 'dispute.register'(context, input) {
    await registerAfterDispute(context, input)
    return {}
  },
}
