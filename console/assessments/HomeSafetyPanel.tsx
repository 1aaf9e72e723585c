// The home: the last check, what it proposes from the list of 30, and the plan made of it line by line.
import { Button, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import {
  type AdaptationState,
  adaptationItem,
  adaptationItems,
  adaptationKinds,
  adaptationStates,
  homeParts,
} from '../../domain/assessments/adaptation.ts'
import type { AdaptationLine, HomeCheck } from '../../domain/assessments/assessment.ts'
import { homeHazards } from '../../domain/assessments/home-safety.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'

export function HomeSafetyPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const list = useAnswer('homeSafety.list', { countyCode: elder.countyCode, elderId: elder.id })
  const editable = may('assessment:record') && elder.endedOn === null
  return (
    <Panel
      title={say('home.title')}
      extra={
        editable && (
          <Button onClick={() => go(paths.homeCheck({ countyCode: elder.countyCode, id: elder.id }))}>
            {say('home.start')}
          </Button>
        )
      }
    >
      <Answered query={list}>
        {({ rows: [latest, ...older] }) =>
          latest ? (
            <>
              <Check check={latest} />
              <Plan key={latest.id} check={latest} editable={editable} />
              {older.length > 0 && (
                <details className="definition">
                  <summary>{say('home.older')}</summary>
                  {older.map(check => (
                    <Check key={check.id} check={check} />
                  ))}
                </details>
              )}
            </>
          ) : (
            <Nothing>{say('home.none')}</Nothing>
          )
        }
      </Answered>
    </Panel>
  )
}

function Check({ check }: { check: HomeCheck }) {
  const say = useWords()
  const { hazards, lines } = check
  const planned = lines.filter(line => line.state === 'plannedWork').length
  return (
    <div className="home-check">
      <p className="soft">{say('home.checkedOn', { day: check.checkedOn, name: check.checkedByName })}</p>
      <p>
        {hazards.length === 0 ? say('home.noHazards') : say('home.hazards', { count: hazards.length })}
        {' · '}
        {lines.length === 0
          ? say('home.noProposals')
          : say('home.proposals', { count: lines.length, planned })}
      </p>
      {hazards.length > 0 && (
        <p className="tags">
          {hazards.map(hazard => (
            <Tag key={hazard}>{homeHazards.words[hazard]}</Tag>
          ))}
        </p>
      )}
      {check.note && <p className="visit-note">{check.note}</p>}
    </div>
  )
}

function Plan({ check, editable }: { check: HomeCheck; editable: boolean }) {
  const say = useWords()
  const notice = useNotice()
  const [chosen, setChosen] = useState<Record<number, AdaptationState>>({})
  const plan = useAct('homeSafety.plan', ['homeSafety.list'])
  const added = Object.keys(chosen)
    .map(Number)
    .filter(item => !check.lines.some(line => line.item === item))
  const lines: Pick<AdaptationLine, 'item' | 'reason' | 'state'>[] = [
    ...check.lines,
    ...added.map(item => ({ item, reason: say('home.addWhy'), state: 'plannedWork' as const })),
  ].sort((one, other) => one.item - other.item)
  const changed = lines.filter(
    ({ item, state }) => added.includes(item) || (chosen[item] !== undefined && chosen[item] !== state),
  )
  const save = () =>
    plan.mutate(
      {
        ...{ countyCode: check.countyCode, id: check.id },
        lines: changed.map(({ item, state }) => ({ item, state: chosen[item] ?? state, note: null })),
      },
      {
        onSuccess: () => {
          setChosen({})
          notice.done(say('home.planned'))
        },
      },
    )
  return (
    <>
      <ul className="plan-lines">
        {lines.map(line => (
          <PlanLine
            key={line.item}
            line={{ ...line, state: chosen[line.item] ?? line.state }}
            editable={editable}
            onChoose={state => setChosen({ ...chosen, [line.item]: state })}
          />
        ))}
      </ul>
      {editable && (
        <div className="assess-buttons below">
          <Select<number | null>
            className="plan-add"
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            placeholder={say('home.addItem')}
            aria-label={say('home.addItem')}
            options={adaptationItems
              .filter(item => !lines.some(line => line.item === item.number))
              .map(item => ({
                value: item.number,
                label: `${item.number} ${homeParts.words[item.part]}：${item.name}`,
              }))}
            onChange={item => item !== null && setChosen({ ...chosen, [item]: 'plannedWork' })}
          />
          <Button type="primary" disabled={changed.length === 0} loading={plan.isPending} onClick={save}>
            {say('home.plan')}
          </Button>
        </div>
      )}
      {plan.isError && <Trouble error={plan.error} />}
    </>
  )
}

interface PlanLineProps {
  line: Pick<AdaptationLine, 'item' | 'reason' | 'state'>
  editable: boolean
  onChoose: (state: AdaptationState) => void
}

function PlanLine({ line, editable, onChoose }: PlanLineProps) {
  const item = adaptationItem(line.item)
  return (
    <li className={`plan-line ${line.state}`}>
      <div>
        <b>
          {item.number}. {homeParts.words[item.part]} · {item.name}
        </b>{' '}
        <Tag color={item.kind === 'basicItem' ? 'processing' : 'default'}>
          {adaptationKinds.words[item.kind]}
        </Tag>
        <div className="soft small">{line.reason}</div>
      </div>
      {editable ? (
        <Segmented<AdaptationState>
          value={line.state}
          aria-label={item.name}
          options={adaptationStates.keys.map(key => ({ value: key, label: adaptationStates.words[key] }))}
          onChange={onChoose}
        />
      ) : (
        <span>{adaptationStates.words[line.state]}</span>
      )}
    </li>
  )
}
