// Photos and voice notes follow their visit on their own: resumable by offset, checked at both ends.
import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { visitApi } from '../../domain/visits/api.ts'
import type { Context, System } from '../kernel/context.ts'
import { clearUnfinished, notWhatItSays, readFileOf, takePiece } from '../pieces/pieces.ts'

type Append = (typeof visitApi)['attachment.append']
type Input = InputOf<Append>
type State = OutputOf<Append>

export async function appendAttachment(context: Context, input: Input): Promise<State> {
  const regionCode = await checkAnnounced(context, input)
  const before = await stateOf(context, input, regionCode)
  const after = await takePiece(context, fileOf(input), input, before)
  return after === before ? before : keepState(context, input, after)
}

const fileOf = ({ countyCode, id }: { countyCode: string; id: string }) => ({
  ...{ kind: 'attachments', countyCode, id },
})

/** Only what the visitor's own visit announced: nobody can fill the disk with anything else. */
async function checkAnnounced(context: Context, input: Input): Promise<string> {
  const visit = await context.tx
    .selectFrom('visits')
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.visitId)
    .select(['regionCode', 'visitorId', 'elderId', 'attachmentIds'])
    .executeTakeFirst()
  if (!visit || visit.visitorId !== context.actor.accountId)
    throw new Refused('not_found', '对应的探访记录还没有送到，照片和录音会在记录之后自动上传，请稍后。')
  if (!visit.attachmentIds.includes(input.id.toLowerCase()))
    throw new Refused('rule_broken', '这张照片或录音不属于这次探访，没有上传。请在探访记录里重新添加。')
  const wanted = input.kind === 'voice' ? 'audio/' : 'image/'
  if (!input.contentType.startsWith(wanted))
    throw notWhatItSays(input.kind === 'voice' ? 'audio/webm' : 'image/jpeg')
  context.concerns(input.countyCode, [visit.elderId])
  return visit.regionCode
}

async function stateOf(context: Context, input: Input, regionCode: string): Promise<State> {
  const { id, countyCode, visitId, kind, contentType, sizeBytes, contentHash, preview } = input
  const at = context.now.toISOString()
  // One statement makes and locks it: between two the clearing at night could take the row away.
  const row = await context.tx
    .insertInto('attachments')
    .values({
      countyCode,
      id,
      regionCode,
      visitId,
      kind,
      contentType,
      sizeBytes,
      receivedBytes: 0,
      contentHash,
      previewSealed: preview === undefined ? null : context.sealer.seal(preview),
      completedAt: null,
      accountId: context.actor.accountId,
      createdAt: at,
      lastPieceAt: at,
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doUpdateSet({ lastPieceAt: at }))
    .returning(['visitId', 'kind', 'sizeBytes', 'contentHash', 'receivedBytes', 'completedAt'])
    .executeTakeFirstOrThrow()
  const isSame =
    row.visitId === visitId.toLowerCase() &&
    row.kind === kind &&
    row.sizeBytes === sizeBytes &&
    row.contentHash === contentHash
  if (!isSame)
    throw new Refused('conflict', '这个编号已经用于另一张照片或录音，没有覆盖。请在探访记录里重新添加。')
  return { receivedBytes: row.receivedBytes, complete: row.completedAt !== null }
}

async function keepState(
  context: Context,
  { countyCode, id }: Input,
  { receivedBytes, complete }: State,
): Promise<State> {
  const at = context.now.toISOString()
  await context.tx
    .updateTable('attachments')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .set({ receivedBytes, completedAt: complete ? at : null, lastPieceAt: at })
    .execute()
  return { receivedBytes, complete }
}

/** At night: what stopped arriving goes; the visit still says that it announced it. */
export function clearUnfinishedAttachments(system: System): Promise<number> {
  return clearUnfinished(system, 'attachments', {
    table: 'attachments',
    isUnfinished: sql`completed_at is null`,
  })
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
}

export async function readAttachment(
  context: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<void> {
  const row = await context.tx
    .selectFrom('attachments')
    .innerJoin('visits', join =>
      join
        .onRef('visits.countyCode', '=', 'attachments.countyCode')
        .onRef('visits.id', '=', 'attachments.visitId'),
    )
    .where('attachments.countyCode', '=', countyCode)
    .where('attachments.id', '=', id)
    .select(['attachments.contentType', 'attachments.completedAt', 'visits.elderId', 'visits.visitedOn'])
    .executeTakeFirst()
  if (!row) throw new Refused('not_found', '没有找到这张照片或录音，或它不在您的辖区内。')
  if (row.completedAt === null)
    throw new Refused('not_found', '照片或录音还没有传完，等探访员的手机联网后会自动补传，请稍后再看。')
  const stream = await readFileOf(context, fileOf({ countyCode, id }))
  if (!stream)
    throw new Refused('not_found', '照片或录音的文件不在服务器上，可能还没有随备份恢复。请联系管理员。')
  context.concerns(countyCode, [row.elderId])
  const fileName = `${row.visitedOn}-${id.slice(-6)}.${extensions[row.contentType] ?? 'bin'}`
  context.download({ fileName, contentType: row.contentType, stream })
}
