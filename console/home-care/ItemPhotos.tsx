// One item before and after, side by side; each opening is kept in the audit trail, so they open one item at a time.
import { useQueryClient } from '@tanstack/react-query'
import { adaptationItem } from '../../domain/assessments/adaptation.ts'
import {
  type PhotoMoment,
  type Project,
  type ProjectPhoto,
  photoMoments,
} from '../../domain/home-care/project.ts'
import { needsBefore } from '../../domain/home-care/project-rules.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPhoto } from '../AddPhoto.tsx'
import { useDownloaded } from '../downloaded.ts'
import { instantText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Loading } from '../states.tsx'

interface OfItem {
  project: Project
  item: number
}

export function ItemPhotos({ project, item }: OfItem) {
  return (
    <div className="before-after">
      <Side project={project} item={item} moment="beforeWorks" />
      <Side project={project} item={item} moment="afterWorks" />
    </div>
  )
}

function Side({ project, item, moment }: OfItem & { moment: PhotoMoment }) {
  const say = useWords()
  const may = useMay()
  const client = useQueryClient()
  const photos = project.photos.filter(photo => photo.item === item && photo.moment === moment)
  const needed = moment === 'afterWorks' || needsBefore(item)
  const open =
    !['worksAccepted', 'lookedBack', 'worksCancelled'].includes(project.stage) &&
    (moment === 'beforeWorks' ? project.startedOn === null : project.startedOn !== null)
  return (
    <section>
      <h3>{photoMoments.words[moment]}</h3>
      {photos.length === 0 && (
        <p className="soft">
          {say(
            !needed ? 'adapt.noBeforeNeeded' : moment === 'beforeWorks' ? 'adapt.noBefore' : 'adapt.noAfter',
          )}
        </p>
      )}
      {photos.map(photo => (
        <Photo key={photo.id} project={project} photo={photo} />
      ))}
      {open && may('homeCare:accept') && (
        <AddPhoto
          word={say(moment === 'beforeWorks' ? 'adapt.addBefore' : 'adapt.addAfter')}
          send={async (file, contentType) => {
            const input = { countyCode: project.countyCode, id: project.id, photoId: newId(), item, moment }
            await upload('adaptation.addPhoto', { ...input, contentType }, file)
            await client.invalidateQueries({ queryKey: ['adaptation.get'] })
          }}
        />
      )}
    </section>
  )
}

function Photo({ project, photo }: { project: Project; photo: ProjectPhoto }) {
  const say = useWords()
  const address = useDownloaded('adaptation.photo', {
    ...{ countyCode: project.countyCode, id: project.id, photoId: photo.id },
  })
  const moment = photoMoments.words[photo.moment]
  return (
    <figure>
      {address === null ? (
        <Loading />
      ) : (
        <a href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={say('adapt.photoAlt', { item: adaptationItem(photo.item).name, moment })} />
        </a>
      )}
      <figcaption className="soft small">
        {say('adapt.photoBy', { moment, by: photo.addedByName ?? '', at: instantText(photo.addedAt) })}
      </figcaption>
    </figure>
  )
}
