// The elder's own hand under the visit: a signature by finger, or a photo of a thumb print. Never demanded.
import { useRef, useState } from 'react'
import type { AttachmentType } from '../attachments.ts'
import { Button, Cover } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { encodeCanvas } from './photo.ts'

interface SignBoxParts {
  onDone: (made: { blob: Blob; contentType: AttachmentType }) => void
  onFailed: () => void
  onClose: () => void
}

const width = 900
const height = 500
/** A line that an old hand's stroke and a small screen both leave readable. */
const pen = 9

export function SignBox({ onDone, onFailed, onClose }: SignBoxParts) {
  const { say } = useSpeech()
  const box = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  const [isSigned, setSigned] = useState(false)

  const context = () => box.current?.getContext('2d') ?? null

  function at(event: React.PointerEvent<HTMLCanvasElement>) {
    const { left, top, width: wide, height: high } = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - left) / wide) * width, y: ((event.clientY - top) / high) * height }
  }

  function draw(event: React.PointerEvent<HTMLCanvasElement>): void {
    const paper = context()
    if (!paper || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const [from, to] = [last.current ?? at(event), at(event)]
    if (!isSigned) whiten(paper)
    Object.assign(paper, { lineWidth: pen, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1a1a1a' })
    paper.beginPath()
    paper.moveTo(from.x, from.y)
    paper.lineTo(to.x, to.y)
    paper.stroke()
    last.current = to
    setSigned(true)
  }

  function clear(): void {
    const paper = context()
    if (paper) whiten(paper)
    setSigned(false)
  }

  function keep(): void {
    const canvas = box.current
    if (!canvas) return
    encodeCanvas(canvas).then(onDone, onFailed)
  }

  return (
    <Cover title={say('sign.title')}>
      <p>{say('sign.canvas')}</p>
      <canvas
        ref={box}
        width={width}
        height={height}
        className="rub paper"
        role="img"
        aria-label={say('sign.canvas')}
        onPointerDown={event => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = at(event)
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = null
        }}
      />
      <Button kind="main" icon="check" disabled={!isSigned} onClick={keep}>
        {say('sign.done')}
      </Button>
      <Button icon="refresh" disabled={!isSigned} onClick={clear}>
        {say('sign.clear')}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {say('act.cancel')}
      </Button>
    </Cover>
  )
}

/** A clear canvas would be a black signature on black in JPEG. */
function whiten(paper: CanvasRenderingContext2D): void {
  paper.fillStyle = '#fff'
  paper.fillRect(0, 0, width, height)
}
