// Photos, voice notes and the elder's hand: taken, covered, looked at, thrown away.
import { useEffect, useRef, useState } from 'react'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Attachment } from '../attachments.ts'
import { Button, Cover, Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { PhoneKey } from '../messages/zh.ts'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { Kept } from '../work.ts'
import { CoverFaces } from './CoverFaces.tsx'
import type { VisitDraft } from './draft.ts'
import { encodeCanvas, smallPhoto } from './photo.ts'
import { previewOf } from './preview.ts'
import { SignBox } from './SignBox.tsx'
import { canRecord, type Recording, startRecording } from './voice.ts'

const mostAttachments = 12

interface MediaParts {
  draft: VisitDraft
  phone: ScreenParts['phone']
}

const failedWords: Readonly<Record<Attachment['kind'], PhoneKey>> = {
  photo: 'form.photoFailed',
  voice: 'form.voiceFailed',
  signature: 'sign.failed',
}

export function KeptMedia({ draft, phone }: MediaParts) {
  const { say } = useSpeech()
  const { attachments } = useWork(phone.work)
  const [trouble, setTrouble] = useState<PhoneKey | null>(null)
  /** A photo whose faces are not covered yet; nowhere but here. */
  const [uncovered, setUncovered] = useState<HTMLCanvasElement | null>(null)
  const [full, setFull] = useState<string | null>(null)
  const kept = attachments.filter(one => draft.attachmentIds.includes(one.id))
  const isFull = kept.length >= mostAttachments

  async function keep(kind: Attachment['kind'], make: () => Promise<Kept | null>): Promise<void> {
    setTrouble(null)
    setFull(null)
    try {
      const made = await make()
      if (!made) return setTrouble(failedWords[kind])
      const preview = kind === 'voice' ? null : await previewOf(made.blob)
      await phone.work.attach(draft.elderId, kind, { ...made, preview })
    } catch (error) {
      if (error instanceof Refused) setFull(error.message)
      else setTrouble(failedWords[kind])
    }
  }

  const photographed = (file: File) =>
    void smallPhoto(file).then(setUncovered, () => setTrouble('form.photoFailed'))
  return (
    <section>
      {trouble && <Notice kind="danger">{say(trouble)}</Notice>}
      {full && <Notice kind="danger">{full}</Notice>}
      {isFull ? (
        <Notice kind="info">{say('form.tooMany')}</Notice>
      ) : (
        <>
          <div className="row">
            <TakePhoto word="form.photo" onPhoto={photographed} />
            {canRecord() && (
              <RecordVoice
                onRecording={recording => void keep('voice', () => recording.done)}
                onFailed={() => setTrouble('form.voiceFailed')}
              />
            )}
          </div>
          {draft.result === 'met' && draft.method === 'home' && (
            <Signature keep={make => keep('signature', make)} />
          )}
        </>
      )}
      {uncovered && (
        <CoverFaces
          photo={uncovered}
          onDone={made => {
            setUncovered(null)
            void keep('photo', async () => made)
          }}
          onFailed={() => setTrouble('form.photoFailed')}
          onDrop={() => setUncovered(null)}
        />
      )}
      {kept.length > 0 && (
        <ul className="list">
          {kept.map((attachment, index) => (
            <KeptRow
              key={attachment.id}
              attachment={attachment}
              number={index + 1}
              phone={phone}
              onDelete={() => void phone.work.detach(draft.elderId, attachment.id)}
            />
          ))}
        </ul>
      )}
      <p />
    </section>
  )
}

/** The elder's own hand, where she was met at home; never demanded. */
function Signature({ keep }: { keep: (make: () => Promise<Kept>) => Promise<void> }) {
  const { say } = useSpeech()
  const [isSigning, setSigning] = useState(false)
  return (
    <>
      <h2 className="section">{say('sign.title')}</h2>
      <p className="soft">{say('sign.why')}</p>
      <div className="row">
        <Button icon="pen" onClick={() => setSigning(true)}>
          {say('sign.write')}
        </Button>
        <TakePhoto
          word="sign.thumb"
          onPhoto={file => void keep(async () => encodeCanvas(await smallPhoto(file)))}
        />
      </div>
      {isSigning && (
        <SignBox
          onDone={made => {
            setSigning(false)
            void keep(async () => made)
          }}
          onFailed={() => void keep(() => Promise.reject(new Error('the browser wrote no picture')))}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  )
}

/** The phone's own camera through a file field: works in every browser, also inside WeChat. */
export function TakePhoto({
  word,
  isMain = false,
  onPhoto,
}: {
  word: PhoneKey
  isMain?: boolean
  onPhoto: (file: File) => void
}) {
  const { say } = useSpeech()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div>
      <input
        ref={input}
        className="hidden-input"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-label={say(word)}
        onChange={event => {
          const file = event.target.files?.[0]
          if (file) onPhoto(file)
          event.target.value = ''
        }}
      />
      <Button icon="camera" {...(isMain && { kind: 'main' as const })} onClick={() => input.current?.click()}>
        {say(word)}
      </Button>
    </div>
  )
}

function RecordVoice({
  onRecording,
  onFailed,
}: {
  onRecording: (recording: Recording) => void
  onFailed: () => void
}) {
  const { say } = useSpeech()
  const [running, setRunning] = useState<Recording | null>(null)
  const [seconds, setSeconds] = useState(0)
  const latest = useRef<Recording | null>(null)

  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setSeconds(passed => passed + 1), 1000)
    void running.done.finally(() => setRunning(null))
    return () => clearInterval(timer)
  }, [running])
  // Leaving the screen ends the recording; what was said so far is kept.
  useEffect(() => () => latest.current?.stop(), [])

  async function start(): Promise<void> {
    try {
      const recording = await startRecording()
      latest.current = recording
      setSeconds(0)
      setRunning(recording)
      onRecording(recording)
    } catch {
      onFailed()
    }
  }

  return running ? (
    <Button kind="danger" icon="voice" onClick={() => running.stop()}>
      {say('form.voiceStop', { seconds })}
    </Button>
  ) : (
    <Button icon="voice" onClick={() => void start()}>
      {say('form.voice')}
    </Button>
  )
}

