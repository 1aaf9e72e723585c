// The browser holds one session; whoever opens her store goes on with her own, without her password.
import type { Session } from '../../domain/accounts/account.ts'
import { call } from '../../ui/client.ts'
import { within } from '../patience.ts'
import type { OpenStore } from '../store.ts'

const patienceMs = 60_000

/** Null when her session is over, or this phone never learnt how to prove itself: then the password is asked for. */
export async function resumeSession(opened: OpenStore, accountId: string): Promise<Session | null> {
  const known = await opened.letters.keys()
  if (!known) return null
  const { deviceId } = known
  const { challenge } = await within(patienceMs, signal =>
    call('session.challenge', { deviceId }, { signal }),
  )
  const proof = await opened.letters.prove(challenge)
  if (!proof) return null
  const session = await within(patienceMs, signal =>
    call('session.resume', { challenge, ...proof }, { signal }),
  )
  if (session.account.id !== accountId) return null
  const before = await opened.readValue<Session>('session')
  const isOther = before && before.post.id !== session.post.id
  const inPost =
    isOther && session.posts.some(post => post.id === before.post.id)
      ? await call('session.choosePost', { postId: before.post.id })
      : session
  await opened.writeValue('session', inPost)
  return inPost
}
