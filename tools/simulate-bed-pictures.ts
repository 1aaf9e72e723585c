// Pictures taken at beds at home in a simulated history: the phone's own way of keeping and sending them, over a road
// that loses, doubles, damages and holds back their pieces, while the office clears away what stopped arriving.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Sent } from '../domain/api.ts'
import type { BedStepInput } from '../domain/home-care/bed-step.ts'
import { type PieceAnswer, pieceBytes } from '../domain/kernel/pieces.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { type Attachment, type AttachmentStore, uploadAttachments } from '../phone/attachments.ts'
import { openPicturing } from '../phone/orders/picturing.ts'
import type { Outbox } from '../phone/outbox.ts'
import { clearUnfinished } from '../server/home-care/home-care.ts'
import type { Chance } from './chance.ts'
import { twice } from './simulate-carrying.ts'
import type { OnTheRoad } from './simulate-road.ts'
import type { Caller, TestSystem } from './test-system.ts'

type Picturing = ReturnType<typeof openPicturing>
type PieceInput = Sent<'homeBed.appendPhoto'>
interface Piece {
  input: PieceInput
  bytes: Uint8Array
}

/** The pictures of one phone: what lies on it, what was ever taken, and what is still on the road. */
export interface Album {
  chance: Chance
  picturing: Picturing
  /** By the picture's id. */
  rows: Map<string, Attachment>
  bytes: Map<string, Uint8Array<ArrayBuffer>>
  taken: Map<string, { visitId: string; bytes: Uint8Array }>
  /** The step that ended a visit with pictures, as the phone kept it last. */
  lastActId: string | null
  late: Piece[]
}

type Pictured = Pick<OnTheRoad, 'world' | 'fuse' | 'visitor' | 'store' | 'network' | 'events'> & {
  outbox: Outbox
  album: Album
  bedId: string
}

export function openAlbum(chance: Chance, { store }: Pick<OnTheRoad, 'store'>, now: () => Date): Album {
  const rows = new Map<string, Attachment>()
  const bytes: Album['bytes'] = new Map()
  const album: Omit<Album, 'picturing'> = {
    ...{ chance, rows, bytes, taken: new Map(), lastActId: null, late: [] },
  }
  const opened = {
    attachments: {
      async add(one: Attachment, content: Uint8Array<ArrayBuffer>) {
        rows.set(one.id, one)
        bytes.set(one.id, content)
        album.taken.set(one.id, { visitId: one.visitId, bytes: content })
      },
      remove: async (ids: readonly string[]) => {
        for (const id of ids) rows.delete(id)
      },
    },
    async saveVisit(acts: Parameters<typeof store.put>[0], queued: readonly Attachment[]) {
      await store.put(acts)
      for (const one of queued) rows.set(one.id, one)
    },
  } as object as Parameters<typeof openPicturing>[0]['opened']
  const picturing = openPicturing({
    ...{ opened, now, newId: () => chance.id(), inTurn: write => write() },
    add: kept => {
      album.lastActId = kept.act.id
    },
    read: () => ({ attachments: [...rows.values()] }),
    // What the database says is all there is: a history knows no screen.
    become: () => {},
  })
  return Object.assign(album, { picturing })
}

/** One to three pieces, of chance. */
function drawn(chance: Chance): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + chance.whole(chance.happens(0.4) ? 900 : pieceBytes * 2.2))
  const seed = chance.whole(256)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 31 + (at >> 8) + seed) % 256
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return bytes
}

export interface OpenVisit {
  countyCode: string
  elderId: string
  bedId: string
  visitId: string
}

