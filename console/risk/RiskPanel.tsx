// On an elder's record: the level, what it is made of in words, since when, when somebody is to go, and the year.
import { Button } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { ElderRisk } from '../../domain/risk/api.ts'
import { causeWords, riskParts } from '../../domain/risk/causes.ts'
import { riskLevels } from '../../domain/risk/level.ts'
import { isOpen, type Overrule } from '../../domain/risk/overrule.ts'
import { useAct, useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { DueMark, DueWhy } from './DueWhy.tsx'
import { OverruleDialog } from './OverruleDialog.tsx'
import { RiskTag } from './RiskTag.tsx'
import { RiskYear } from './RiskYear.tsx'
import './risk.css'

const refreshed = ['risk.ofElder', 'risk.due', 'riskOverrule.list'] as const

export function RiskPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const risk = useAnswer('risk.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  const [setting, setSetting] = useState(false)
  const mayOverrule = may('risk:overrule') && elder.endedOn === null
  return (
    <Panel
      title={say('risk.title')}
      extra={
        mayOverrule && risk.data ? (
          <Button onClick={() => setSetting(true)}>{say('overrule.open')}</Button>
        ) : undefined
      }
    >
      <Answered query={risk}>
        {value =>
          value === null ? <p className="soft">{say('risk.gone')}</p> : <Card risk={value} elder={elder} />
        }
      </Answered>
      {setting && risk.data && (
        <OverruleDialog
          elder={elder}
          risk={risk.data}
          refreshes={refreshed}
          onClose={() => setSetting(false)}
        />
      )}
    </Panel>
  )
}

function Card({ risk, elder }: { risk: ElderRisk; elder: Elder }) {
  const say = useWords()
  const open = risk.overrules.find(one => isOpen(one, dayOf(new Date())))
  const { red, orange, yellow } = risk.thresholds
  return (
    <div className="risk-card">
      <p className="risk-head">
        <RiskTag level={risk.risk} />
        {risk.hasPoints && !open && <b>{say('risk.points', { points: risk.points })}</b>}
        {risk.hasPoints && (
          <span className="soft small">{say('risk.thresholds', { red, orange, yellow })}</span>
        )}
      </p>
      {open && <SetByPerson overrule={open} risk={risk} elder={elder} />}
      <Parts risk={risk} />
      <dl className="facts">
        <div>
          <dt>{say('risk.next')}</dt>
          <dd>
            <DueMark due={risk.due} />
            {risk.due.reason !== 'notAtHome' && <span className="soft"> {risk.due.on}</span>}
            <div>
              <DueWhy due={risk.due} />
            </div>
          </dd>
        </div>
      </dl>
      <h3 className="risk-sub">{say('risk.year')}</h3>
      <RiskYear risk={risk} />
      <p className="soft small">
        {[
          risk.since && say('risk.since', { day: risk.since }),
          say('risk.version', { version: risk.ruleVersion, name: risk.ruleName }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Before overrules={risk.overrules.filter(one => one !== open)} />
    </div>
  )
}

function Parts({ risk }: { risk: ElderRisk }) {
  const say = useWords()
  if (risk.parts.length === 0) return <p className="soft">{say('risk.noCauses')}</p>
  const words = ([cause, points]: readonly [string, number]) =>
    risk.hasPoints && points > 0 ? say('risk.cause', { cause: causeWords(cause), points }) : causeWords(cause)
  if (!risk.hasPoints)
    return (
      <ul className="rows">
        {risk.parts
          .flatMap(part => part.causes)
          .map(one => (
            <li key={one[0]}>{words(one)}</li>
          ))}
      </ul>
    )
  return (
    <dl className="risk-parts">
      {risk.parts.map(({ part, points, limit, causes }) => {
        const isCapped = limit !== null && causes.reduce((sum, [, one]) => sum + one, 0) > limit
        return (
          <div key={part}>
            <dt>
              {riskParts.words[part]} <b>{points}</b>
            </dt>
            <dd>
              {causes.map(words).join('，')}
              {isCapped && <span className="soft">{say('risk.capped', { limit: limit ?? 0 })}</span>}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function SetByPerson({ overrule, risk, elder }: { overrule: Overrule; risk: ElderRisk; elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const [ending, setEnding] = useState(false)
  const end = useAct('riskOverrule.end', [...refreshed])
  const { setBy: name, level, validTo: day, reason, id } = overrule
  return (
    <div className="risk-set">
      <p>
        <b>{say('risk.setUntil', { name, level: riskLevels.words[level], day })}</b>
        {'　'}
        {say('risk.ruleSays', { level: riskLevels.words[risk.ruleRisk] })}
        {risk.hasPoints && `（${say('risk.points', { points: risk.points })}）`}
      </p>
      <p>{say('risk.setReason', { reason })}</p>
      {may('risk:overrule') && (
        <Button size="small" onClick={() => setEnding(true)}>
          {say('overrule.end')}
        </Button>
      )}
      {ending && (
        <ReasonDialog<{ reason: string }>
          title={say('overrule.endTitle', { name: elder.name })}
          note={say('overrule.endNote')}
          submit={say('overrule.end')}
          busy={end.isPending}
          error={end.error}
          onClose={() => setEnding(false)}
          onSubmit={filled =>
            end.mutate(
              { countyCode: elder.countyCode, id, reason: filled.reason },
              {
                onSuccess: () => {
                  notice.done(say('overrule.ended'))
                  setEnding(false)
                },
              },
            )
          }
        />
      )}
    </div>
  )
}

function Before({ overrules }: { overrules: readonly Overrule[] }) {
  const say = useWords()
  if (overrules.length === 0) return null
  return (
    <details className="small">
      <summary>{say('overrule.history')}</summary>
      <ul className="rows">
        {overrules.map(one => (
          <li key={one.id}>
            {say('overrule.line', {
              ...{ from: one.validFrom, to: one.validTo, name: one.setBy, reason: one.reason },
              ...{ level: riskLevels.words[one.level], rule: riskLevels.words[one.ruleLevel] },
            })}
            {one.endedAt && (
              <div className="soft">
                {say('overrule.endedLine', {
                  ...{ at: instantText(one.endedAt), name: one.endedBy ?? '—', reason: one.endReason ?? '' },
                })}
              </div>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
