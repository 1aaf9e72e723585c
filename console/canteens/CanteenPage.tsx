// One place: how it stands at the top, its day, menu, regulars, papers and opening days behind tabs.
import { Alert, Button, Space, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Output } from '../../domain/api.ts'
import {
  canteenHosts,
  canteenKinds,
  canteenOperators,
  canteenStates,
  canteenTiers,
} from '../../domain/canteens/canteen.ts'
import { useFilters, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { SafetyTab } from '../canteen-safety/SafetyTab.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { CanteenDialog } from './CanteenDialog.tsx'
import { DayTab } from './DayTab.tsx'
import { MenuTab } from './MenuTab.tsx'
import { OpeningTab } from './OpeningTab.tsx'
import { PapersTab } from './PapersTab.tsx'
import { RegularsTab } from './RegularsTab.tsx'
import { ServingsTab } from './ServingsTab.tsx'
import { StateDialog } from './StateDialog.tsx'
import { LightTags } from './standing.tsx'
import './canteens.css'

export type CanteenParts = Output<'canteen.get'>

export function CanteenPage() {
  const key = useKey()
  const answer = useAnswer('canteen.get', key)
  return <Answered query={answer}>{value => <Shown parts={value} />}</Answered>
}

function Shown({ parts }: { parts: CanteenParts }) {
  const say = useWords()
  const may = useMay()
  const [filters, change] = useFilters()
  const [dialog, setDialog] = useState<'change' | 'state' | null>(null)
  const { canteen, stopped } = parts
  const runs = may('canteen:run')
  const tabs: { key: string; label: string; children: ReactNode }[] = [
    ...(runs
      ? [
          { key: 'day', label: say('canteen.tabDay'), children: <DayTab canteen={canteen} /> },
          { key: 'menu', label: say('canteen.tabMenu'), children: <MenuTab parts={parts} /> },
          { key: 'regulars', label: say('canteen.tabRegulars'), children: <RegularsTab canteen={canteen} /> },
        ]
      : [{ key: 'menu', label: say('canteen.tabMenu'), children: <MenuTab parts={parts} /> }]),
    { key: 'papers', label: say('canteen.tabPapers'), children: <PapersTab parts={parts} /> },
    { key: 'safety', label: say('safety.tab'), children: <SafetyTab canteen={canteen} /> },
    { key: 'opening', label: say('canteen.tabOpening'), children: <OpeningTab parts={parts} /> },
    ...(runs
      ? [{ key: 'servings', label: say('canteen.tabServings'), children: <ServingsTab canteen={canteen} /> }]
      : []),
  ]
  return (
    <Page
      title={canteen.name}
      above={<RegionBar code={canteen.regionCode} to={region => paths.canteens({ region })} />}
      actions={
        may('canteen:manage') && (
          <Space wrap>
            <Button onClick={() => setDialog('change')}>{say('canteen.change')}</Button>
            <Button onClick={() => setDialog('state')}>{say('canteen.changeState')}</Button>
          </Space>
        )
      }
    >
      {stopped && <Alert type="error" showIcon title={say('canteen.stopped', { why: stopped })} />}
      <Facts parts={parts} />
      <Tabs
        className="canteen-tabs"
        activeKey={tabs.some(tab => tab.key === filters.tab) ? (filters.tab ?? '') : (tabs[0]?.key ?? '')}
        items={tabs}
        onChange={tab => change({ tab, day: undefined, monday: undefined })}
        destroyOnHidden
      />
      {dialog === 'change' && (
        <CanteenDialog region={canteen.regionCode} held={canteen} onClose={() => setDialog(null)} />
      )}
      {dialog === 'state' && <StateDialog canteen={canteen} onClose={() => setDialog(null)} />}
    </Page>
  )
}

function Facts({ parts: { canteen, conditions } }: { parts: CanteenParts }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  const { areaSquareMeters } = canteen
  const met = (value: boolean | null) =>
    say(value === null ? 'canteen.notKnown' : value ? 'canteen.met' : 'canteen.unmet')
  return (
    <Panel>
      <dl className="facts">
        <Fact term={say('canteens.light')}>
          {canteenStates.words[canteen.state]} <LightTags light={canteen.light} troubles={canteen.troubles} />
        </Fact>
        <Fact term={say('canteens.kind')}>
          {`${canteenKinds.words[canteen.kind]}，${canteenTiers.words[canteen.tier]}`}
        </Fact>
        <Fact term={say('canteen.host')}>{`${canteenHosts.words[canteen.host]} · ${canteen.address}`}</Fact>
        <Fact term={say('canteen.operator')}>
          {[canteenOperators.words[canteen.operator], canteen.operatorName].filter(Boolean).join(' · ')}
        </Fact>
        <Fact term={say('canteen.seats')}>{canteen.seats}</Fact>
        <Fact term={say('canteen.mealsAtMost')}>
          {say('canteens.unitMeals', { count: canteen.mealsAtMost })}
        </Fact>
        <Fact term={say('canteen.area')}>
          {areaSquareMeters === null
            ? say('canteen.unknown')
            : say('canteen.areaShown', { area: areaSquareMeters })}
        </Fact>
      </dl>
      <Button type="link" className="no-print" onClick={() => setOpen(!open)} aria-expanded={open}>
        {say('canteen.conditions')}
      </Button>
      {open && (
        <>
          <p className="soft small">{say('canteen.conditionsNote')}</p>
          <ul className="canteen-conditions">
            {conditions.map(one => (
              <li key={one.says}>
                {one.says}：<b>{met(one.met)}</b> <span className="soft small">{one.source}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
