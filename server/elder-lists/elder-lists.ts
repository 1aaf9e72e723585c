// Front file of lists of elders: kept lists, acts on many at once, lists that leave the system.
import type { elderListApi } from '../../domain/elder-lists/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { chooseAll, doBulk, listBulk, previewBulk, undoBulk } from './bulk-acts.ts'
import { askExport, decideExport, listExports, takeExport } from './exports.ts'
import { forgetList, keepList, savedLists } from './saved-lists.ts'

export const elderLists: Handlers<typeof elderListApi> = {
  'savedList.list': savedLists,
  'savedList.keep': keepList,
  async 'savedList.forget'(context, input) {
    await forgetList(context, input)
    return {}
  },
  'bulkAct.choose': chooseAll,
  'bulkAct.preview': previewBulk,
  'bulkAct.do': doBulk,
  'bulkAct.undo': undoBulk,
  'bulkAct.list': listBulk,
  'listExport.ask': askExport,
  'listExport.decide': decideExport,
  'listExport.list': listExports,
  async 'listExport.take'(context, input) {
    await takeExport(context, input)
    return {}
  },
}