/** What may happen to pictures in any moment; `open`: the visit she is at. */
export async function liveWithPictures(phone: Pictured, open: OpenVisit | null): Promise<void> {
  const { chance, picturing, rows } = phone.album
  const own = [...rows.values()].filter(one => one.visitId === open?.visitId && one.state === 'draft')
  if (open && own.length < 4 && chance.happens(0.6)) {
    const blob = new Blob([drawn(chance)])
    await picturing.keepBedPicture(open, { blob, contentType: 'image/jpeg' })
    phone.events.push('took a picture at the bed')
  }
  const [first] = own
  if (first && chance.happens(0.1)) await picturing.dropBedPicture(first.id)
  if (chance.happens(0.3)) await upload(phone)
  if (chance.happens(0.05)) await clearAway(phone)
  const late = chance.happens(0.15) && phone.album.late.splice(chance.whole(phone.album.late.length), 1)[0]
  if (late) {
    await send(phone, late).catch(() => null)
    phone.events.push('an old piece arrived once more')
  }
}

/** A round of the phone's own sending; in the middle of it the office may clear, or the phone go off. */
async function upload(phone: Pictured): Promise<void> {
  const { album, network } = phone
  const clears = network === 'bad' && album.chance.happens(0.1)
  const [outcome] = await Promise.allSettled([round(phone), clears ? clearAway(phone) : null])
  const said = outcome.status === 'fulfilled' ? outcome.value : null
  if (said === null) phone.events.push('the phone went off while it sent pictures')
  else phone.events.push(`pictures sent ${said.sent} waiting ${said.waiting}`)
}

async function round(phone: Pictured) {
  const { album, world, store } = phone
  const isFresh = phone.network === 'good' || album.chance.happens(0.4)
  if (isFresh) await askEpoch(phone)
  const acts = await store.list()
  const recorded = new Map(
    acts.flatMap(({ state, epoch, act }) =>
      state === 'sent' && epoch !== null ? [[act.id, epoch] as const] : [],
    ),
  )
  const elsewhere = () => Promise.reject(new Error('a picture that is of no bed'))
  const parts = {
    ...{ store: storeOf(album), append: elsewhere, appendPhoto: elsewhere, now: () => world.clock.now() },
    appendBedPhoto: (input: PieceInput, bytes: Uint8Array) => sendOver(phone, { input, bytes }),
  }
  return uploadAttachments(parts, recorded, () => false, isFresh)
}

/** What the phone asks in most rounds: which server it talks to. What that one has not got goes again. */
async function askEpoch({ world, outbox }: Pictured): Promise<void> {
  const { rows } = await world.pool.query<{ epoch: string }>(
    'select epoch from server_epochs order by started_at desc limit 1',
  )
  await outbox.learnEpoch(rows[0]?.epoch ?? '')
  await outbox.flush({ force: true })
}

const storeOf = ({ rows, bytes }: Album): AttachmentStore => ({
  list: async () => [...rows.values()],
  put: async one => void rows.set(one.id, one),
  remove: async ids => {
    for (const id of ids) rows.delete(id)
  },
  bytesOf: async id => bytes.get(id) ?? null,
})

async function sendOver(phone: Pictured, piece: Piece): Promise<PieceAnswer> {
  const { fuse, album, network } = phone
  const { chance, late } = album
  if (network === 'good') return send(phone, piece)
  const lost = new Refused('unavailable', '网络中断')
  const damaged = chance.happens(0.06) ? { ...piece, bytes: damagedBytes(piece.bytes, chance) } : piece
  if (chance.happens(0.12)) {
    if (chance.happens(0.6)) late.push(damaged)
    throw lost
  }
  if (chance.happens(0.12)) fuse.left = 1 + chance.whole(14)
  try {
    const once = () => send(phone, damaged)
    const answer = await (chance.happens(0.15) ? twice(once) : once())
    if (chance.happens(0.05)) throw new Error('switched off')
    if (chance.happens(0.12)) throw lost
    return answer
  } finally {
    fuse.left = 0
  }
}

/** Behind the first bytes: what does not even look like a picture is refused by name. */
function damagedBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  const damaged = Uint8Array.from(bytes)
  const at = 4 + chance.whole(damaged.length - 4)
  if (at < damaged.length) damaged[at] = (damaged[at] ?? 0) ^ 1
  return damaged
}

