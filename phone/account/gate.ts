// The way from a cold phone to an open one: who is at it, whose records lie here, which key opens them.
import { useEffect, useRef, useState } from 'react'
import type { Post, Session } from '../../domain/accounts/account.ts'
import { hasRight } from '../../domain/accounts/roles.ts'
import { call } from '../../ui/client.ts'
import { go } from '../address.ts'
import { askToKeep } from '../device.ts'
import type { Person, PhonePeople } from '../people.ts'
import type { OpenStore, PhoneStore } from '../store.ts'

export type SignInReason = 'pinUsedUp' | 'forgotten' | 'lost' | 'noVisitorPost'

interface SignedIn {
  session: Session
  password: string
}

export type Gate =
  | { at: 'starting' }
  | { at: 'noSupport' }
  | { at: 'who' }
  | { at: 'signIn'; reason: SignInReason | null; person: Person | null }
  | ({ at: 'changePassword' } & SignedIn)
  | ({ at: 'choosePost'; posts: Post[] } & SignedIn)
  | ({ at: 'full' } & SignedIn)
  | ({ at: 'oldPassword'; store: PhoneStore } & SignedIn)
  | ({ at: 'setPin'; store: PhoneStore; opened: OpenStore | null } & SignedIn)
  | { at: 'unlock'; person: Person; store: PhoneStore; byItself: boolean }
  | { at: 'open'; person: Person; store: PhoneStore; opened: OpenStore; session: Session }

export const idleMs = 5 * 60_000

