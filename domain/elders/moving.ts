// When part of a house moves: whose kin are no longer at home, and who has come to live with whom.
import type { Whereabouts } from './kin.ts'

interface Contact {
  id: string
  /** Whose contact it is. */
  elderId: string
  name: string
  linkedElderId: string | null
  whereabouts: Whereabouts | null
  /** The linked elder lives in the other of the two houses before the move. */
  isLinkedThere: boolean
}

interface Moving {
  contacts: readonly Contact[]
  /** Elders of the house that is left. */
  members: readonly { id: string; name: string }[]
  leaving: ReadonlySet<string>
  /** Contacts whose person leaves too; 'all' where the whole house moves. */
  kinIds: readonly string[] | 'all'
}

export interface KinMoved {
  id: string
  before: Whereabouts | null
  after: Whereabouts | null
}

/** Elder and contact on one side of the move stay 同住; parted they live in the same village. */
export function kinAfterMoving({ contacts, members, leaving, kinIds }: Moving): KinMoved[] {
  const memberIds = new Map(members.map(member => [member.name, member.id]))
  const ids = new Set(members.map(member => member.id))
  const kinNames = new Set(
    kinIds === 'all' ? [] : contacts.filter(one => kinIds.includes(one.id)).map(one => one.name),
  )
  const leaves = (contact: Contact): boolean => {
    const elder = contact.linkedElderId ?? memberIds.get(contact.name)
    if (elder !== undefined) return leaving.has(elder)
    return kinIds === 'all' ? leaving.has(contact.elderId) : kinNames.has(contact.name)
  }
  return contacts.flatMap((contact): KinMoved[] => {
    const { id, whereabouts: before } = contact
    // Of the house moved into only those linked to somebody who comes are touched.
    const isOfThisHouse = ids.has(contact.elderId)
    if (contact.isLinkedThere) {
      const comes = isOfThisHouse ? leaving.has(contact.elderId) : leaving.has(contact.linkedElderId ?? '')
      return comes && before !== 'sameHousehold' ? [{ id, before, after: 'sameHousehold' }] : []
    }
    if (!isOfThisHouse || before !== 'sameHousehold') return []
    return leaving.has(contact.elderId) === leaves(contact) ? [] : [{ id, before, after: 'sameVillage' }]
  })
}