async function send({ world, visitor }: Pictured, { input, bytes }: Piece): Promise<PieceAnswer> {
  const path = join(world.system.config.folder, `piece-${world.newId()}`)
  await writeFile(path, bytes)
  try {
    return await visitor.call('homeBed.appendPhoto', input, { upload: { path, bytes: bytes.length } })
  } catch (error) {
    if (error instanceof Refused) throw error
    // The web door answers a fault; the phone reads it as "not now".
    throw new Refused('unavailable', '系统出错')
  } finally {
    await rm(path, { force: true })
  }
}

/** Three months in which nothing came, and the office's night after them. */
async function clearAway({ world, bedId, events }: Pictured): Promise<void> {
  const { rowCount } = await world.pool.query(
    `update home_bed_photos set last_piece_at = last_piece_at - interval '100 days' where completed_at is null
       and visit_id in (select id from home_bed_visits where bed_id = $1)`,
    [bedId],
  )
  if (rowCount === 0) return
  // A night whose connection was cut is made up for by the next.
  await clearUnfinished(world.system).catch(() => 0)
  events.push(`the office cleared away what stopped arriving of ${rowCount}`)
}

/** With a good line: as many rounds as it takes, and a few in vain. */
export async function settlePictures(phone: Pictured): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt++) await upload(phone)
}

interface Stored {
  id: string
  visitId: string
  complete: boolean
  announced: boolean
  bathed: boolean
}

/** Each picture is whole at the office exactly once, or on the phone with what it waits for; none where she bathed. */
export async function brokenPictures(phone: Pictured, officer: Caller): Promise<string[]> {
  const { world, album, store, bedId } = phone
  const { rows } = await world.pool.query<Stored>(
    `select p.id, p.visit_id as "visitId", p.completed_at is not null as complete, p.id = any(v.photo_ids) as announced,
       'bath' = any(v.tasks) as bathed
     from home_bed_photos p join home_bed_visits v on v.county_code = p.county_code and v.id = p.visit_id
     where v.bed_id = $1`,
    [bedId],
  )
  const broken: string[] = []
  const stored = new Map(rows.map(row => [row.id, row]))
  for (const { id, visitId, announced, bathed } of rows) {
    const was = album.taken.get(id)
    if (was?.visitId !== visitId) broken.push(`picture ${id} is at a visit it was not taken at`)
    if (!announced) broken.push(`picture ${id} was never announced`)
    if (bathed) broken.push(`picture ${id} is of a visit with a bath`)
  }
  for (const [id, { bytes }] of album.taken) {
    const row = stored.get(id)
    const kept = album.rows.get(id)
    const act = kept?.actId && store.acts.get(kept.actId)
    const what = `picture ${id}`
    if (kept?.state === 'refused') broken.push(`${what} was right and is refused: ${kept.refusal}`)
    if (kept?.state === 'queued' && act && act.state === 'sent') broken.push(`${what} waits for ever`)
    if (kept?.state === 'queued' && !act) broken.push(`${what} waits for no step`)
    if (row?.complete && kept?.state !== 'sent') broken.push(`${what} is there and the phone does not know`)
    if ((!kept || kept.state === 'draft') && row) broken.push(`${what} was never sent and is there`)
    if (kept?.state !== 'sent') continue
    if (!row?.complete) broken.push(`${what} is lost`)
    else if (!(await readBack(world, officer, id)).equals(bytes)) broken.push(`${what} was altered`)
  }
  return broken
}

/** As the desk sees it; gone from the disk afterwards, which thousands of histories would fill. */
async function readBack({ system }: TestSystem, officer: Caller, photoId: string): Promise<Buffer> {
  const { stream } = await officer.fetch('homeBed.photo', { countyCode: '222402', photoId })
  const bytes = await buffer(stream)
  await rm(join(system.config.folder, 'bed-visits', '222402', photoId), { force: true })
  return bytes
}

/** Pictures ride with the visit that is told; a bath takes none along. */
export const leavingTasks = ({ chance }: Album): BedStepInput['tasks'] =>
  chance.happens(0.25) ? ['bath', 'turningOver'] : ['turningOver']
