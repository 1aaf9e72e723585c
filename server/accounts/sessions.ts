// Sessions: an opaque token in the cookie, its hash in the table, and who it stands for on every request.
import { createHash, randomBytes } from 'node:crypto'
import type { Session } from '../../domain/accounts/account.ts'
import { type Role, rightsOf } from '../../domain/accounts/roles.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Actor, Context, System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { regionNamesOf } from '../regions/regions.ts'

/** A desk is left at night; a phone works for weeks without a line. */
const deskHours = 12
const phoneDays = 30
/** "Last seen" to five minutes: a write on every request would double the work of a question. */
const seenEveryMs = 5 * 60_000

export const lostSentence = '这部手机已挂失，本机保存的资料将被清除。如已找回，请联系乡镇或县级工作人员。'

/** A stolen table of sessions opens nothing: 256 random bits cannot be found from their SM3 hash. */
export function tokenHash(token: string): string {
  return createHash('sm3').update(token).digest('hex')
}

export interface NewSession {
  accountId: string
  postId: string
  deviceId: string | null
  /** A session that is only gone on with ends when it would have ended. */
  expiresAt?: string
}

/** Starts a session and hands the token to the cookie; it is kept nowhere else. */
export async function startSession(context: Context, session: NewSession): Promise<string> {
  const { tx, now, cookie } = context
  const token = randomBytes(32).toString('base64url')
  const hours = session.deviceId === null ? deskHours : phoneDays * 24
  const expiresAt = session.expiresAt
    ? new Date(session.expiresAt)
    : new Date(now.getTime() + hours * 3_600_000)
  await tx
    .insertInto('sessions')
    .values({
      tokenHash: tokenHash(token),
      ...session,
      createdAt: now.toISOString(),
      lastSeenAt: now.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })
    .execute()
  cookie.set(token, expiresAt)
  return token
}

/** Ends all sessions of a person, but for the one at the given token. */
export async function endSessions(
  tx: Transaction,
  accountId: string,
  keepToken: string | null,
): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('accountId', '=', accountId)
    .$if(keepToken !== null, query => query.where('tokenHash', '!=', tokenHash(keepToken ?? '')))
    .execute()
}

/** Posts in force on a day, the widest area first. */
export async function postsInForce(tx: Transaction, accountId: string, day: Day) {
  const posts = await tx
    .selectFrom('posts')
    .select(['id', 'role', 'regionCode', 'validFrom', 'validTo'])
    .where('accountId', '=', accountId)
    .where('validFrom', '<=', day)
    .where(given => given.or([given('validTo', 'is', null), given('validTo', '>=', day)]))
    .orderBy('regionCode')
    .orderBy('id')
    .execute()
  const names = await regionNamesOf(
    tx,
    posts.map(post => post.regionCode),
  )
  return posts.map(post => ({ ...post, regionName: names.get(post.regionCode) ?? post.regionCode }))
}

/** What the faces show of the session behind a token; null when it is over. */
export async function sessionView(context: Context, token: string | null): Promise<Session | null> {
  const { tx, today, now } = context
  if (token === null) return null
  const row = await tx
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .select([
      'accounts.id',
      'login',
      'name',
      'language',
      'mustChangePassword',
      'totpConfirmedAt',
      'synthetic',
      'postId',
      'expiresAt',
    ])
    .where('tokenHash', '=', tokenHash(token))
    .where('expiresAt', '>', now.toISOString())
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const posts = await postsInForce(tx, row.id, today)
  const post = posts.find(held => held.id === row.postId)
  if (!post) return null
  return {
    account: { id: row.id, login: row.login, name: row.name, language: row.language },
    post,
    posts,
    rights: rightsNow(post.role, row.mustChangePassword),
    mustChangePassword: row.mustChangePassword,
    secondFactor: row.totpConfirmedAt !== null,
    synthetic: row.synthetic,
    expiresAt: row.expiresAt,
  }
}

/** A password somebody else chose is good for choosing one's own and for nothing else. */
function rightsNow(role: Role, mustChangePassword: boolean) {
  return mustChangePassword ? [] : [...rightsOf(role)]
}

interface SessionRow {
  account_id: string
  post_id: string
  device_id: string | null
  role: Role
  region_code: string
  must_change_password: boolean
  in_force: boolean
  lost: boolean
  unseen: boolean
}

/**
 * Who a token stands for; null when the session is unknown or over, the account disabled or the post not in
 * force today. A session on a phone reported lost is refused with `lost`, so that the phone wipes itself.
 */
export async function authenticate(system: System, token: string): Promise<Actor | null> {
  const now = system.clock.now()
  const hash = tokenHash(token)
  const found = await system.connections.pool.query<SessionRow>(sessionQuery, [
    hash,
    now.toISOString(),
    dayOf(now),
    new Date(now.getTime() - seenEveryMs).toISOString(),
  ])
  const row = found.rows[0]
  if (!row) return null
  if (row.lost) {
    await system.connections.pool.query(
      'update devices set wiped_at = $2 where id = $1 and wiped_at is null',
      [row.device_id, now.toISOString()],
    )
    throw new Refused('not_signed_in', lostSentence, { lost: true })
  }
  if (!row.in_force) return null
  if (row.unseen) await system.connections.pool.query(seenQuery, [hash, now.toISOString(), row.device_id])
  return {
    accountId: row.account_id,
    postId: row.post_id,
    role: row.role,
    regionCode: row.region_code,
    area: areaOf(row.region_code),
    rights: rightsNow(row.role, row.must_change_password),
    deviceId: row.device_id,
  }
}

// Whether the phone is lost is asked before whether the session has run out: a thief may wait a month.
const sessionQuery = `
  select s.account_id, s.post_id, s.device_id, p.role, p.region_code, a.must_change_password,
    s.expires_at > $2 and a.disabled_at is null
      and p.valid_from <= $3 and (p.valid_to is null or p.valid_to >= $3) as in_force,
    d.lost_at is not null as lost,
    s.last_seen_at < $4 as unseen
  from sessions s
    join accounts a on a.id = s.account_id
    join posts p on p.id = s.post_id
    left join devices d on d.id = s.device_id
  where s.token_hash = $1`

const seenQuery = `
  with seen as (update sessions set last_seen_at = $2 where token_hash = $1)
  update devices set last_seen_at = $2 where id = $3`

/** Cybersecurity law Art. 21: network logs for six months at least; a week more for months of 31 days. */
const failuresKeptDays = 193

export async function clearExpired(system: System): Promise<void> {
  const now = system.clock.now()
  // A phone's session stays a month past its end, so that a lost phone still learns that it is lost.
  const sessionsUntil = new Date(now.getTime() - phoneDays * 86_400_000)
  const failuresUntil = new Date(now.getTime() - failuresKeptDays * 86_400_000)
  const { db } = system.connections
  await db.deleteFrom('sessions').where('expiresAt', '<', sessionsUntil.toISOString()).execute()
  await db.deleteFrom('signInFailures').where('at', '<', failuresUntil.toISOString()).execute()
}
