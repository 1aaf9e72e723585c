// The people who share one village phone: each with a database, a PIN and an outbox of her own.
import { type PhoneStore, phoneStore } from './store.ts'

export interface Person {
  accountId: string
  /** Unknown until she first opens a store made before phones were shared. */
  name: string | null
  login: string | null
  database: string
}

/** More would not find their name on the door, and the phone's room is shared. */
export const peopleMost = 4

export type PhonePeople = ReturnType<typeof phonePeople>

export function phonePeople(options: { name?: string; now?: () => Date; rounds?: number } = {}) {
  const { name: first = 'wanqing', ...rest } = options
  const open = new Map<string, PhoneStore>()
  const slots = Array.from({ length: peopleMost }, (_, index) =>
    index === 0 ? first : `${first}-${index + 1}`,
  )

  function storeAt(database: string): PhoneStore {
    const known = open.get(database)
    if (known) return known
    const store = phoneStore({ name: database, ...rest })
    open.set(database, store)
    return store
  }

  /** Language, size, the phone's id and the list of people lie in the first database, whoever is in it. */
  const shared = storeAt(first)

  async function noted(): Promise<Person[]> {
    const people = (await shared.readChoice<Person[]>('people')) ?? []
    // A phone of before it could be shared: its one store is the first person's, untouched.
    const owner = people.some(({ database }) => database === first) ? null : await shared.owner()
    const alone = owner && { accountId: owner.accountId, name: null, login: null, database: first }
    return alone ? [alone, ...people] : people
  }

  /** Noted before a store is made and after it is gone: what is noted without a lock is nobody yet or no longer. */
  async function list(): Promise<Person[]> {
    const people = await noted()
    const owners = await Promise.all(people.map(({ database }) => storeAt(database).owner()))
    return people.filter((person, index) => owners[index]?.accountId === person.accountId)
  }

  async function remember(person: Person): Promise<void> {
    const others = (await noted()).filter(({ database }) => database !== person.database)
    const known = (await noted()).find(({ database }) => database === person.database)
    const isSame = known?.accountId === person.accountId
    const next = isSame
      ? { ...person, name: person.name ?? known.name, login: person.login ?? known.login }
      : person
    await shared.writeChoice(
      'people',
      [...others, next].toSorted((one, other) => (one.database < other.database ? -1 : 1)),
    )
  }

  async function find(accountId: string): Promise<Person | null> {
    return (await list()).find(person => person.accountId === accountId) ?? null
  }

  async function newId(make: () => string, key: string): Promise<string> {
    const known = await shared.readChoice<string>(key)
    if (known !== null) return known
    const id = make()
    await shared.writeChoice(key, id)
    return id
  }

  /** Whoever switches the phone off while it is being cleared finds it cleared when it is switched on again. */
  async function wipe(): Promise<void> {
    await shared.writeChoice('wiping', true)
    for (const database of slots.slice(1)) {
      const store = storeAt(database)
      await store.wipe()
      open.delete(database)
      await store.destroy()
    }
    const cargo = await shared.cargo.list()
    await shared.cargo.remove(cargo.map(({ id }) => id))
    await shared.wipe()
    for (const key of ['people', 'phoneId', 'pendingDeviceId', 'wiping']) await shared.dropChoice(key)
  }

  return {
    shared,
    list,
    find,
    remember,
    wipe,
    storeOf: (person: Person) => storeAt(person.database),
    /** A store for somebody new; null when the phone is full. */
    async roomFor(person: Omit<Person, 'database'>): Promise<PhoneStore | null> {
      const taken = new Set((await list()).map(({ database }) => database))
      const database = slots.find(slot => !taken.has(slot))
      if (!database) return null
      await remember({ ...person, database })
      return storeAt(database)
    },
    async forget(person: Person): Promise<void> {
      const store = storeAt(person.database)
      await store.wipe()
      await shared.writeChoice(
        'people',
        (await noted()).filter(({ database }) => database !== person.database),
      )
      if (person.database === first) return
      open.delete(person.database)
      await store.destroy()
    },
    /** Finishes what a switched-off phone left half done. */
    async settle(): Promise<void> {
      if (await shared.readChoice<boolean>('wiping')) await wipe()
    },
    /** The phone as a thing. One that was hers alone keeps the id it is known by. */
    async phoneId(make: () => string): Promise<string> {
      const before = await shared.readChoice<string>('deviceId')
      return newId(() => before ?? make(), 'phoneId')
    },
    /** Under which id a login signs in here: her own, or one kept for whoever comes next. */
    async deviceIdFor(login: string, make: () => string): Promise<string> {
      const person = (await list()).find(one => one.login === login)
      const own = person && (await storeAt(person.database).readChoice<string>('deviceId'))
      return own ?? newId(make, 'pendingDeviceId')
    },
    async takePendingDeviceId(): Promise<string | null> {
      const id = await shared.readChoice<string>('pendingDeviceId')
      await shared.dropChoice('pendingDeviceId')
      return id
    },
    close: () => {
      for (const store of open.values()) store.close()
    },
  }
}
