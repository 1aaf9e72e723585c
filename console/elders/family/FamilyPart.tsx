// 家庭: the house with those who live in it, those who have left, whom to call first, and what has changed.
import { Alert, Button, Dropdown } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../domain/api.ts'
import { type Elder, elderGroups } from '../../../domain/elders/elder.ts'
import type { Household } from '../../../domain/elders/household.ts'

import { useAnswer } from '../../asking.ts'
import { Panel } from '../../frame/Page.tsx'
import { useWords } from '../../language.tsx'
import { useMay } from '../../session.tsx'
import { Answered } from '../../states.tsx'
import { CallList } from './CallList.tsx'
import { HouseHistory } from './HouseHistory.tsx'
import { HouseholdDialog } from './HouseholdDialog.tsx'
import { HousePicture } from './HousePicture.tsx'
import { JoinDialog } from './JoinDialog.tsx'
import { KinDialog } from './KinDialog.tsx'
import { KinHistory } from './KinHistory.tsx'
import { SplitDialog } from './SplitDialog.tsx'
import './family.css'

export function FamilyPart({ elder }: { elder: Elder }) {
  const { countyCode } = elder
  const house = useAnswer('household.get', { countyCode, id: elder.householdId })
  const kin = useAnswer('kin.list', { countyCode, elderId: elder.id })
  return (
    <Answered query={house}>
      {household => (
        <Answered query={kin}>
          {listed => <Family elder={elder} household={household} listed={listed} />}
        </Answered>
      )}
    </Answered>
  )
}

interface FamilyProps {
  elder: Elder
  household: Household
  listed: Output<'kin.list'>
}

function Family({ elder, household, listed }: FamilyProps) {
  const say = useWords()
  const may = useMay()
  const standing = listed.kin.filter(one => one.endedOn === null)
  const past = listed.kin.filter(one => one.endedOn !== null)
  const editable = may('elder:edit') && elder.endedOn === null
  return (
    <div className="family">
      <Findings listed={listed} />
      <Panel
        title={say('family.house')}
        extra={editable && <HouseActions elder={elder} household={household} />}
      >
        <HousePicture elder={elder} household={household} kin={standing} />
      </Panel>
      <Panel title={say('family.order')} extra={editable && <AddButton elder={elder} />}>
        <CallList elder={elder} kin={standing} past={past} editable={editable} />
      </Panel>
      <div className="family-histories">
        <Panel title={say('family.history')}>
          <HouseHistory elder={elder} household={household} editable={editable} />
        </Panel>
        <Panel title={say('family.kinHistory')}>
          <KinHistory changes={listed.changes} />
        </Panel>
      </div>
    </div>
  )
}

function Findings({ listed: { findings, unclear } }: { listed: Output<'kin.list'> }) {
  const say = useWords()
  return (
    <>
      {findings.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={say('family.findings')}
          description={
            <>
              <ul className="family-findings">
                {findings.map(finding => (
                  <li key={finding.group}>
                    <b>{elderGroups.words[finding.group]}</b>
                    {finding.since && say('family.findingSince', { day: finding.since })} {finding.evidence}
                  </li>
                ))}
              </ul>
              <span className="soft">{say('family.findingHelp')}</span>
            </>
          }
        />
      )}
      {unclear.length > 0 && (
        <Alert type="warning" showIcon title={say('family.unclear', { names: unclear.join('、') })} />
      )}
    </>
  )
}

function AddButton({ elder }: { elder: Elder }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {say('family.add')}
      </Button>
      {open && <KinDialog elder={elder} kin={null} onClose={() => setOpen(false)} />}
    </>
  )
}

type HouseAct = 'change' | 'split' | 'join'

function HouseActions({ elder, household }: { elder: Elder; household: Household }) {
  const say = useWords()
  const [dialog, setDialog] = useState<HouseAct | null>(null)
  const close = () => setDialog(null)
  const items = (['split', 'join'] as const).map(key => ({
    key,
    label: say(`house.${key}`),
    onClick: () => setDialog(key),
  }))
  return (
    <span className="family-actions">
      <Button onClick={() => setDialog('change')}>{say('house.change')}</Button>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button>{say('house.move')}</Button>
      </Dropdown>
      {dialog === 'change' && <HouseholdDialog household={household} onClose={close} />}
      {dialog === 'split' && <SplitDialog elder={elder} household={household} onClose={close} />}
      {dialog === 'join' && <JoinDialog household={household} onClose={close} />}
    </span>
  )
}