export function useGate(people: PhonePeople) {
  const [gate, setGate] = useState<Gate>({ at: 'starting' })
  const forgotten = useRef(false)
  const lastOpen = useRef<string | null>(null)

  useEffect(() => {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return setGate({ at: 'noSupport' })
    people
      .settle()
      .then(() => atDoor(people))
      .then(setGate, () => setGate({ at: 'noSupport' }))
  }, [people])

  async function signedIn(session: Session, password: string): Promise<void> {
    if (session.mustChangePassword) return setGate({ at: 'changePassword', session, password })
    const posts = session.posts.filter(post => hasRight(post.role, 'sync:use'))
    const [only] = posts
    if (!only) return setGate({ at: 'signIn', reason: 'noVisitorPost', person: null })
    if (posts.length > 1) return setGate({ at: 'choosePost', session, password, posts })
    const inPost =
      session.post.id === only.id ? session : await call('session.choosePost', { postId: only.id })
    await openFor(inPost, password)
  }

  /** Her own records, if the phone has any, must open; otherwise she gets a store of her own. */
  async function openFor(session: Session, password: string): Promise<void> {
    const { id: accountId, name, login } = session.account
    const person = await people.find(accountId)
    if (!person) {
      const store = await people.roomFor({ accountId, name, login })
      return setGate(
        store ? { at: 'setPin', session, password, store, opened: null } : { at: 'full', session, password },
      )
    }
    const store = people.storeOf(person)
    const opened = await store.openWithPassword(password)
    if (!opened) return setGate({ at: 'oldPassword', session, password, store })
    await reopened(store, opened, { session, password })
  }

  async function reopened(
    store: PhoneStore,
    opened: OpenStore,
    { session, password }: SignedIn,
  ): Promise<void> {
    await opened.writeValue('session', session)
    const owner = await store.owner()
    if (!owner?.pinOpens || forgotten.current) setGate({ at: 'setPin', session, password, store, opened })
    else await nowOpen(store, opened, session)
  }

  async function nowOpen(store: PhoneStore, opened: OpenStore, session: Session): Promise<void> {
    const { id: accountId, name, login } = session.account
    const person = await people.find(accountId)
    const known = { accountId, name, login, database: person?.database ?? store.name }
    await people.remember(known)
    // Where the one before her stood is no place for her.
    if (lastOpen.current !== null && lastOpen.current !== accountId) go({ at: 'today' }, { replace: true })
    lastOpen.current = accountId
    setGate({ at: 'open', person: known, store, opened, session })
  }

  async function pinChosen(pin: string): Promise<void> {
    if (gate.at !== 'setPin') return
    const { session, store } = gate
    const opened = gate.opened ?? (await newStore(gate, pin))
    if (gate.opened) await store.setPin(opened, pin)
    await opened.writeValue('session', session)
    forgotten.current = false
    void askToKeep()
    await nowOpen(store, opened, session)
  }

  /** The phone keeps the id it has just signed in under. */
  async function newStore({ session, password, store }: SignedIn & { store: PhoneStore }, pin: string) {
    const deviceId = await people.takePendingDeviceId()
    const opened = await store.create(session.account.id, pin, password)
    if (deviceId !== null) await store.writeChoice('deviceId', deviceId)
    return opened
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
      else setGate({ at: 'signIn', reason: null, person: null })
    },
    /** True when the former password opens what lies here; from now on the new one does. */
    async oldPasswordGiven(former: string): Promise<boolean> {
      if (gate.at !== 'oldPassword') return false
      const opened = await gate.store.openWithPassword(former)
      if (!opened) return false
      await gate.store.setPassword(opened, gate.password)
      await reopened(gate.store, opened, gate)
      return true
    },
    /** Her own old records, which she cannot open any more and does not want. */
    cleared(): void {
      if (gate.at !== 'oldPassword') return
      const { session, password, store } = gate
      setGate({ at: 'setPin', session, password, store, opened: null })
    },
    /** Somebody left the phone and room was made for whoever has just signed in. */
    async roomMade(): Promise<void> {
      if (gate.at === 'full') await openFor(gate.session, gate.password)
    },
    choose: (person: Person) =>
      people
        .storeOf(person)
        .owner()
        .then(owner => setGate(doorOf(people, person, owner?.pinOpens ?? false))),
    somebodyNew: () => setGate({ at: 'signIn', reason: null, person: null }),
    atDoor: () => atDoor(people, true).then(setGate),
    async unlocked(opened: OpenStore): Promise<void> {
      if (gate.at !== 'unlock') return
      const session = await opened.readValue<Session>('session')
      if (session) await nowOpen(gate.store, opened, session)
      else setGate({ at: 'signIn', reason: null, person: gate.person })
    },
    passwordNeeded(reason: 'pinUsedUp' | 'forgotten'): void {
      forgotten.current = true
      setGate({ at: 'signIn', reason, person: gate.at === 'unlock' ? gate.person : null })
    },
    lock(byItself: boolean): void {
      if (gate.at === 'open') setGate({ at: 'unlock', person: gate.person, store: gate.store, byItself })
    },
    async lost(): Promise<void> {
      await people.wipe()
      setGate({ at: 'signIn', reason: 'lost', person: null })
    },
    /** Only her own records go; those of the others stay where they are. */
    async signOut(): Promise<void> {
      if (gate.at !== 'open') return
      await call('session.close', {}).catch(() => {})
      await people.forget(gate.person)
      window.location.hash = ''
      setGate(await atDoor(people))
    },
  }
}

function doorOf(people: PhonePeople, person: Person, pinOpens: boolean): Gate {
  return pinOpens
    ? { at: 'unlock', person, store: people.storeOf(person), byItself: false }
    : { at: 'signIn', reason: 'pinUsedUp', person }
}

/** Nobody: sign in. One: her PIN. Several, or somebody else wants in: who are you? */
async function atDoor(people: PhonePeople, asksWho = false): Promise<Gate> {
  const known = await people.list()
  const [only] = known
  if (!only) return { at: 'signIn', reason: null, person: null }
  if (known.length > 1 || asksWho) return { at: 'who' }
  const owner = await people.storeOf(only).owner()
  return doorOf(people, only, owner?.pinOpens ?? false)
}
