// Which of the proofs a service asks for are there (domain.md §8): what is missing keeps an order from being paid.
import type { ServiceProof } from './catalogue.ts'
import type { OrderEventKind, OrderPhotoKind } from './order.ts'

export interface ProofFacts {
  events: readonly { kind: OrderEventKind; hasPlace: boolean; hasVitals: boolean }[]
  photos: readonly OrderPhotoKind[]
}

export function missingProofs(
  asked: readonly ServiceProof[],
  { events, photos }: ProofFacts,
): ServiceProof[] {
  const has: Readonly<Record<ServiceProof, boolean>> = {
    signInOut:
      events.some(event => event.kind === 'signIn' && event.hasPlace) &&
      events.some(event => event.kind === 'signOut'),
    pictureBefore: photos.includes('photoBefore'),
    pictureAfter: photos.includes('photoAfter'),
    vitalSigns: events.some(event => event.kind === 'takeVitals' && event.hasVitals),
    elderSays: events.some(event => event.kind === 'confirm'),
  }
  return asked.filter(proof => !has[proof])
}
