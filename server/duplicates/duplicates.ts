// Front file of duplicates: which records may be one person, and the acts that settle it.
import type { duplicateApi } from '../../domain/duplicates/api.ts'
import type { elderMergingApi } from '../../domain/elders/merging-api.ts'
import { listMerges, mergeElders, previewMerge, unmergeElders } from '../elders/elders.ts'
import type { Handlers } from '../kernel/context.ts'
import { decidePair, getPair, listPairs, settleMerged } from './pairs.ts'

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
  'duplicate.decide': decidePair,
}
