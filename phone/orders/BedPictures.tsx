// Pictures of a visit to a bed at home: taken while she is there, kept sealed, and sent after the visit.
import { bedPhotosAtMost } from '../../domain/home-care/bed-step.ts'
import { Button } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { type Opened, useWork } from '../open-phone.ts'
import type { BedToday } from './beds.ts'
import { TakeCovered } from './Pictures.tsx'

interface Parts {
  phone: Opened
  bed: BedToday['bed']
  visitId: string
}

/** Taken at this visit and not sent yet. */
export function useTaken(phone: Opened, visitId: string) {
  return useWork(phone.work).attachments.filter(one => one.visitId === visitId && one.state === 'draft')
}

export function BedPictures({ phone, bed, visitId }: Parts) {
  const { say } = useSpeech()
  const taken = useTaken(phone, visitId)
  const { countyCode, elderId, id: bedId } = bed
  return (
    <section className="bed-pictures" aria-label={say('beds.pictures')}>
      <h2 className="section">
        <span>{say('beds.pictures')}</span>
        <span>{taken.length}</span>
      </h2>
      {taken.map(({ id, preview }, index) => (
        <div key={id} className="card">
          <p className="line">
            {preview && <img className="blur" src={preview} alt="" />}
            <span>{say('beds.picture', { number: index + 1 })}</span>
          </p>
          <Button onClick={() => void phone.work.dropBedPicture(id)}>{say('beds.pictureDrop')}</Button>
        </div>
      ))}
      {taken.length < bedPhotosAtMost && (
        <TakeCovered
          word="beds.pictureTake"
          onKept={made => phone.work.keepBedPicture({ countyCode, elderId, bedId, visitId }, made)}
        />
      )}
      <p className="soft">{say('beds.pictureHelp')}</p>
    </section>
  )
}
