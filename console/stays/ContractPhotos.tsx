// The signed page of a contract, taken in as a photo and looked at when asked for.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { Stay } from '../../domain/stays/stay.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPaper } from '../AddPhoto.tsx'
import { KeptPaper } from '../KeptPaper.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'

export function ContractPhotos({ stay, contract }: { stay: Stay; contract: Stay['contracts'][number] }) {
  const say = useWords()
  const client = useQueryClient()
  const may = useMay()
  const [shown, setShown] = useState<string | null>(null)
  if (!may('stay:work')) return null
  const { countyCode, id } = stay
  return (
    <>
      <Space wrap className="no-print">
        {contract.photos.map((photoId, index) => (
          <Button key={photoId} size="small" onClick={() => setShown(photoId)}>
            {say('stays.page', { number: index + 1 })}
          </Button>
        ))}
        <AddPaper
          word={say('stays.addPage')}
          send={async (file, contentType) => {
            const input = { countyCode, id, contractId: contract.id, photoId: newId(), contentType }
            await upload('stay.addPhoto', input, file)
            await client.invalidateQueries({ queryKey: ['stay.get'] })
          }}
        />
      </Space>
      {shown !== null && (
        <KeptPaper
          key={shown}
          operation="stay.photo"
          input={{ countyCode, id, photoId: shown }}
          alt={say('stays.signedPage')}
          className="stay-photo"
        />
      )}
    </>
  )
}
