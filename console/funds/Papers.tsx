// Papers of a sum, a batch or a project: scans and photos, opened one at a time.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import type { OperationName } from '../../domain/api.ts'
import {
  type FundPaper,
  type FundThing,
  milestoneKinds,
  type PaperKind,
  paperKinds,
} from '../../domain/funds/fund.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPhoto } from '../AddPhoto.tsx'
import { useDownloaded } from '../downloaded.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Loading, Nothing } from '../states.tsx'

interface PapersProps {
  thing: FundThing
  thingKey: { countyCode: string; id: string }
  papers: readonly FundPaper[]
  /** The question that shows them. */
  refreshes: OperationName
}

export function Papers({ thing, thingKey, papers, refreshes }: PapersProps) {
  const say = useWords()
  const may = useMay()
  const [shown, setShown] = useState<string | null>(null)
  const mayAdd = may('fund:plan') || may('fund:pay') || may('fund:accept')
  return (
    <Panel title={say('fund.papers')}>
      {papers.length === 0 && <Nothing>{say('fund.papersNone')}</Nothing>}
      <ul className="fund-rows">
        {papers.map(paper => (
          <li key={paper.id}>
            <div>
              <b>{paper.title}</b>
              <div className="soft small">
                {paperKinds.words[paper.kind]}
                {paper.milestone && ` · ${milestoneKinds.words[paper.milestone]}`}
                {' · '}
                {say('fund.paperBy', { by: paper.addedByName ?? '', at: instantText(paper.addedAt) })}
              </div>
            </div>
            <Button onClick={() => setShown(shown === paper.id ? null : paper.id)}>
              {say('fund.openPaper')}
            </Button>
          </li>
        ))}
      </ul>
      {shown !== null && (
        <Photo key={shown} countyCode={thingKey.countyCode} id={shown} title={say('fund.papers')} />
      )}
      {mayAdd && <AddPaper thing={thing} thingKey={thingKey} refreshes={refreshes} onAdded={setShown} />}
    </Panel>
  )
}

function Photo({ countyCode, id, title }: { countyCode: string; id: string; title: string }) {
  const address = useDownloaded('fundPaper.read', { countyCode, id })
  return address === null ? <Loading /> : <img className="fund-paper-photo" src={address} alt={title} />
}

function AddPaper({
  thing,
  thingKey,
  refreshes,
  onAdded,
}: Omit<PapersProps, 'papers'> & { onAdded: (id: string) => void }) {
  const say = useWords()
  const client = useQueryClient()
  const [kind, setKind] = useState<PaperKind>(thing === 'fundProject' ? 'progressPhoto' : 'issueDocument')
  const [title, setTitle] = useState('')
  const send = async (file: File, contentType: 'image/jpeg' | 'image/png' | 'image/webp') => {
    const id = newId()
    const named = title.trim() || paperKinds.words[kind]
    await upload(
      'fundPaper.add',
      { countyCode: thingKey.countyCode, id, thing, thingId: thingKey.id, kind, title: named, contentType },
      file,
    )
    await client.invalidateQueries({ queryKey: [refreshes] })
    setTitle('')
    onAdded(id)
  }
  return (
    <Space wrap className="below no-print fund-upload">
      <Labelled word={say('fund.paperKind')}>
        {id => (
          <Select<PaperKind>
            id={id}
            value={kind}
            style={{ minWidth: 170 }}
            options={paperKinds.keys.map(value => ({ value, label: paperKinds.words[value] }))}
            onChange={setKind}
          />
        )}
      </Labelled>
      <Labelled word={say('fund.paperTitle')}>
        {id => (
          <Input id={id} value={title} maxLength={60} onChange={event => setTitle(event.target.value)} />
        )}
      </Labelled>
      <AddPhoto word={say('fund.choosePhoto')} send={send} />
    </Space>
  )
}
