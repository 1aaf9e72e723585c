// Pictures before and after: taken with the phone's own camera, faces covered, kept sealed until there is a line.
import { useState } from 'react'
import type { CarriedOrder } from '../../domain/service-orders/carried.ts'
import type { Attachment } from '../attachments.ts'
import { Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { PhoneKey } from '../messages/zh.ts'
import { type Opened, useWork } from '../open-phone.ts'
import { CoverFaces } from '../visits/CoverFaces.tsx'
import { TakePhoto } from '../visits/KeptMedia.tsx'
import { smallPhoto } from '../visits/photo.ts'
import { previewOf } from '../visits/preview.ts'
import type { Kept } from '../work.ts'
import { keepPicture } from './stepping.ts'
import type { OrderToday, Picture } from './today.ts'

interface PictureStepParts {
  phone: Opened
  order: CarriedOrder
  picture: Picture
}

export function PictureStep({ phone, order, picture }: PictureStepParts) {
  return (
    <TakeCovered
      isMain
      word={`orders.next.${picture}`}
      onKept={made => keepPicture(phone, order, picture, made)}
    />
  )
}

interface TakeCoveredParts {
  word: PhoneKey
  isMain?: boolean
  onKept: (made: Kept) => Promise<void>
}

/** Taken, faces covered, and only then kept. */
export function TakeCovered({ word, isMain = false, onKept }: TakeCoveredParts) {
  const { say } = useSpeech()
  const [failed, setFailed] = useState(false)
  /** Not covered yet; nowhere but here. */
  const [uncovered, setUncovered] = useState<HTMLCanvasElement | null>(null)

  async function keep(made: Kept): Promise<void> {
    setUncovered(null)
    await onKept({ ...made, preview: await previewOf(made.blob) })
  }

  const fail = () => {
    setUncovered(null)
    setFailed(true)
  }
  return (
    <>
      {failed && <Notice kind="danger">{say('form.photoFailed')}</Notice>}
      <TakePhoto
        isMain={isMain}
        word={word}
        onPhoto={file => {
          setFailed(false)
          void smallPhoto(file).then(setUncovered, fail)
        }}
      />
      {uncovered && (
        <CoverFaces
          photo={uncovered}
          onDone={made => void keep(made).catch(fail)}
          onFailed={fail}
          onDrop={() => setUncovered(null)}
        />
      )}
    </>
  )
}

const marks: Partial<Record<Attachment['state'], string>> = {
  queued: 'warn',
  sent: 'good',
  refused: 'danger',
}

/** What was taken on this phone, and where it is. */
export function Pictures({ phone, found }: { phone: Opened; found: OrderToday }) {
  const { say } = useSpeech()
  const taken = useWork(phone.work).attachments.filter(
    ({ order, state }) => order?.id === found.order.id && state !== 'draft',
  )
  if (taken.length === 0) return null
  return (
    <div className="card">
      <span className="name">{say('orders.pictures')}</span>
      {taken.map(({ id, order, state, preview, sizeBytes, receivedBytes }) => (
        <p key={id} className="line">
          <span>
            {preview && <img className="blur" src={preview} alt="" />}{' '}
            {say(`orders.picture.${order?.kind as Picture}`)}
          </span>
          <span className={`mark ${marks[state] ?? ''}`}>
            {state === 'queued' && receivedBytes > 0
              ? say('orders.picture.share', { share: Math.floor((receivedBytes / sizeBytes) * 100) })
              : say(`orders.picture.${state as 'sent'}`)}
          </span>
        </p>
      ))}
    </div>
  )
}
