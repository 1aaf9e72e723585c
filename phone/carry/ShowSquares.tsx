// Holds up what a colleague's phone shall take: squares one after the other, round after round, without any line.
import { useEffect, useMemo, useState } from 'react'
import type { CarriedFile } from '../../domain/sync/carrying.ts'
import { coarseBytes, rowOf, squareBytes } from '../../domain/sync/squares.ts'
import { Button, Cover } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { parcelsOf } from './parcels.ts'

/** Five a second: a camera keeps up, and no cell flashes more than three times a second (WCAG 2.3.1). */
const squareEveryMs = 200

interface ShowProps {
  content: Pick<CarriedFile, 'acts' | 'receipts'>
  onDone: () => void
}

export function ShowSquares({ content, onDone }: ShowProps) {
  const { say } = useSpeech()
  // What is held up stays the same while it is held up, whatever arrives meanwhile.
  const [parcels] = useState(() => parcelsOf(content))
  const [at, setAt] = useState(0)
  const [isCoarse, setIsCoarse] = useState(false)
  useScreenOn()
  const parcel = parcels[at]
  const row = useMemo(
    () => parcel && rowOf(parcel.bytes, isCoarse ? coarseBytes : squareBytes),
    [parcel, isCoarse],
  )
  const isLast = at === parcels.length - 1
  return (
    <Cover title={say('squares.show')}>
      {parcels.length > 1 && parcel && (
        <p className="mark">
          {say('squares.parcel', { at: at + 1, of: parcels.length, count: parcel.letters })}
        </p>
      )}
      {row && <Squares key={`${at} ${isCoarse}`} row={row} />}
      <p className="soft">{say('squares.how')}</p>
      <Button kind="main" icon="check" onClick={isLast ? onDone : () => setAt(at + 1)}>
        {say(isLast ? 'squares.done' : 'squares.next')}
      </Button>
      <Button onClick={() => setIsCoarse(!isCoarse)}>
        {say(isCoarse ? 'squares.fine' : 'squares.coarse')}
      </Button>
      {!isLast && <Button onClick={onDone}>{say('act.cancel')}</Button>}
    </Cover>
  )
}

function Squares({ row }: { row: ReturnType<typeof rowOf> }) {
  const { say } = useSpeech()
  const [number, setNumber] = useState(0)
  const path = useSquarePath(row.square(number))
  useEffect(() => {
    const timer = setInterval(() => setNumber(shown => shown + 1), squareEveryMs)
    return () => clearInterval(timer)
  }, [])
  const [place, round] = [(number % row.count) + 1, Math.floor(number / row.count) + 1]
  const words = say('squares.place', { place, count: row.count })
  return (
    <div className="square-row">
      {path && (
        <svg viewBox={`0 0 ${path.size} ${path.size}`} role="img" aria-label={say('squares.label')}>
          <path d={path.cells} fill="#000" shapeRendering="crispEdges" />
        </svg>
      )}
      <p className="big">{words}</p>
      <p className="soft">{round > 1 ? say('squares.round', { round }) : ' '}</p>
    </div>
  )
}

type Draw = (text: string) => { cells: string; size: number }

/** The drawing program is only loaded when squares are shown. */
async function drawing(): Promise<Draw> {
  const { default: encodeQR } = await import('qr')
  return text => {
    const rows = encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 4 })
    const cells = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    return { cells: cells.join(''), size: rows.length }
  }
}

function useSquarePath(text: string): ReturnType<Draw> | null {
  const [draw, setDraw] = useState<{ it: Draw } | null>(null)
  useEffect(() => {
    void drawing().then(it => setDraw({ it }))
  }, [])
  return useMemo(() => draw?.it(text) ?? null, [draw, text])
}

/** A screen that goes dark in the middle breaks it off; phones that cannot promise that are touched now and then. */
function useScreenOn(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let isGone = false
    void navigator.wakeLock?.request('screen').then(
      held => {
        if (isGone) void held.release()
        else lock = held
      },
      () => {},
    )
    return () => {
      isGone = true
      void lock?.release()
    }
  }, [])
}
