// Scans and photos of public money: documents, contracts, vouchers, works under way; sealed like every photo.
import { createHash } from 'node:crypto'
import type { fundApi } from '../../domain/funds/api.ts'
import type { FundPaper, FundThing } from '../../domain/funds/fund.ts'
import { paperLimitBytes } from '../../domain/funds/project-api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { handOutPhoto, keepPhoto, uploadedPhoto } from '../photos/photos.ts'
import { type Key, unknown } from './keeping.ts'
import type { Done } from './sums.ts'

type Api = typeof fundApi
const folder = 'fund-papers'

const tables = {
  appropriation: 'fundAppropriations',
  fundBatch: 'fundBatches',
  fundProject: 'fundProjects',
} as const satisfies Record<FundThing, string>

export async function addPaper(
  context: Context,
  { countyCode, id, thing, thingId, kind, milestone, title, contentType }: InputOf<Api['fundPaper.add']>,
): Promise<Done> {
  const { tx, now, actor } = context
  if (!(['fund:plan', 'fund:pay', 'fund:accept'] as const).some(right => actor.rights.includes(right)))
    throw new Refused('not_allowed', '您的岗位只能查看资金材料，不能上传。请由经办人员上传。')
  const about = await tx
    .selectFrom(tables[thing])
    .select('regionCode')
    .where('countyCode', '=', countyCode)
    .where('id', '=', thingId)
    .executeTakeFirst()
  if (!about) throw unknown('这份材料所属的资金')
  const bytes = await uploadedPhoto(context, contentType, paperLimitBytes)
  // The file first: a row without its bytes would promise a paper, a file without a row is nobody's.
  await keepPhoto(context, { kind: folder, countyCode, id }, bytes)
  await tx
    .insertInto('fundPapers')
    .values({
      ...{
        countyCode,
        id,
        regionCode: about.regionCode,
        thing,
        thingId,
        kind,
        milestone,
        title,
        contentType,
      },
      ...{ sizeBytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') },
      ...{ addedBy: actor.accountId, addedAt: now.toISOString() },
    })
    .execute()
  return {}
}

export async function readPaper(
  context: Context,
  { countyCode, id }: InputOf<Api['fundPaper.read']>,
): Promise<Done> {
  const paper = await context.tx
    .selectFrom('fundPapers')
    .select(['contentType', 'title'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!paper) throw unknown('这份材料')
  await handOutPhoto(
    context,
    { kind: folder, countyCode, id },
    { called: paper.title, contentType: paper.contentType },
  )
  return {}
}

export async function papersOf(
  { tx }: Pick<Context, 'tx'>,
  thing: FundThing,
  { countyCode, id }: Key,
): Promise<FundPaper[]> {
  return tx
    .selectFrom('fundPapers as p')
    .leftJoin('accounts as by', 'by.id', 'p.addedBy')
    .select(['p.id', 'p.kind', 'p.milestone', 'p.title', 'p.addedAt', 'by.name as addedByName'])
    .where('p.countyCode', '=', countyCode)
    .where('p.thing', '=', thing)
    .where('p.thingId', '=', id)
    .orderBy('p.addedAt')
    .orderBy('p.id')
    .execute()
}

export async function actsOf({ tx }: Pick<Context, 'tx'>, thing: FundThing, { countyCode, id }: Key) {
  return tx
    .selectFrom('fundActs as a')
    .leftJoin('accounts as by', 'by.id', 'a.byAccount')
    .select(['a.id', 'a.kind', 'a.onDay', 'a.note', 'a.doneAt', 'by.name as byName'])
    .where('a.countyCode', '=', countyCode)
    .where('a.thing', '=', thing)
    .where('a.thingId', '=', id)
    .orderBy('a.onDay')
    .orderBy('a.doneAt')
    .execute()
}
