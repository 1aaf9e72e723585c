// The assessments of one elder's record: where she stands, how that changed, self-care, and her home.
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { abilityStandards } from '../../domain/assessments/ability-form.ts'
import type { AbilityRow, EarlierResult } from '../../domain/assessments/assessment.ts'
import { abilityStages } from '../../domain/assessments/stages.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import { AbilityTrend } from './AbilityTrend.tsx'
import { hasAbilityDraft } from './draft.ts'
import { EarlierDialog } from './EarlierDialog.tsx'
import { HomeSafetyPanel } from './HomeSafetyPanel.tsx'
import { ResultCard } from './ResultCard.tsx'
import { SelfCarePanel } from './SelfCarePanel.tsx'

export function AssessmentsPart({ elder }: { elder: Elder }) {
  const list = useAnswer('ability.list', { countyCode: elder.countyCode, elderId: elder.id })
  return (
    <div className="record">
      <div>
        <Answered query={list}>{({ rows }) => <Latest elder={elder} rows={rows} />}</Answered>
        <SelfCarePanel elder={elder} />
      </div>
      <div>
        <Answered query={list}>
          {({ rows, earlier }) => <History elder={elder} rows={rows} earlier={earlier} />}
        </Answered>
        <HomeSafetyPanel elder={elder} />
      </div>
    </div>
  )
}

const inForce = (row: AbilityRow) => row.stage === 'settled' || row.stage === 'told'

function Latest({ elder, rows }: { elder: Elder; rows: AbilityRow[] }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const standing = rows.find(inForce)
  const open = rows.find(row => ['awaitsSecond', 'differing', 'awaitsReview'].includes(row.stage))
  const isExpired = standing?.validUntil && standing.validUntil < dayOf(new Date())
  const key = { countyCode: elder.countyCode, id: elder.id }
  return (
    <Panel
      title={say('ability.title')}
      note={say('ability.standard')}
      extra={
        may('assessment:record') &&
        elder.endedOn === null && (
          <Button type="primary" onClick={() => go(paths.abilityForm(key))}>
            {say(hasAbilityDraft(elder.id) ? 'ability.resume' : 'ability.start')}
          </Button>
        )
      }
    >
      {standing?.result ? (
        <>
          <ResultCard result={standing.result} adjustments={standing.adjustments} />
          <p className="below result-day">
            {say('ability.assessedOn', { day: standing.assessedOn })} ·{' '}
            <span className={isExpired ? 'warn-text strong' : ''}>
              {say('ability.validUntil', { day: standing.validUntil ?? '' })}
              {isExpired && ` · ${say('ability.expired')}`}
            </span>{' '}
            <Go to={paths.ability(standing)}>{say('ability.openIt')}</Go>
          </p>
        </>
      ) : (
        <Nothing>{say('ability.none')}</Nothing>
      )}
      {open && (
        <Alert
          className="below"
          type="warning"
          showIcon
          title={say('ability.inProgress', { stage: abilityStages.words[open.stage] })}
          action={<Button onClick={() => go(paths.ability(open))}>{say('ability.openIt')}</Button>}
        />
      )}
    </Panel>
  )
}

function History({ elder, rows, earlier }: { elder: Elder; rows: AbilityRow[]; earlier: EarlierResult[] }) {
  const say = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const decided = rows.filter(row => row.result !== null)
  if (rows.length === 0 && earlier.length === 0 && !may('assessment:record')) return null
  return (
    <Panel
      title={say('ability.trend')}
      extra={
        may('assessment:record') && (
          <Button onClick={() => setAdding(true)}>{say('ability.addEarlier')}</Button>
        )
      }
    >
      {rows.length === 0 && <p className="soft">{say('ability.none')}</p>}
      {decided.length === 1 && <p className="soft">{say('ability.trendOne')}</p>}
      {decided.length > 1 && <AbilityTrend rows={decided} />}
      {rows.length > 0 && <HistoryTable rows={rows} />}
      {earlier.length > 0 && (
        <>
          <h3>{say('ability.earlier')}</h3>
          <ul className="rows">
            {earlier.map(one => (
              <li key={one.id}>
                <b>{one.level}</b> · {one.assessedOn} · {abilityStandards.words[one.standard]} ·{' '}
                {one.assessedBy}
              </li>
            ))}
          </ul>
        </>
      )}
      {adding && <EarlierDialog elder={elder} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

function HistoryTable({ rows }: { rows: AbilityRow[] }) {
  const say = useWords()
  return (
    <CardTable<AbilityRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'day',
          title: say('ability.day'),
          render: (_, row) => (
            <Go to={paths.ability(row)} className="strong nowrap">
              {row.assessedOn}
            </Go>
          ),
        },
        {
          key: 'total',
          title: say('ability.total'),
          align: 'right',
          render: (_, row) => row.result?.total ?? '—',
        },
        {
          key: 'level',
          title: say('ability.level'),
          render: (_, row) => (row.result ? abilityLevels.words[row.result.finalLevel] : '—'),
        },
        { key: 'stage', title: say('ability.stage'), render: (_, row) => abilityStages.words[row.stage] },
        {
          key: 'assessors',
          title: say('ability.assessors'),
          render: (_, row) => [row.firstName, row.secondName].filter(Boolean).join('、'),
        },
      ]}
    />
  )
}
