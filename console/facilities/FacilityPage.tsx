// One place: how it stands at the top, its facts and papers on the left, its story and signs of life on the right.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { facilityKinds } from '../../domain/facilities/facility.ts'
import type { FacilityParts } from '../../domain/facilities/site.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { ActivityPanel } from './ActivityPanel.tsx'
import { EquipmentPanel } from './EquipmentPanel.tsx'
import { FacilityDialog } from './FacilityDialog.tsx'
import { FactsPanel } from './FactsPanel.tsx'
import { FilingPanel } from './FilingPanel.tsx'
import { PapersPanel } from './PapersPanel.tsx'
import { PhotosPanel } from './PhotosPanel.tsx'
import { QuestionsPanel } from './QuestionsPanel.tsx'
import { StateDialog } from './StateDialog.tsx'
import { StoryPanel } from './StoryPanel.tsx'
import './facilities.css'

export function FacilityPage() {
  const key = useKey()
  const answer = useAnswer('facility.get', key)
  return <Answered query={answer}>{value => <Shown parts={value} />}</Answered>
}

function Shown({ parts }: { parts: FacilityParts }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const [dialog, setDialog] = useState<'change' | 'state' | null>(null)
  const { facility } = parts
  const kind = facilityKinds.words[facility.kind]
  const named = facility.name.includes(kind) ? facility.name : `${facility.name}（${kind}）`
  return (
    <Page
      title={named}
      tabTitle={facility.name}
      above={<RegionBar code={facility.regionCode} to={region => paths.network({ region })} />}
      actions={
        <Space wrap>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('network.print')}
          </Button>
          {facility.beds > 0 && (
            <Button onClick={() => go(paths.stayHome(facility))}>{say('stays.bedMap')}</Button>
          )}
          {may('facility:manage') && (
            <>
              <Button onClick={() => setDialog('state')}>{say('facility.changeState')}</Button>
              <Button type="primary" onClick={() => setDialog('change')}>
                {say('facility.change')}
              </Button>
            </>
          )}
        </Space>
      }
    >
      <div className="facility-columns">
        <div>
          <FactsPanel facility={facility} />
          <FilingPanel parts={parts} />
          <PapersPanel facility={facility} papers={parts.papers} />
          <EquipmentPanel facility={facility} equipment={parts.equipment} />
        </div>
        <div>
          <QuestionsPanel facility={facility} questions={parts.questions} />
          <ActivityPanel facility={facility} activities={parts.activities} />
          <PhotosPanel facility={facility} photos={parts.photos} />
          <StoryPanel facility={facility} states={parts.states} changes={parts.changes} />
        </div>
      </div>
      {dialog === 'change' && (
        <FacilityDialog region={facility.regionCode} held={parts} onClose={() => setDialog(null)} />
      )}
      {dialog === 'state' && <StateDialog facility={facility} onClose={() => setDialog(null)} />}
    </Page>
  )
}
