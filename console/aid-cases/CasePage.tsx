// One case on one page: how it stands, what to do now, the work around it, and the story of how it came so far.
import { Button, Space } from 'antd'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { RecordNeedButton } from '../service-orders/RecordNeed.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { CaseActions } from './CaseActions.tsx'
import { CaseAlerts, CaseHead } from './CaseHead.tsx'
import { JoinPanel, MeetingPanel, RecheckPanel } from './MorePanels.tsx'
import { NeighbourPanel } from './NeighbourPanel.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import { ReferralPanel } from './ReferralPanel.tsx'
import { Story } from './Story.tsx'
import './cases.css'

export function CasePage() {
  const key = useKey()
  const aidCase = useAnswer('aidCase.get', key)
  return <Answered query={aidCase}>{value => <OneCase key={value.id} aidCase={value} />}</Answered>
}

function OneCase({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const works = may('aidCase:work')
  const nobodyThere = aidCase.stage === 'open' || aidCase.stage === 'acknowledged'
  return (
    <Page
      title={aidCase.trouble}
      above={<RegionBar code={aidCase.regionCode} to={region => paths.aidCases({ region, whose: 'all' })} />}
      actions={
        <Space wrap>
          <RecordNeedButton
            countyCode={aidCase.countyCode}
            elderId={aidCase.elderId}
            from={{ source: 'fromAidCase', id: aidCase.id }}
          />
          <Button onClick={() => go(paths.caseSheet(aidCase))}>{say('case.print')}</Button>
        </Space>
      }
    >
      <CaseAlerts aidCase={aidCase} />
      <CaseHead aidCase={aidCase} />
      {nobodyThere && works && may('elder:unmask') && <NeighbourPanel aidCase={aidCase} />}
      {works ? <CaseActions aidCase={aidCase} /> : <p className="soft">{say('case.onlyReading')}</p>}
      <div className="case-columns">
        <Panel title={say('case.story')}>
          <Story aidCase={aidCase} />
        </Panel>
        <div>
          <PlanPanel aidCase={aidCase} works={works} />
          <ReferralPanel aidCase={aidCase} works={works} />
          <MeetingPanel aidCase={aidCase} works={works} />
          <RecheckPanel aidCase={aidCase} works={works} />
          <JoinPanel aidCase={aidCase} works={works} />
        </div>
      </div>
    </Page>
  )
}
