// Licences and the filing as a care home; what runs out is said before it does.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { type FacilityPaper, facilityPaperKinds } from '../../domain/facilities/facility.ts'
import type { Facility } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPaper } from '../AddPhoto.tsx'
import { useAct } from '../asking.ts'
import { EndDialog } from '../EndDialog.tsx'
import { KeptLines } from '../KeptLines.tsx'
import { KeptPaper } from '../KeptPaper.tsx'
import { useWords } from '../language.tsx'
import { PaperDialog, paperColumns } from '../PaperLines.tsx'
import { useMay } from '../session.tsx'
import { stale } from './stale.ts'

/** As the flag of the list; there the county's own setting decides. */
const soonDays = 60

export function PapersPanel({ facility, papers }: { facility: Facility; papers: readonly FacilityPaper[] }) {
  const say = useWords()
  const may = useMay()
  const [shown, setShown] = useState<string | null>(null)
  const keep = useAct('facility.keepPaper', stale)
  const end = useAct('facility.endPaper', stale)
  const manages = may('facility:manage')
  const key = { countyCode: facility.countyCode, id: facility.id }
  return (
    <KeptLines<FacilityPaper>
      title={say('deeds.title')}
      none={say('deeds.none')}
      words={{ add: say('deeds.add'), edit: say('kit.edit'), end: say('deeds.end') }}
      manages={manages}
      rows={papers}
      columns={[
        ...paperColumns<FacilityPaper>(say, facilityPaperKinds.words, soonDays),
        {
          key: 'scans',
          title: say('deeds.scans'),
          render: (_, row) => <Scans of={key} paper={row} manages={manages} onLook={setShown} />,
        },
      ]}
      form={(held, onClose) => (
        <PaperDialog
          title={say(held ? 'deeds.editTitle' : 'deeds.add')}
          words={facilityPaperKinds.words}
          held={held}
          usual="homeFiling"
          act={keep}
          keep={(input, onSuccess) => keep.mutate({ ...key, ...input }, { onSuccess })}
          onClose={onClose}
        />
      )}
      ending={(row, onClose) => (
        <EndDialog
          title={say('deeds.endTitle')}
          note={say('deeds.endNote', { name: facilityPaperKinds.words[row.kind] })}
          submit={say('deeds.end')}
          act={end}
          input={{ ...key, paperId: row.id, endedOn: dayOf(new Date()) }}
          onClose={onClose}
        />
      )}
    >
      {shown !== null && (
        <KeptPaper
          key={shown}
          operation="facility.scan"
          input={{ ...key, scanId: shown }}
          alt={say('deeds.scanAlt', { name: facility.name })}
          className="facility-scan"
        />
      )}
    </KeptLines>
  )
}

interface ScansProps {
  of: { countyCode: string; id: string }
  paper: FacilityPaper
  manages: boolean
  onLook: (scanId: string) => void
}

function Scans({ of, paper, manages, onLook }: ScansProps) {
  const say = useWords()
  const client = useQueryClient()
  return (
    <Space wrap className="no-print">
      {paper.scans.map((scanId, index) => (
        <Button key={scanId} size="small" onClick={() => onLook(scanId)}>
          {say('deeds.page', { number: index + 1 })}
        </Button>
      ))}
      {manages && (
        <AddPaper
          word={say('deeds.addScan')}
          send={async (file, contentType) => {
            const scanId = newId()
            await upload('facility.addScan', { ...of, paperId: paper.id, scanId, contentType }, file)
            for (const name of stale) await client.invalidateQueries({ queryKey: [name] })
            onLook(scanId)
          }}
        />
      )}
    </Space>
  )
}
