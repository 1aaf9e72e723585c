// The camera that reads QR squares: by the phone's own reader where it has one, else by a reader that comes along.
import { useEffect, useRef, useState } from 'react'
import { useSpeech } from '../language.tsx'
import { Notice } from './Controls.tsx'

type Reading = (video: HTMLVideoElement) => Promise<string[]>

/** Of the platform and not yet in the compiler's library. */
interface OwnReader {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
interface OwnReaderMaker {
  new (options: { formats: string[] }): OwnReader
  getSupportedFormats(): Promise<string[]>
}

/** As sharp as a row of squares needs, and small enough for a slow phone to read five times a second. */
const readPixels = 720

async function ownReading(): Promise<Reading | null> {
  const Maker = (globalThis as { BarcodeDetector?: OwnReaderMaker }).BarcodeDetector
  const formats = (await Maker?.getSupportedFormats().catch(() => [])) ?? []
  if (!Maker || !formats.includes('qr_code')) return null
  const reader = new Maker({ formats: ['qr_code'] })
  return async video => (await reader.detect(video)).map(one => one.rawValue)
}

async function broughtReading(): Promise<Reading> {
  const { decodeQR } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  return async video => {
    const side = Math.min(video.videoWidth, video.videoHeight)
    if (!drawing || side === 0) return []
    const size = Math.min(side, readPixels)
    if (canvas.width !== size) {
      canvas.width = size
      canvas.height = size
    }
    const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2]
    drawing.drawImage(video, left, top, side, side, 0, 0, size, size)
    try {
      return [decodeQR(drawing.getImageData(0, 0, size, size))]
    } catch {
      // No square in this picture; there is one in the next.
      return []
    }
  }
}

/** Phones that say they can read squares and then cannot are many: from the first failure on the other one reads. */
async function reading(): Promise<Reading> {
  let own = await ownReading()
  let brought: Reading | null = null
  return async video => {
    if (own) {
      try {
        return await own(video)
      } catch {
        own = null
      }
    }
    brought ??= await broughtReading()
    return brought(video)
  }
}

const lookEveryMs = 80

/** Shows what the camera sees and tells the text of every square in it. */
export function SquareCamera({ onText, noCamera }: { onText: (text: string) => void; noCamera: string }) {
  const { say } = useSpeech()
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'opening' | 'open' | 'refused'>('opening')
  // The camera is opened once and closed with the screen, whoever is told meanwhile.
  const tell = useRef(onText)
  tell.current = onText
  useEffect(() => {
    let stream: MediaStream | null = null
    let closed = false
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const open = async () => {
      const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
      stream = await navigator.mediaDevices.getUserMedia({ video: wanted })
      const shown = video.current
      if (closed || !shown) return stop()
      shown.srcObject = stream
      await shown.play()
      setState('open')
      const read = await reading()
      while (!closed) {
        for (const text of await read(shown)) if (!closed) tell.current(text)
        await new Promise(resolve => setTimeout(resolve, lookEveryMs))
      }
    }
    open().catch(() => !closed && setState('refused'))
    return () => {
      closed = true
      stop()
    }
  }, [])
  if (state === 'refused') return <Notice kind="warn">{noCamera}</Notice>
  return (
    <>
      {state === 'opening' && <p className="center">{say('camera.opening')}</p>}
      <video ref={video} muted playsInline className="camera" />
    </>
  )
}