interface RowParts {
  attachment: Attachment
  number: number
  phone: ScreenParts['phone']
  onDelete: () => void
}

const keptWords = { photo: 'form.photoOf', voice: 'form.voiceOf', signature: 'sign.of' } as const

/** A blur in the list; the picture itself only when it is tapped. */
function KeptRow({ attachment, number, phone, onDelete }: RowParts) {
  const { say } = useSpeech()
  const [isOpen, setOpen] = useState(false)
  const { kind, preview } = attachment
  const label = say(keptWords[kind], { number })
  return (
    <li className="kept">
      <div>
        {kind === 'voice' ? (
          <KeptSound attachment={attachment} phone={phone} label={label} />
        ) : (
          <button type="button" className="blurred" onClick={() => setOpen(true)}>
            {preview && <img src={preview} alt="" />}
            <span>{label}</span>
          </button>
        )}
      </div>
      {isOpen && (
        <Cover title={label}>
          <KeptPicture attachment={attachment} phone={phone} label={label} />
          <Button kind="main" onClick={() => setOpen(false)}>
            {say('act.back')}
          </Button>
        </Cover>
      )}
      <Button kind="quiet" onClick={onDelete}>
        {say('act.delete')}
      </Button>
    </li>
  )
}

type OpenedParts = Pick<RowParts, 'attachment' | 'phone'> & { label: string }

function KeptPicture({ attachment, phone, label }: OpenedParts) {
  const address = useKeptAddress(attachment, phone)
  return address && <img className="rub" src={address} alt={label} />
}

function KeptSound({ attachment, phone, label }: OpenedParts) {
  const address = useKeptAddress(attachment, phone)
  // biome-ignore lint/a11y/useMediaCaption: a visitor's own note has no captions
  return address && <audio controls src={address} aria-label={label} />
}

/** Opened from the sealed store only while it is on the screen. */
function useKeptAddress(attachment: Attachment, phone: ScreenParts['phone']): string | null {
  const [address, setAddress] = useState<string | null>(null)
  const { id, contentType } = attachment
  const { work } = phone
  useEffect(() => {
    let made: string | null = null
    let isGone = false
    void work.bytesOf(id).then(bytes => {
      if (!bytes || isGone) return
      made = URL.createObjectURL(new Blob([bytes], { type: contentType }))
      setAddress(made)
    })
    return () => {
      isGone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [id, contentType, work])
  return address
}
