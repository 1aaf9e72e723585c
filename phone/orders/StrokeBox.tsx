// A name or a finger under a service: kept as strokes, some hundreds of bytes that travel with the record itself.
import { useRef, useState } from 'react'
import type { Signature } from '../../domain/service-orders/order.ts'
import { Button } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'

const strokesAtMost = 60
const numbersAtMost = 400

export function StrokeBox({ value, onChange }: { value: Signature; onChange: (value: Signature) => void }) {
  const { say } = useSpeech()
  const drawing = useRef<number[] | null>(null)
  const [live, setLive] = useState<number[]>([])

  function at(event: React.PointerEvent<SVGSVGElement>): [number, number] {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const within = (part: number) => Math.max(0, Math.min(100, Math.round(part * 100)))
    return [within((event.clientX - left) / width), within((event.clientY - top) / height)]
  }

  function begin(event: React.PointerEvent<SVGSVGElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = at(event)
    setLive(drawing.current)
  }

  function go(event: React.PointerEvent<SVGSVGElement>): void {
    const stroke = drawing.current
    if (!stroke || stroke.length >= numbersAtMost) return
    const [x, y] = at(event)
    if (stroke.at(-2) === x && stroke.at(-1) === y) return
    drawing.current = [...stroke, x, y]
    setLive(drawing.current)
  }

  function end(): void {
    const stroke = drawing.current
    drawing.current = null
    setLive([])
    if (stroke && value.length < strokesAtMost) onChange([...value, stroke])
  }

  return (
    <>
      <p>{say('orders.signHere')}</p>
      <svg
        className="rub paper"
        viewBox="0 0 100 56"
        preserveAspectRatio="none"
        role="img"
        aria-label={say('orders.signHere')}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {[...value, live].map(stroke => (
          <polyline key={stroke.join(' ')} points={pointsOf(stroke)} className="stroke" />
        ))}
      </svg>
      <Button icon="refresh" disabled={value.length === 0} onClick={() => onChange([])}>
        {say('sign.clear')}
      </Button>
    </>
  )
}

/** A tap is a dot: a line of no length draws nothing. */
function pointsOf(stroke: readonly number[]): string {
  const pairs = stroke.flatMap((x, index) => (index % 2 === 0 ? [[x, (stroke[index + 1] ?? 0) * 0.56]] : []))
  const [first] = pairs
  const drawn = first && pairs.length === 1 ? [first, [(first[0] ?? 0) + 0.5, first[1] ?? 0]] : pairs
  return drawn.map(pair => pair.join(',')).join(' ')
}
