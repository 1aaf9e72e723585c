// Acts on spreadsheets of places at the desk.
import type { facilityImportApi } from '../../../domain/facilities/import/api.ts'
import { headerOf, placeFields, templateExample } from '../../../domain/facilities/import/columns.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { shownRows } from '../../../domain/sheet-imports/batch.ts'
import type { Context, Handlers } from '../../kernel/context.ts'
import { checkInArea, regionNamesOf } from '../../regions/regions.ts'
import { checkStage, problemSheet, unknownBatch } from '../../sheet-imports/sheet-imports.ts'
import { handOutXlsx } from '../../spreadsheets/spreadsheets.ts'
import {
  checkChosen,
  decideBatch,
  keepCounts,
  lockBatch,
  openBatch,
  type StoredBatch,
  tellBatches,
  type Work,
} from './batches.ts'
import { commitBatch, undoBatch } from './committing.ts'

const workOf = ({ tx, sealer, today, now, actor }: Context): Work => ({
  ...{ tx, sealer, today, now, accountId: actor.accountId },
})

async function findBatch({ tx }: Context, id: string): Promise<StoredBatch> {
  const batch = await tx.selectFrom('facilityImports').selectAll().where('id', '=', id).executeTakeFirst()
  if (!batch) throw unknownBatch()
  return batch
}

export const facilityImports: Handlers<typeof facilityImportApi> = {
  async 'facilityImport.upload'(context, input) {
    checkInArea(context, input.regionCode)
    if (!context.upload) throw new Refused('invalid', '没有收到文件内容，请重新选择文件。')
    await openBatch(workOf(context), input, context.upload.path)
    return {}
  },

  'facilityImport.list': context => tellBatches(context.tx, null),

  async 'facilityImport.get'(context, { id, outcome }) {
    const stored = await findBatch(context, id)
    const [batch] = await tellBatches(context.tx, id)
    if (!batch) throw unknownBatch()
    const decided = stored.stage === 'understood' ? await decideBatch(workOf(context), stored) : []
    const shown = decided.filter(one => outcome === undefined || one.outcome === outcome).slice(0, shownRows)
    const names = await regionNamesOf(
      context.tx,
      shown.flatMap(one => one.regionCode ?? []),
    )
    return {
      batch,
      rows: shown.map(one => ({
        ...{ row: one.row, outcome: one.outcome, name: one.given.name ?? null, changes: one.changes },
        place: one.regionCode === null ? null : (names.get(one.regionCode) ?? null),
        problems: one.problems.map(problem => problem.message),
      })),
    }
  },

  async 'facilityImport.remap'(context, { id, fields }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'understood', '这一批已经导入或放弃，不能再改列。')
    const chosen = checkChosen(fields)
    if (!chosen.includes('name')) throw new Refused('invalid', '要有一列是“名称”，请指明是哪一列。')
    await context.tx
      .updateTable('facilityImports')
      .set({ mapping: fields })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', id)
      .execute()
    await keepCounts(workOf(context), { ...batch, mapping: fields })
    return {}
  },

  async 'facilityImport.commit'(context, { id, withSuspicious }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'understood', '这一批已经导入或放弃。请刷新查看。')
    checkInArea(context, batch.regionCode)
    return commitBatch(workOf(context), batch, withSuspicious)
  },

  async 'facilityImport.cancel'(context, { id }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'understood', '这一批已经导入或放弃。请刷新查看。')
    await context.tx
      .updateTable('facilityImports')
      .set({ stage: 'cancelled', cellsSealed: null })
      .where('countyCode', '=', batch.countyCode)
      .where('id', '=', id)
      .execute()
    return {}
  },

  async 'facilityImport.undo'(context, { id }) {
    const batch = await lockBatch(context.tx, id)
    checkStage(batch, 'committed', '这一批没有导入或已经撤销。请刷新查看。')
    checkInArea(context, batch.regionCode)
    return undoBatch(workOf(context), batch)
  },

  async 'facilityImport.problemRows'(context, { id }) {
    const batch = await findBatch(context, id)
    if (batch.stage !== 'understood') throw new Refused('conflict', '这一批已经导入或放弃，没有可下载的行。')
    const decided = await decideBatch(workOf(context), batch)
    await handOutXlsx(
      context,
      [problemSheet(context.sealer, batch, decided)],
      `有问题的行-${batch.fileName.replace(/\.[a-z]+$/i, '')}.xlsx`,
    )
    return {}
  },

  async 'facilityImport.template'(context, { regionCode }) {
    checkInArea(context, regionCode)
    const name = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? ''
    const sheet = {
      name: '设施',
      header: placeFields.map(headerOf),
      widths: placeFields.map(field =>
        field === 'name' || field === 'address' || field === 'services' ? 26 : 14,
      ),
      rows: [placeFields.map(field => templateExample[field] ?? null)],
    }
    await handOutXlsx(context, [sheet], `养老服务设施模板-${name}.xlsx`)
    return {}
  },
}
