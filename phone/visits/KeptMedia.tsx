// Photos and voice notes of a visit: taken, looked at, thrown away.
import { useEffect, useRef, useState } from 'react'
import type { Attachment, AttachmentType } from '../attachments.ts'
import { Button, Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { PhoneKey } from '../messages/zh.ts'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { VisitDraft } from './draft.ts'
import { smallPhoto } from './photo.ts'
import { canRecord, type Recording, startRecording } from './voice.ts'

const mostAttachments = 12

interface MediaParts {
  draft: VisitDraft
  phone: ScreenParts['phone']
}

export function KeptMedia({ draft, phone }: MediaParts) {
  const { say } = useSpeech()
  const { attachments } = useWork(phone.work)
  const [trouble, setTrouble] = useState<PhoneKey | null>(null)
  const kept = attachments.filter(one => draft.attachmentIds.includes(one.id))
  const isFull = kept.length >= mostAttachments

  async function keep(
    kind: Attachment['kind'],
    make: () => Promise<{ blob: Blob; contentType: AttachmentType } | null>,
  ): Promise<void> {
    setTrouble(null)
    try {
      const made = await make()
      if (made) await phone.work.attach(draft.elderId, kind, made)
      else setTrouble(kind === 'photo' ? 'form.photoFailed' : 'form.voiceFailed')
    } catch {
      setTrouble(kind === 'photo' ? 'form.photoFailed' : 'form.voiceFailed')
    }
  }

  return (
    <section>
      {trouble && <Notice kind="danger">{say(trouble)}</Notice>}
      {isFull ? (
        <Notice kind="info">{say('form.tooMany')}</Notice>
      ) : (
        <div className="row">
          <TakePhoto onPhoto={file => void keep('photo', () => smallPhoto(file))} />
          {canRecord() && (
            <RecordVoice
              onRecording={recording => void keep('voice', () => recording.done)}
              onFailed={() => setTrouble('form.voiceFailed')}
            />
          )}
        </div>
      )}
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
      <p />
    </section>
  )
}

/** The phone's own camera through a file field: works in every browser, also inside WeChat. */
function TakePhoto({ onPhoto }: { onPhoto: (file: File) => void }) {
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
        aria-label={say('form.photo')}
        onChange={event => {
          const file = event.target.files?.[0]
          if (file) onPhoto(file)
          event.target.value = ''
        }}
      />
      <Button icon="camera" onClick={() => input.current?.click()}>
        {say('form.photo')}
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

function KeptRow({ attachment, number, phone, onDelete }: RowParts) {
  const { say } = useSpeech()
  const address = useKeptAddress(attachment, phone)
  const label = say(attachment.kind === 'photo' ? 'form.photoOf' : 'form.voiceOf', { number })
  return (
    <li className="kept">
      <div>
        {address && attachment.kind === 'photo' && <img src={address} alt={label} />}
        {/* biome-ignore lint/a11y/useMediaCaption: a visitor's own note has no captions */}
        {address && attachment.kind === 'voice' && <audio controls src={address} aria-label={label} />}
      </div>
      <Button kind="quiet" onClick={onDelete}>
        {say('act.delete')}
      </Button>
    </li>
  )
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
