// Photos of a place: what is on them, the day they were taken, shown one at a time.
import { FileImageOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { photoSubjects } from '../../domain/facilities/facility.ts'
import type { Facility, FacilityPhoto } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPhoto } from '../AddPhoto.tsx'
import { useDownloaded } from '../downloaded.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Loading, Nothing } from '../states.tsx'
import { stale } from './stale.ts'
import { optionsOf } from './standing.tsx'

export function PhotosPanel({ facility, photos }: { facility: Facility; photos: readonly FacilityPhoto[] }) {
  const say = useWords()
  const may = useMay()
  const [shown, setShown] = useState<string | null>(null)
  const photo = photos.find(one => one.id === shown)
  return (
    <Panel title={say('views.title')}>
      {photos.length === 0 ? (
        <Nothing>{say('views.none')}</Nothing>
      ) : (
        <div className="facility-photos">
          {photos.map(one => (
            <Button
              key={one.id}
              icon={<FileImageOutlined />}
              type={one.id === shown ? 'primary' : 'default'}
              onClick={() => setShown(one.id)}
            >
              {say('views.open', { subject: photoSubjects.words[one.subject], day: one.takenOn })}
            </Button>
          ))}
        </div>
      )}
      {photo && <Photo key={photo.id} facility={facility} photo={photo} />}
      {may('station:keep') && <Adding facility={facility} onAdded={setShown} />}
    </Panel>
  )
}

function Adding({ facility, onAdded }: { facility: Facility; onAdded: (id: string) => void }) {
  const say = useWords()
  const client = useQueryClient()
  const [subject, setSubject] = useState<FacilityPhoto['subject']>('gate')
  const [takenOn, setTakenOn] = useState(() => dayOf(new Date()))
  return (
    <Space wrap className="below no-print">
      <Select
        aria-label={say('views.subject')}
        value={subject as string}
        options={optionsOf(photoSubjects)}
        onChange={chosen => setSubject(photoSubjects.keys.find(key => key === chosen) ?? 'gate')}
      />
      <Input
        type="date"
        aria-label={say('views.day')}
        value={takenOn}
        max={dayOf(new Date())}
        onChange={event => setTakenOn(event.target.value)}
      />
      <AddPhoto
        word={say('views.add')}
        send={async (file, contentType) => {
          const photoId = newId()
          const { countyCode, id } = facility
          await upload('facility.addPhoto', { countyCode, id, photoId, subject, takenOn, contentType }, file)
          for (const name of stale) await client.invalidateQueries({ queryKey: [name] })
          onAdded(photoId)
        }}
      />
    </Space>
  )
}

function Photo({ facility, photo }: { facility: Facility; photo: FacilityPhoto }) {
  const say = useWords()
  const address = useDownloaded('facility.photo', {
    ...{ countyCode: facility.countyCode, id: facility.id, photoId: photo.id },
  })
  if (address === null) return <Loading />
  const words = { name: facility.name, subject: photoSubjects.words[photo.subject], day: photo.takenOn }
  return (
    <div className="facility-photo">
      <img src={address} alt={say('views.alt', words)} />
    </div>
  )
}
