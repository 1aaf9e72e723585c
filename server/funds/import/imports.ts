// Acts on spreadsheets of public money at the desk.
import type { fundImportApi } from '../../../domain/funds/import/api.ts'
import { fundFields, fundHeaderOf, fundTemplate } from '../../../domain/funds/import/columns.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { shownRows } from '../../../domain/sheet-imports/batch.ts'
import type { Context, Handlers } from '../../kernel/context.ts'
import { checkInArea, regionNamesOf } from '../../regions/regions.ts'
import { checkStage, problemSheet, unknownBatch } from '../../sheet-imports/sheet-imports.ts'
import { handOutXlsx } from '../../spreadsheets/spreadsheets.ts'
import {
  checkChosen,
  checkFields,
  decideBatch,
  keepCounts,
  lockBatch,
  openBatch,
  type StoredBatch,
  tellBatches,
} from './batches.ts'
import { commitBatch, undoBatch } from './committing.ts'

async function findBatch({ tx }: Context, id: string): Promise<StoredBatch> {
  const batch = await tx.selectFrom('fundImports').selectAll().where('id', '=', id).executeTakeFirst()
  if (!batch) throw unknownBatch()
  return batch
}

export const fundImports: Handlers<typeof fundImportApi> = {
  async 'fundImport.upload'(context, input) {
    checkInArea(context, input.regionCode)
    if (!context.upload) throw new Refused('invalid', '没有收到文件内容，请重新选择文件。')
    await openBatch(context, input, context.upload.path)
    return {}
  },

  'fundImport.list': context => tellBatches(context.tx, null),

  async 'fundImport.get'(context, { id, outcome }) {
    const stored = await findBatch(context, id)
    const [batch] = await tellBatches(context.tx, id)
    if (!batch) throw unknownBatch()
    const decided = stored.stage === 'understood' ? (await decideBatch(context, stored)).rows : []
    const shown = decided.filter(one => outcome === undefined || one.outcome === outcome).slice(0, shownRows)
    const names = await regionNamesOf(
      context.tx,
      shown.flatMap(one => one.regionCode ?? []),
    )
    return {
      batch,
      rows: shown.map(one => ({
        ...{ row: one.row, outcome: one.outcome, becomes: one.becomes, changes: [] },
        name: one.given ? (one.given.project ?? one.given.programme) : null,
        place: one.regionCode === null ? null : (names.get(one.regionCode) ?? null),
        problems: one.problems.map(problem => problem.message),
      })),
    }
  },

  async 'fundImport.remap'(context, { id, fields }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'understood', '这一批已经导入或放弃，不能再改列。')
    const chosen = checkChosen(fields)
    checkFields(chosen)
    await context.tx
      .updateTable('fundImports')
      .set({ mapping: fields })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', id)
      .execute()
    await keepCounts(context, { ...batch, mapping: fields })
    return {}
  },

  async 'fundImport.commit'(context, { id, withSuspicious }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'understood', '这一批已经导入或放弃。请刷新查看。')
    checkInArea(context, batch.regionCode)
    return commitBatch(context, batch, withSuspicious)
  },

  async 'fundImport.cancel'(context, { id }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'understood', '这一批已经导入或放弃。请刷新查看。')
    await context.tx
      .updateTable('fundImports')
      .set({ stage: 'cancelled', cellsSealed: null })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', id)
      .execute()
    return {}
  },

  async 'fundImport.undo'(context, { id }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'committed', '这一批没有导入或已经撤销。请刷新查看。')
    checkInArea(context, batch.regionCode)
    return undoBatch(context, batch)
  },

  async 'fundImport.problemRows'(context, { id }) {
    const batch = await findBatch(context, id)
    if (batch.stage !== 'understood') throw new Refused('conflict', '这一批已经导入或放弃，没有可下载的行。')
    const { rows } = await decideBatch(context, batch)
    await handOutXlsx(
      context,
      [problemSheet(context.sealer, batch, rows)],
      `有问题的行-${batch.fileName.replace(/\.[a-z]+$/i, '')}.xlsx`,
    )
    return {}
  },

  async 'fundImport.template'(context, { regionCode }) {
    checkInArea(context, regionCode)
    const name = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? ''
    const sheet = {
      name: '专项资金',
      header: fundFields.map(fundHeaderOf),
      widths: fundFields.map(field => (field === 'programme' || field === 'project' ? 26 : 14)),
      rows: fundTemplate.map(line => fundFields.map(field => line[field] ?? null)),
    }
    await handOutXlsx(context, [sheet], `专项资金表模板-${name}.xlsx`)
    return {}
  },
}
