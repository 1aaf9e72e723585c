// Where in the app: kept behind the # so that the phone's back button works and reloading stays in place.
import { useSyncExternalStore } from 'react'
import { type AssessmentKind, assessmentKinds } from './assessments/draft.ts'

export type Place =
  | { at: 'today' }
  | { at: 'home'; path: string }
  | { at: 'elder'; elderId: string }
  | { at: 'visit'; elderId: string }
  | { at: 'kin'; elderId: string }
  | { at: 'wish'; elderId: string }
  | { at: AssessmentKind; elderId: string }
  | { at: 'report'; elderId: string }
  | { at: 'saved'; actId: string }
  | { at: 'waiting' }
  | { at: 'surge'; surgeId: string }
  | { at: 'told' }
  | { at: 'carry' }
  | { at: 'newcomer' }
  | { at: 'month' }
  | { at: 'standIns' }
  | { at: 'askStandIn' }
  | { at: 'record'; actId: string }
  | { at: 'settings' }
  | { at: 'pin' }
  | { at: 'mine' }
  | { at: 'signIn' }

/** Only ids stand in the address, never a name. */
export function pathOf(place: Place): string {
  if ('path' in place) return place.path ? `#/home/${place.path}` : '#/today'
  if ('surgeId' in place) return `#/${place.at}/${place.surgeId}`
  if ('elderId' in place) return `#/${place.at}/${place.elderId}`
  return 'actId' in place ? `#/${place.at}/${place.actId}` : `#/${place.at}`
}

export function placeOf(hash: string): Place {
  const [at = '', id = '', ...more] = hash.replace(/^#\//, '').split('/')
  if (at === 'home' && id) return { at, path: [id, ...more].join('/') }
  if ((at === 'elder' || at === 'visit' || at === 'kin' || at === 'wish') && id) return { at, elderId: id }
  const kind = assessmentKinds.find(one => one === at)
  if (kind && id) return { at: kind, elderId: id }
  if ((at === 'elder' || at === 'visit' || at === 'report') && id) return { at, elderId: id }
  if ((at === 'record' || at === 'saved') && id) return { at, actId: id }
  if (at === 'surge' && id) return { at, surgeId: id }
  if (at === 'told') return { at }
  if (
    at === 'waiting' ||
    at === 'carry' ||
    at === 'newcomer' ||
    at === 'settings' ||
    at === 'pin' ||
    at === 'mine' ||
    at === 'signIn'
  )
    return { at }
  if (at === 'month' || at === 'standIns' || at === 'askStandIn') return { at }
  return { at: 'today' }
}

export function go(place: Place, { replace = false } = {}): void {
  if (!replace) window.location.hash = pathOf(place)
  else {
    history.replaceState(null, '', pathOf(place))
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  }
}

/** One step back, or the list when the app was opened right here. */
export function goBack(): void {
  if (history.length > 1) history.back()
  else go({ at: 'today' }, { replace: true })
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(
    listener => {
      window.addEventListener('hashchange', listener)
      return () => window.removeEventListener('hashchange', listener)
    },
    () => window.location.hash,
  )
  return placeOf(hash)
}
