// Photos of suppliers' tickets, and a month's ledgers as a spreadsheet for the inspector.
import { createHash } from 'node:crypto'
import { type canteenSafetyApi, ticketPhotoLimitBytes } from '../../domain/canteen-safety/api.ts'
import {
  acceptances,
  disinfectedThings,
  disinfectionWays,
  selfCheckItems,
  selfCheckKinds,
} from '../../domain/canteen-safety/records.ts'
import { meals } from '../../domain/canteens/canteen.ts'
import { minuteText } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { getCanteenPlace } from '../canteens/canteens.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { handOutXlsx } from '../spreadsheets/spreadsheets.ts'
import { monthOfPlace } from './reading.ts'

type Table = typeof canteenSafetyApi
type Done = Record<string, never>

const kind = 'food-tickets'

const unknownPurchase = () => new Refused('not_found', '没有找到这笔进货，或它不在您的助餐点。请刷新后重试。')

export async function addTicket(
  context: Context,
  { countyCode, id, photoId, contentType }: InputOf<Table['foodPurchase.addPhoto']>,
): Promise<Done> {
  const { tx, now, actor } = context
  const purchase = await tx
    .selectFrom('foodPurchases')
    .select(['countyCode', 'canteenId', 'regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!purchase) throw unknownPurchase()
  await getCanteenPlace(context, purchase)
  const bytes = await uploadedPhoto(context, contentType, ticketPhotoLimitBytes)
  // The file first: a row without its bytes would promise a photo.
  await keepPhoto(context, { kind, countyCode, id: photoId }, bytes)
  await tx
    .insertInto('foodTickets')
    .values({
      ...{ countyCode, id: photoId, regionCode: purchase.regionCode, purchaseId: id, contentType },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
  return {}
}

export async function readTicket(
  context: Context,
  { countyCode, id }: InputOf<Table['foodPurchase.photo']>,
): Promise<Done> {
  const photo = await context.tx
    .selectFrom('foodTickets')
    .innerJoin('foodPurchases', join =>
      join
        .onRef('foodPurchases.countyCode', '=', 'foodTickets.countyCode')
        .onRef('foodPurchases.id', '=', 'foodTickets.purchaseId'),
    )
    .select(['foodTickets.id', 'contentType', 'canteenId'])
    .where('foodTickets.countyCode', '=', countyCode)
    .where('purchaseId', '=', id)
    .orderBy('addedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!photo) throw unknownPurchase()
  await getCanteenPlace(context, { countyCode, canteenId: photo.canteenId })
  await handOutPhoto(
    context,
    { kind, countyCode, id: photo.id },
    { called: '进货票据', contentType: photo.contentType },
  )
  return {}
}

export async function exportMonth(context: Context, input: InputOf<Table['safety.export']>): Promise<Done> {
  const of = await monthOfPlace(context, input)
  const at = (instant: string | null) => (instant === null ? '' : minuteText(instant))
  await handOutXlsx(
    context,
    [
      {
        name: '留样',
        header: ['日期', '餐次', '菜品', '克', '留样时间', '编号', '留样人', '核对人', '处理时间'],
        rows: of.samples.map(row => [
          ...[row.day, meals.words[row.meal], row.dish, row.grams, at(row.takenAt), row.code],
          ...[row.keeperName ?? '', row.checkerName ?? '', at(row.discardedAt)],
        ]),
      },
      {
        name: '进货验收',
        header: [
          '日期',
          '品名',
          '数量',
          '供货者',
          '票据号',
          '金额（元）',
          '保质期到',
          '验收',
          '说明',
          '验收人',
        ],
        rows: of.purchases.map(row => [
          ...[row.boughtOn, row.goods, row.amount, row.supplier, row.ticketNumber ?? ''],
          ...[row.costFen === null ? '' : row.costFen / 100, row.expiresOn ?? ''],
          ...[acceptances.words[row.acceptance], row.note ?? '', row.byName ?? ''],
        ]),
      },
      {
        name: '消毒',
        header: ['日期', '消毒对象', '方法', '分钟', '完成时间', '操作人'],
        rows: of.disinfections.map(row => [
          ...[row.day, row.things.map(one => disinfectedThings.words[one]).join('、')],
          ...[disinfectionWays.words[row.way], row.minutes, at(row.doneAt), row.byName ?? ''],
        ]),
      },
      {
        name: '自查',
        header: ['日期', '自查', '不符合项', '整改', '完成时间', '自查人'],
        rows: of.selfChecks.map(row => [
          ...[row.day, selfCheckKinds.words[row.kind]],
          row.faults.map(one => selfCheckItems.words[one]).join('；') || '全部符合',
          ...[row.note ?? '', at(row.doneAt), row.byName ?? ''],
        ]),
      },
    ],
    `${of.canteenName}-${input.month}-食品安全台账.xlsx`,
  )
  return {}
}
