// From one pair of the list to its neighbours, by link or by the keys j and k.
import { useEffect } from 'react'
import type { DuplicatePair } from '../../domain/duplicates/api.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { useSession } from '../session.tsx'
import { useCompared } from './compared.ts'
import { pairQuestion, pathOfPair } from './PairsPage.tsx'

export interface Steps {
  pair: DuplicatePair | null
  place: number
  count: number
  next: string | null
  previous: string | null
}

/** Only who came from the list of pairs has neighbours; any two records may be compared without. */
export function usePairSteps(): Steps {
  const { countyCode } = useCompared()
  const { post } = useSession()
  const [{ pair: id, keep: _, ...filters }] = useFilters()
  const list = usePages('duplicate.list', pairQuestion(filters, post.regionCode), id !== undefined)
  const place = list.rows.findIndex(row => row.id === id)
  // A decided pair has left the list; it is still shown with its reasons.
  const alone = useAnswer('duplicate.get', { countyCode, id: id ?? '' }, { enabled: id !== undefined })
  const at = (index: number) => {
    const row = list.rows[index]
    return row ? pathOfPair(row, filters) : null
  }
  return {
    pair: alone.data ?? null,
    place: place + 1,
    count: list.total ?? list.rows.length,
    next: id === undefined ? null : at(place + 1),
    previous: place > 0 ? at(place - 1) : null,
  }
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=radio]), textarea, select, [role=dialog]') !== null
  )
}

export function PairSteps({ steps }: { steps: Steps }) {
  const say = useWords()
  const go = useGo()
  const { next, previous } = steps
  useEffect(() => {
    const step = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return
      const to = event.key === 'j' ? next : event.key === 'k' ? previous : null
      if (to) go(to)
    }
    window.addEventListener('keydown', step)
    return () => window.removeEventListener('keydown', step)
  }, [next, previous, go])
  if (!steps.pair) return null
  return (
    <>
      {steps.place > 0 && (
        <span className="soft">{say('compare.place', { place: steps.place, count: steps.count })}</span>
      )}
      {previous && <Go to={previous}>{say('compare.previous')}（k）</Go>}
      {next && <Go to={next}>{say('compare.next')}（j）</Go>}
    </>
  )
}
