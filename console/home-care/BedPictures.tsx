// Pictures of a visit to a bed: blurred in the list, opened on purpose, and only where visits may be looked into.
import { useEffect, useState } from 'react'
import type { BedVisit } from '../../domain/home-care/home-bed.ts'
import { download } from '../../ui/client.ts'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { useSentence } from '../states.tsx'

interface PicturesProps {
  visit: BedVisit
  countyCode: string
}

export function BedPictures({ visit, countyCode }: PicturesProps) {
  const say = useWords()
  const may = useMay()
  const whole = visit.photos.filter(({ isWhole }) => isWhole)
  const coming = visit.photos.length - whole.length
  if (visit.photos.length === 0) return null
  return (
    <>
      {may('homeCare:read') ? (
        <div className="attachments">
          {whole.map(photo => (
            <BedPicture key={photo.id} countyCode={countyCode} photo={photo} />
          ))}
        </div>
      ) : (
        whole.length > 0 && <div className="soft small">{say('bed.pictures', { count: whole.length })}</div>
      )}
      {coming > 0 && <div className="soft small">{say('bed.picturesComing', { count: coming })}</div>}
    </>
  )
}

/** Each look is audited, so it is fetched only when somebody asks to see it. */
function BedPicture({ countyCode, photo }: { countyCode: string; photo: BedVisit['photos'][number] }) {
  const say = useWords()
  const sentence = useSentence()
  const [address, setAddress] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  if (trouble) return <span className="warn-text">{trouble}</span>
  if (address) return <img src={address} alt={say('bed.picture')} />
  return (
    <button
      type="button"
      className="blurred"
      onClick={() =>
        download('homeBed.photo', { countyCode, photoId: photo.id }).then(
          ({ blob }) => setAddress(URL.createObjectURL(blob)),
          error => setTrouble(sentence(error)),
        )
      }
    >
      {photo.preview && <img src={photo.preview} alt={say('visit.blurred')} />}
      <span>{say('visit.openPhoto')}</span>
    </button>
  )
}
