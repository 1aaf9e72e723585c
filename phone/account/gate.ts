// The way from a cold phone to an open one: who is signed in, whose records lie here, which key opens them.
import { useEffect, useRef, useState } from 'react'
import type { Post, Session } from '../../domain/accounts/account.ts'
import { hasRight } from '../../domain/accounts/roles.ts'
import { call } from '../../ui/client.ts'
import { askToKeep } from '../device.ts'
import type { OpenStore, PhoneStore } from '../store.ts'

export type SignInReason = 'pinUsedUp' | 'forgotten' | 'lost' | 'noVisitorPost'

interface SignedIn {
  session: Session
  password: string
}

export type Gate =
  | { at: 'starting' }
  | { at: 'noSupport' }
  | { at: 'signIn'; reason: SignInReason | null }
  | ({ at: 'changePassword' } & SignedIn)
  | ({ at: 'choosePost'; posts: Post[] } & SignedIn)
  | ({ at: 'otherOwner' } & SignedIn)
  | ({ at: 'oldPassword' } & SignedIn)
  | ({ at: 'setPin'; opened: OpenStore | null } & SignedIn)
  | { at: 'unlock'; byItself: boolean }
  | { at: 'open'; opened: OpenStore; session: Session }

export const idleMs = 5 * 60_000

export function useGate(store: PhoneStore) {
  const [gate, setGate] = useState<Gate>({ at: 'starting' })
  const forgotten = useRef(false)

  useEffect(() => {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return setGate({ at: 'noSupport' })
    store.owner().then(
      owner =>
        setGate(
          owner?.pinOpens
            ? { at: 'unlock', byItself: false }
            : { at: 'signIn', reason: owner ? 'pinUsedUp' : null },
        ),
      () => setGate({ at: 'noSupport' }),
    )
  }, [store])

  async function signedIn(session: Session, password: string): Promise<void> {
    if (session.mustChangePassword) return setGate({ at: 'changePassword', session, password })
    const posts = session.posts.filter(post => hasRight(post.role, 'sync:use'))
    const [only] = posts
    if (!only) return setGate({ at: 'signIn', reason: 'noVisitorPost' })
    if (posts.length > 1) return setGate({ at: 'choosePost', session, password, posts })
    const inPost =
      session.post.id === only.id ? session : await call('session.choosePost', { postId: only.id })
    await openFor(inPost, password)
  }

  /** The records on the phone, if any, must be hers and must open. */
  async function openFor(session: Session, password: string): Promise<void> {
    const owner = await store.owner()
    if (!owner) return setGate({ at: 'setPin', session, password, opened: null })
    if (owner.accountId !== session.account.id) return setGate({ at: 'otherOwner', session, password })
    const opened = await store.openWithPassword(password)
    if (!opened) return setGate({ at: 'oldPassword', session, password })
    await reopened(opened, { session, password })
  }

  async function reopened(opened: OpenStore, { session, password }: SignedIn): Promise<void> {
    await opened.writeValue('session', session)
    const owner = await store.owner()
    if (!owner?.pinOpens || forgotten.current) setGate({ at: 'setPin', session, password, opened })
    else setGate({ at: 'open', opened, session })
  }

  async function pinChosen(pin: string): Promise<void> {
    if (gate.at !== 'setPin') return
    const { session, password } = gate
    const opened = gate.opened ?? (await store.create(session.account.id, pin, password))
    if (gate.opened) await store.setPin(opened, pin)
    await opened.writeValue('session', session)
    forgotten.current = false
    void askToKeep()
    setGate({ at: 'open', opened, session })
  }

  return {
    gate,
    signedIn,
    pinChosen,
    async postChosen(postId: string): Promise<void> {
      if (gate.at !== 'choosePost') return
      await openFor(await call('session.choosePost', { postId }), gate.password)
    },
    async passwordChanged(password: string): Promise<void> {
      const session = await call('session.current', {})
      if (session) await signedIn(session, password)
      else setGate({ at: 'signIn', reason: null })
    },
    /** True when the former password opens what lies here; from now on the new one does. */
    async oldPasswordGiven(former: string): Promise<boolean> {
      if (gate.at !== 'oldPassword') return false
      const opened = await store.openWithPassword(former)
      if (!opened) return false
      await store.setPassword(opened, gate.password)
      await reopened(opened, gate)
      return true
    },
    async cleared(): Promise<void> {
      if (gate.at !== 'otherOwner' && gate.at !== 'oldPassword') return
      const { session, password } = gate
      setGate({ at: 'setPin', session, password, opened: null })
    },
    async unlocked(opened: OpenStore): Promise<void> {
      const session = await opened.readValue<Session>('session')
      setGate(session ? { at: 'open', opened, session } : { at: 'signIn', reason: null })
    },
    passwordNeeded(reason: 'pinUsedUp' | 'forgotten'): void {
      forgotten.current = true
      setGate({ at: 'signIn', reason })
    },
    backToUnlock: () => setGate({ at: 'unlock', byItself: false }),
    lock: (byItself: boolean) => setGate({ at: 'unlock', byItself }),
    async lost(): Promise<void> {
      await store.wipe()
      setGate({ at: 'signIn', reason: 'lost' })
    },
    async signOut(): Promise<void> {
      await call('session.close', {}).catch(() => {})
      await store.wipe()
      window.location.hash = ''
      setGate({ at: 'signIn', reason: null })
    },
  }
}
