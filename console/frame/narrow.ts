// Whether the window is as narrow as a phone; the same border as in media.css.
import { useSyncExternalStore } from 'react'

const query = matchMedia('screen and (max-width: 820px)')

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches)
}
