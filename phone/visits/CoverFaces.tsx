// Right after a photo is taken: rub over every face. Only the covered picture is kept.
import { useEffect, useRef, useState } from 'react'
import type { AttachmentType } from '../attachments.ts'
import { Button, Cover, Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { findFaces, paintCovered, type Stroke, squaresAcross, strokeOver, thumbRadius } from './cover.ts'
import { encodeCanvas } from './photo.ts'

interface CoverFacesParts {
  /** The photo as compressed, in memory only. */
  photo: HTMLCanvasElement
  onDone: (made: { blob: Blob; contentType: AttachmentType }) => void
  onFailed: () => void
  onDrop: () => void
}

export function CoverFaces({ photo, onDone, onFailed, onDrop }: CoverFacesParts) {
  const { say } = useSpeech()
  const shown = useRef<HTMLCanvasElement>(null)
  const [coarse] = useState(() => coarseOf(photo))
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [found, setFound] = useState(0)

  useEffect(() => {
    let isGone = false
    void findFaces(photo).then(faces => {
      if (isGone || faces.length === 0) return
      setFound(faces.length)
      setStrokes(before => [...faces.map(face => strokeOver(face, photo)), ...before])
    })
    return () => {
      isGone = true
    }
  }, [photo])

  useEffect(() => {
    const context = shown.current?.getContext('2d')
    if (context) paintCovered(context, photo, coarse, strokes)
  }, [photo, coarse, strokes])

  function keep(): void {
    const canvas = shown.current
    if (!canvas) return
    encodeCanvas(canvas).then(onDone, onFailed)
  }

  return (
    <Cover title={say('cover.title')}>
      <Notice kind={found > 0 ? 'good' : 'info'}>
        {found > 0 ? say('cover.found', { count: found }) : say('cover.how')}
      </Notice>
      <canvas
        ref={shown}
        width={photo.width}
        height={photo.height}
        className="rub"
        role="img"
        aria-label={say('cover.canvas')}
        {...rubbing(photo, setStrokes)}
      />
      <Button kind="main" icon="check" onClick={keep}>
        {say(strokes.length > 0 ? 'cover.done' : 'cover.nobody')}
      </Button>
      <Button icon="back" disabled={strokes.length === 0} onClick={() => setStrokes(strokes.slice(0, -1))}>
        {say('cover.undo')}
      </Button>
      <Button kind="quiet" onClick={onDrop}>
        {say('cover.drop')}
      </Button>
    </Cover>
  )
}

function coarseOf(photo: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  const scale = squaresAcross / Math.max(photo.width, photo.height)
  canvas.width = Math.max(1, Math.round(photo.width * scale))
  canvas.height = Math.max(1, Math.round(photo.height * scale))
  canvas.getContext('2d')?.drawImage(photo, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** One stroke from finger down to finger up; the screen does not scroll away under it. */
function rubbing(
  photo: HTMLCanvasElement,
  setStrokes: (next: (before: readonly Stroke[]) => readonly Stroke[]) => void,
) {
  const at = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const longest = Math.max(photo.width, photo.height)
    return {
      x: (((event.clientX - box.left) / box.width) * photo.width) / longest,
      y: (((event.clientY - box.top) / box.height) * photo.height) / longest,
    }
  }
  return {
    onPointerDown(event: React.PointerEvent<HTMLCanvasElement>) {
      event.currentTarget.setPointerCapture(event.pointerId)
      const point = at(event)
      setStrokes(before => [...before, { points: [point], radius: thumbRadius }])
    },
    onPointerMove(event: React.PointerEvent<HTMLCanvasElement>) {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
      const point = at(event)
      setStrokes(before => {
        const last = before.at(-1)
        return last ? [...before.slice(0, -1), { ...last, points: [...last.points, point] }] : before
      })
    },
  }
}
