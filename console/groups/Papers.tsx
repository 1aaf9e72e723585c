// Photos of the papers behind a membership: named, opened on demand because each opening is kept in the audit trail.
import { FileImageOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import type { MembershipEntry } from '../../domain/elders/groups/api.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPhoto } from '../AddPhoto.tsx'
import { useDownloaded } from '../downloaded.ts'
import { useWords } from '../language.tsx'
import { Loading } from '../states.tsx'

interface PapersProps {
  elder: Elder
  entry: MembershipEntry
  editable: boolean
}

export function Papers({ elder, entry, editable }: PapersProps) {
  const say = useWords()
  const [shown, setShown] = useState<number | null>(null)
  const document = shown === null ? undefined : entry.documents[shown]
  const canAdd = editable && entry.standing !== 'voided'
  if (entry.documents.length === 0 && !canAdd) return null
  return (
    <>
      {entry.documents.map((one, place) => (
        <Button key={one.id} icon={<FileImageOutlined />} onClick={() => setShown(place)}>
          {say('groups.photo', { number: place + 1 })}
        </Button>
      ))}
      {canAdd && <AddPaper elder={elder} entry={entry} />}
      {document && (
        <Photo
          title={say('groups.photo', { number: (shown ?? 0) + 1 })}
          input={{ countyCode: elder.countyCode, id: entry.id, documentId: document.id }}
          onClose={() => setShown(null)}
        />
      )}
    </>
  )
}

function AddPaper({ elder, entry }: Omit<PapersProps, 'editable'>) {
  const say = useWords()
  const client = useQueryClient()
  return (
    <AddPhoto
      word={say('groups.addPhoto')}
      send={async (file, contentType) => {
        const input = { countyCode: elder.countyCode, id: entry.id, documentId: newId(), contentType }
        await upload('membership.attach', input, file)
        await client.invalidateQueries({ queryKey: ['membership.history'] })
      }}
    />
  )
}

interface PhotoProps {
  title: string
  input: { countyCode: string; id: string; documentId: string }
  onClose: () => void
}

function Photo({ title, input, onClose }: PhotoProps) {
  const address = useDownloaded('membership.document', input, onClose)
  return (
    <Modal open width={820} title={title} footer={null} onCancel={onClose}>
      {address === null ? <Loading /> : <img className="paper-photo" src={address} alt={title} />}
    </Modal>
  )
}
