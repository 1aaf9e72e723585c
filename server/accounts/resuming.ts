// Several people on one phone: each goes on with the session she opened there, by a key only her PIN can open.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { accountApi } from '../../domain/accounts/api.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { resumePlace } from '../../domain/sync/carrying.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { lostSentence, sessionView, startSession } from './sessions.ts'

/** Long enough for a line of 64 kbit/s, too short to be found in a log and used. */
const challengeMs = 5 * 60_000
const expired = '登录已过期，请用登录密码重新登录。没上传的记录都还在。'

export const resuming: Pick<Handlers<typeof accountApi>, 'session.challenge' | 'session.resume'> = {
  async 'session.challenge'({ sealer, now }, { deviceId }) {
    return { challenge: sealer.seal(JSON.stringify({ deviceId, untilMs: now.getTime() + challengeMs })) }
  },

  async 'session.resume'(context, { deviceId, challenge, key, proof }) {
    const { tx, now, sealer } = context
    const device = await tx
      .selectFrom('devices')
      .where('id', '=', deviceId)
      .select(['accountId', 'publicKey', 'lostAt'])
      .executeTakeFirst()
    if (device && device.lostAt !== null) throw new Refused('not_signed_in', lostSentence, { lost: true })
    const isFresh = isOwnChallenge(() => sealer.open(challenge), deviceId, now)
    if (!device?.publicKey || !isFresh || !isProved(context, { ...device, deviceId, challenge, key, proof }))
      throw new Refused('not_signed_in', expired)
    // Whatever ended her session (a month, a new password, a disabled account) ends this way in as well.
    const session = await tx
      .deleteFrom('sessions')
      .where('deviceId', '=', deviceId)
      .where('accountId', '=', device.accountId)
      .where('expiresAt', '>', now.toISOString())
      .returning(['postId', 'expiresAt'])
      .execute()
    const [newest] = session.toSorted((one, other) => (one.expiresAt < other.expiresAt ? 1 : -1))
    if (!newest) throw new Refused('not_signed_in', expired)
    const token = await startSession(context, {
      accountId: device.accountId,
      postId: newest.postId,
      deviceId,
      expiresAt: newest.expiresAt,
    })
    const view = await sessionView(context, token)
    if (!view) throw new Refused('not_signed_in', expired)
    return view
  },
}

function isOwnChallenge(open: () => string, deviceId: string, now: Date): boolean {
  try {
    const said = JSON.parse(open()) as { deviceId: string; untilMs: number }
    return said.deviceId === deviceId && said.untilMs > now.getTime()
  } catch {
    return false
  }
}

interface Proof {
  publicKey: string | null
  deviceId: string
  challenge: string
  key: string
  proof: string
}

function isProved({ system }: Context, { publicKey, deviceId, challenge, key, proof }: Proof): boolean {
  const agreed = system.agreement.agree(key, Buffer.from(publicKey ?? '', 'base64url'))
  if (!agreed) return false
  const secret = hkdfSync('sha256', agreed, Buffer.alloc(32), resumePlace(deviceId, key), 32)
  const expected = createHmac('sha256', Buffer.from(secret)).update(challenge).digest()
  const given = Buffer.from(proof, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
