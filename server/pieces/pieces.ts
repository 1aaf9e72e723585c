// Front file of files that arrive in pieces: photos of visits and of services, voice notes. Whose they are, and the
// row that says how much has arrived, is the business of the module that asks.
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type RawBuilder, sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { type PieceAnswer, pieceBytes } from '../../domain/kernel/pieces.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import {
  dropPieces,
  type FilePlace,
  isWhatItSays,
  joinPieces,
  keepPiece,
  type PieceType,
  readWhole,
} from './files.ts'

interface Piece {
  contentType: PieceType
  sizeBytes: number
  contentHash: string
  offset: number
}

type Kept = Omit<FilePlace, 'folder'>

const placeOf = ({ config }: Context, { kind, countyCode, id }: Kept): FilePlace => ({
  ...{ folder: config.folder, kind, countyCode, id: id.toLowerCase() },
})

/**
 * Takes the piece that came with the request; `before` is what the module's row says, and the answer is what it should
 * say afterwards. A repeated or a lost piece changes nothing: the phone is told where to go on.
 */
export async function takePiece(
  context: Context,
  kept: Kept,
  piece: Piece,
  before: PieceAnswer,
): Promise<PieceAnswer> {
  if (before.complete || piece.offset !== before.receivedBytes) return before
  const bytes = await checkedBytes(context, piece)
  const place = placeOf(context, kept)
  await keepPiece(context.sealer, place, piece.offset, bytes)
  const receivedBytes = piece.offset + bytes.length
  if (receivedBytes < piece.sizeBytes) return { receivedBytes, complete: false }
  if (await joinPieces(context.sealer, place, piece)) {
    context.afterCommit(() => void dropPieces(place).catch(() => {}))
    return { receivedBytes, complete: true }
  }
  // What arrived is not what the phone announced: it starts over; refusing here would keep the bad pieces. They go
  // before the answer does: cleared away later, they could take the first piece of the next try with them.
  await dropPieces(place)
  return { receivedBytes: 0, complete: false }
}

async function checkedBytes({ upload }: Context, piece: Piece): Promise<Buffer> {
  if (!upload || upload.bytes === 0) throw new Refused('invalid', '没有收到照片或录音的内容，请稍后重试。')
  if (upload.bytes > pieceBytes)
    throw new Refused('too_large', `每次最多上传 ${pieceBytes / 1024} KB，请升级应用后重试。`)
  if (piece.offset + upload.bytes > piece.sizeBytes)
    throw new Refused('invalid', '收到的内容比声明的大，没有保存。请重新添加照片或录音。')
  const bytes = await readFile(upload.path)
  if (piece.offset === 0 && !isWhatItSays(piece.contentType, bytes)) throw notWhatItSays(piece.contentType)
  return bytes
}

/** Rows of one transaction. */
const clearedAtOnce = 500
const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }

/** A module's own table of files that arrive, and which of its rows have not arrived. */
interface Arriving {
  table: string
  isUnfinished: RawBuilder<unknown>
}

interface Round extends Arriving {
  countyCode: string
  before: string
}

async function forgetSome(tx: Transaction, round: Round): Promise<readonly string[]> {
  const { countyCode, before, isUnfinished } = round
  const table = sql.table(round.table)
  const { rows } = await sql<{ id: string }>`
    delete from ${table} a using (
      select id from ${table}
      where county_code = ${countyCode} and ${isUnfinished} and last_piece_at < ${before}::timestamptz
      order by last_piece_at limit ${clearedAtOnce} for update skip locked) old
    where a.county_code = ${countyCode} and a.id = old.id returning a.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * Clears what stopped arriving long ago, for the module whose table it is. The pieces go while the rows are still
 * locked: cleared away later, they could take the first piece of a phone that begins again with them. Safe to run
 * twice. Returns how many files were given up.
 */
export async function clearUnfinished(system: System, kind: string, arriving: Arriving): Promise<number> {
  await system.settings.refresh()
  const now = system.clock.now()
  const counties = await within(system.connections.db, everywhere, false, tx =>
    tx.selectFrom('regions').where('level', '=', 'county').orderBy('code').select('code').execute(),
  )
  let cleared = 0
  for (const { code } of counties) {
    const countyCode = code.slice(0, 6)
    const days = system.settings.value('phone.unfinishedDays', code, dayOf(now))
    const before = new Date(now.getTime() - days * 86_400_000).toISOString()
    const scope = { area: areaOf(code), accountId: null }
    for (let gone = clearedAtOnce; gone === clearedAtOnce; cleared += gone)
      gone = await within(system.connections.db, scope, true, async tx => {
        const ids = await forgetSome(tx, { ...arriving, countyCode, before })
        for (const id of ids) await dropPieces({ folder: system.config.folder, kind, countyCode, id })
        return ids.length
      })
  }
  if (cleared > 0) system.log.info({ kind, cleared }, 'unfinished files cleared')
  return cleared
}

export function notWhatItSays(contentType: PieceType): Refused {
  return new Refused(
    'invalid',
    contentType.startsWith('image/')
      ? '这不是照片，没有保存。请用相机重新拍摄，或选择 JPEG、PNG、WebP 图片。'
      : '这不是录音，没有保存。请在应用里重新录音。',
  )
}

/** The opened bytes as a stream, or null when the file is not there. */
export function readFileOf(context: Context, kept: Kept): Promise<Readable | null> {
  return readWhole(context.sealer, placeOf(context, kept))
}
