// The photos of a sheet beside what is typed from them; each opening is kept in the audit trail, so none opens by itself.
import { FileImageOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { DutySheet } from '../../domain/duty-sheets/sheet.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPhoto } from '../AddPhoto.tsx'
import { useDownloaded } from '../downloaded.ts'
import { instantText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { Loading } from '../states.tsx'

export function SheetPhotos({ sheet }: { sheet: DutySheet }) {
  const say = useWords()
  const [shown, setShown] = useState<string | null>(null)
  const number = sheet.photos.findIndex(one => one.id === shown) + 1
  const photo = sheet.photos[number - 1]
  return (
    <aside className="sheet-photos">
      <Space wrap>
        {sheet.state !== 'voided' && <AddSheetPhoto sheet={sheet} onAdded={setShown} />}
        {sheet.photos.map((one, index) => (
          <Button key={one.id} icon={<FileImageOutlined />} onClick={() => setShown(one.id)}>
            {say('sheet.openPhoto', { number: index + 1 })}
          </Button>
        ))}
      </Space>
      {sheet.photos.length === 0 && sheet.state !== 'voided' && (
        <p className="soft">{say('sheet.noPhoto')}</p>
      )}
      {photo && (
        <p className="soft small">
          {say('sheet.photoBy', { by: photo.addedByName ?? '', at: instantText(photo.addedAt) })}
        </p>
      )}
      {shown !== null && (
        <Photo
          key={shown}
          alt={say('sheet.photoAlt', { number })}
          input={{ countyCode: sheet.countyCode, id: sheet.id, photoId: shown }}
        />
      )}
    </aside>
  )
}

function AddSheetPhoto({ sheet, onAdded }: { sheet: DutySheet; onAdded: (id: string) => void }) {
  const say = useWords()
  const client = useQueryClient()
  return (
    <AddPhoto
      word={say('sheet.addPhoto')}
      send={async (file, contentType) => {
        const photoId = newId()
        const input = { countyCode: sheet.countyCode, id: sheet.id, photoId, contentType }
        await upload('dutySheet.addPhoto', input, file)
        await client.invalidateQueries({ queryKey: ['dutySheet.get'] })
        onAdded(photoId)
      }}
    />
  )
}

interface PhotoProps {
  alt: string
  input: { countyCode: string; id: string; photoId: string }
}

function Photo({ alt, input }: PhotoProps) {
  const say = useWords()
  const address = useDownloaded('dutySheet.photo', input)
  const [turns, setTurns] = useState(0)
  const [size, setSize] = useState(100)
  if (address === null) return <Loading />
  return (
    <>
      <Space wrap className="sheet-photo-acts">
        <Button onClick={() => setTurns((turns + 1) % 4)}>{say('sheet.turn')}</Button>
        <Button disabled={size >= 300} onClick={() => setSize(size + 50)}>
          {say('sheet.bigger')}
        </Button>
        <Button disabled={size <= 100} onClick={() => setSize(size - 50)}>
          {say('sheet.smaller')}
        </Button>
      </Space>
      {/* A link can be reached by the keyboard, so that an enlarged photo can be scrolled with the arrow keys. */}
      <div className="sheet-photo">
        <a href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={alt} style={{ width: `${size}%`, rotate: `${turns * 90}deg` }} />
        </a>
      </div>
    </>
  )
}
