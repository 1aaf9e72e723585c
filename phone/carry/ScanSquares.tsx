// Takes what a colleague's phone holds up: every square once, in any order, and says how many are still missing.
import { useRef, useState } from 'react'
import type { CarriedFile } from '../../domain/sync/carrying.ts'
import { type Gathered, newGathering } from '../../domain/sync/squares.ts'
import { Button, Cover } from '../frame/Controls.tsx'
import { SquareCamera } from '../frame/SquareCamera.tsx'
import { useSpeech } from '../language.tsx'
import { unpackCarried } from './packing.ts'

interface ScanProps {
  /** Null when the squares were all there and hold something else. */
  onTaken: (file: CarriedFile | null) => void
  onClose: () => void
}

export function ScanSquares({ onTaken, onClose }: ScanProps) {
  const { say } = useSpeech()
  const gathering = useRef(newGathering())
  const [gathered, setGathered] = useState<Gathered | null>(null)
  const isDone = useRef(false)
  const take = (text: string) => {
    const next = gathering.current.take(text)
    if (!next || isDone.current) return
    setGathered(next)
    if (!next.content) return
    isDone.current = true
    // Whoever holds two phones does not look at this one.
    navigator.vibrate?.(200)
    onTaken(unpackCarried(next.content))
  }
  const { have = 0, count = 0 } = gathered ?? {}
  return (
    <Cover title={say('squares.scan')}>
      <SquareCamera onText={take} noCamera={say('squares.noCamera')} />
      {gathered ? (
        <>
          <div
            className="steps"
            role="progressbar"
            aria-label={say('squares.progress')}
            aria-valuemin={0}
            aria-valuemax={count}
            aria-valuenow={have}
          >
            <span style={{ width: `${(have / count) * 100}%` }} />
          </div>
          <p className="big center">{say('squares.have', { have, count })}</p>
          <p className="center">{say('squares.missing', { count: count - have })}</p>
        </>
      ) : (
        <p className="hint">{say('squares.aim')}</p>
      )}
      <Button onClick={onClose}>{say('act.cancel')}</Button>
    </Cover>
  )
}
