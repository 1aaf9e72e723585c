// The code of the card at the door: typed, or read by the camera where the phone can; leaving it out is fine.
import { useEffect, useRef, useState } from 'react'
import { doorCodeDigits, doorCodeFrom, doorCodeText } from '../../domain/visit-truth/door-code.ts'
import { Button, Cover, Field, Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { StepParts } from './VisitForm.tsx'

/** Of the platform and not yet in the compiler's library. */
interface SquareReader {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type SquareReaderMaker = new (options: { formats: string[] }) => SquareReader

const readerMaker = (): SquareReaderMaker | undefined =>
  (globalThis as { BarcodeDetector?: SquareReaderMaker }).BarcodeDetector

export function DoorCode({ draft, change }: StepParts) {
  const { say } = useSpeech()
  const [typed, setTyped] = useState(draft.doorCode ?? '')
  const [reading, setReading] = useState(false)
  const digits = typed.replace(/\D/g, '')
  const isWrong = digits.length >= doorCodeDigits && doorCodeFrom(typed) === null
  const take = (text: string) => {
    setTyped(text)
    change({ doorCode: doorCodeFrom(text) })
  }
  return (
    <section>
      <Field label={say('door.title')} value={typed} digits onChange={take} />
      {draft.doorCode ? (
        <Notice kind="good" icon="check">
          {say('door.right', { code: doorCodeText(draft.doorCode) })}
        </Notice>
      ) : isWrong ? (
        <Notice kind="warn">{say('door.wrong')}</Notice>
      ) : (
        <p className="soft">{say('door.why')}</p>
      )}
      {readerMaker() && !draft.doorCode && (
        <Button icon="camera" onClick={() => setReading(true)}>
          {say('door.scan')}
        </Button>
      )}
      {reading && (
        <Scan
          onCode={code => {
            take(code)
            setReading(false)
          }}
          onClose={() => setReading(false)}
        />
      )}
    </section>
  )
}

const lookEveryMs = 250

function Scan({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const { say } = useSpeech()
  const video = useRef<HTMLVideoElement>(null)
  const [refused, setRefused] = useState(false)
  // The camera is opened once and closed with the cover, whoever is told meanwhile.
  const tell = useRef(onCode)
  tell.current = onCode
  useEffect(() => {
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setInterval> | undefined
    let closed = false
    const Reader = readerMaker()
    const open = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const shown = video.current
      if (closed || !shown || !Reader) return stop()
      shown.srcObject = stream
      await shown.play()
      const reader = new Reader({ formats: ['qr_code'] })
      timer = setInterval(() => {
        reader.detect(shown).then(
          found => {
            const code = found.map(one => doorCodeFrom(one.rawValue)).find(one => one !== null)
            if (code && !closed) tell.current(code)
          },
          // A frame that was not ready; the next one is.
          () => {},
        )
      }, lookEveryMs)
    }
    const stop = () => {
      clearInterval(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    open().catch(() => setRefused(true))
    return () => {
      closed = true
      stop()
    }
  }, [])
  return (
    <Cover title={say('door.scanTitle')}>
      {refused ? (
        <Notice kind="warn">{say('door.noCamera')}</Notice>
      ) : (
        <video ref={video} muted playsInline style={{ width: '100%', borderRadius: 12 }} />
      )}
      <Button onClick={onClose}>{say('act.cancel')}</Button>
    </Cover>
  )
}
