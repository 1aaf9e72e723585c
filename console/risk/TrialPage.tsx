// What a tried rule would have done to last year: each number opens its people; then two people put it in force.
import type { Output } from '../../domain/api.ts'
import { type RiskLevel, riskLevels } from '../../domain/risk/level.ts'
import { trialLineKinds } from '../../domain/risk/trial.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { Answered, Loading } from '../states.tsx'
import { RiskTag } from './RiskTag.tsx'
import { SwitchPanel } from './SwitchPanel.tsx'
import { thresholdWords } from './TrialsPage.tsx'
import './risk.css'

type Trial = Output<'riskTrial.get'>
type Summary = NonNullable<Trial['summary']>

const soonMs = 2_000

export function TrialPage() {
  const key = useKey()
  const trial = useAnswer('riskTrial.get', key, {
    refetchInterval: value => (value && value.state !== 'trialDone' ? soonMs : false),
  })
  return <Answered query={trial}>{value => <Shown trial={value} />}</Answered>
}

function Shown({ trial }: { trial: Trial }) {
  const say = useWords()
  const { summary, regionCode: region } = trial
  const thresholds = trial.version > 1 ? ` · ${thresholdWords(say, trial.thresholds)}` : ''
  return (
    <Page
      title={`${say('riskTrial.one', { version: trial.version })}${thresholds}`}
      above={<RegionBar code={region} to={code => paths.riskTrials({ region: code })} />}
      actions={<Go to={paths.riskTrials({ region })}>{say('riskTrial.list')}</Go>}
    >
      <p className="soft">
        {trial.names[region] ?? ''} ·{' '}
        {say('riskTrial.against', { version: trial.beforeVersion, day: trial.through })} ·{' '}
        {say('riskTrial.asked', { name: trial.askedBy, at: instantText(trial.askedAt) })}
      </p>
      {summary ? (
        <>
          <Figures trial={trial} summary={summary} />
          <SwitchPanel trial={trial} />
          <Seen trial={trial} summary={summary} />
          <Levels trial={trial} summary={summary} />
          <Places trial={trial} summary={summary} />
          <Months summary={summary} />
        </>
      ) : (
        <Panel
          note={`${say('riskTrial.running')} ${say('riskTrial.progress', { done: trial.countiesDone, all: trial.countiesAll })}`}
        >
          <Loading />
        </Panel>
      )}
    </Page>
  )
}

interface Shows {
  trial: Trial
  summary: Summary
}

function Count({ trial, count, query }: { trial: Trial; count: number; query: Record<string, string> }) {
  if (count === 0) return <span>0</span>
  return <Go to={paths.riskTrialLines(trial, query)}>{figure(count)}</Go>
}

function Figures({ trial, summary }: Shows) {
  const say = useWords()
  const { elders, rises, falls, visitsBefore, visitsAfter } = summary
  const more = visitsAfter - visitsBefore
  const visitsWord = more === 0 ? 'riskTrial.same' : more > 0 ? 'riskTrial.more' : 'riskTrial.less'
  return (
    <Panel title={say('riskTrial.people', { day: trial.through, count: figure(elders) })}>
      <dl className="trial-figures">
        <div>
          <dt>{say('riskTrial.rises')}</dt>
          <dd>
            <Count trial={trial} count={rises} query={{ kind: 'levelAtMonthEnd', moved: 'rises' }} />
          </dd>
        </div>
        <div>
          <dt>{say('riskTrial.falls')}</dt>
          <dd>
            <Count trial={trial} count={falls} query={{ kind: 'levelAtMonthEnd', moved: 'falls' }} />
          </dd>
        </div>
        <div>
          <dt>{say('riskTrial.visits')}</dt>
          <dd>{say(visitsWord, { count: figure(Math.abs(more)) })}</dd>
          <dd className="soft small">
            {say('riskTrial.visitsNow', { before: figure(visitsBefore), after: figure(visitsAfter) })}
          </dd>
        </div>
      </dl>
    </Panel>
  )
}

const seenParts = ['both', 'onlyAfter', 'onlyBefore', 'neither'] as const

function Seen({ trial, summary }: Shows) {
  const say = useWords()
  const rows = [
    { kind: 'graveCase' as const, ...summary.graveCases },
    { kind: 'deathAfter' as const, ...summary.deaths },
  ]
  const share = (seen: number, all: number) => (all === 0 ? '—' : `${Math.round((seen / all) * 100)}%`)
  return (
    <Panel title={say('riskTrial.seen')} note={say('riskTrial.seenNote')}>
      <CardTable
        rowKey="kind"
        dataSource={rows}
        pagination={false}
        columns={[
          {
            key: 'kind',
            title: say('riskTrial.incident'),
            render: (_, row) => trialLineKinds.words[row.kind],
          },
          {
            key: 'all',
            title: say('riskTrial.happened'),
            render: (_, row) => <Count trial={trial} count={row.all} query={{ kind: row.kind }} />,
          },
          {
            key: 'before',
            title: `${say('riskTrial.before')}：${say('riskTrial.seenBy')}`,
            render: (_, row) => `${figure(row.seenBefore)}（${share(row.seenBefore, row.all)}）`,
          },
          {
            key: 'after',
            title: `${say('riskTrial.after')}：${say('riskTrial.seenBy')}`,
            render: (_, row) => (
              <b>
                {figure(row.seenAfter)}（{share(row.seenAfter, row.all)}）
              </b>
            ),
          },
          {
            key: 'lists',
            title: say('riskTrial.open'),
            render: (_, row) => (
              <span className="link-row">
                {seenParts.map(seen => (
                  <Go key={seen} to={paths.riskTrialLines(trial, { kind: row.kind, seen })}>
                    {say(`riskTrial.${seen}`)}
                  </Go>
                ))}
              </span>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function Levels({ trial, summary }: Shows) {
  const say = useWords()
  const count = (level: RiskLevel, side: 'before' | 'after') => (
    <Count
      trial={trial}
      count={summary[side][level] ?? 0}
      query={{ kind: 'levelAtMonthEnd', [side === 'before' ? 'levelBefore' : 'levelAfter']: level }}
    />
  )
  return (
    <Panel title={say('riskTrial.levels')}>
      <CardTable<{ level: RiskLevel }>
        rowKey="level"
        dataSource={riskLevels.keys.map(level => ({ level }))}
        pagination={false}
        columns={[
          {
            key: 'level',
            title: say('riskTrial.level'),
            render: (_, { level }) => <RiskTag level={level} />,
          },
          { key: 'before', title: say('riskTrial.before'), render: (_, { level }) => count(level, 'before') },
          { key: 'after', title: say('riskTrial.after'), render: (_, { level }) => count(level, 'after') },
        ]}
      />
    </Panel>
  )
}

function Places({ trial, summary }: Shows) {
  const say = useWords()
  type Place = Summary['places'][number]
  const change = (place: Place, level: RiskLevel) =>
    `${figure(place.before[level])} → ${figure(place.after[level])}`
  return (
    <Panel title={say('riskTrial.places')}>
      <CardTable<Place>
        rowKey="code"
        dataSource={summary.places}
        pagination={false}
        columns={[
          {
            key: 'place',
            title: say('riskTrial.place'),
            render: (_, place) => trial.names[place.code] ?? place.code,
          },
          { key: 'elders', title: say('riskTrial.elders'), render: (_, place) => figure(place.elders) },
          {
            key: 'rises',
            title: say('riskTrial.rises'),
            render: (_, place) => (
              <Count
                trial={trial}
                count={place.rises}
                query={{ kind: 'levelAtMonthEnd', moved: 'rises', place: place.code }}
              />
            ),
          },
          {
            key: 'falls',
            title: say('riskTrial.falls'),
            render: (_, place) => (
              <Count
                trial={trial}
                count={place.falls}
                query={{ kind: 'levelAtMonthEnd', moved: 'falls', place: place.code }}
              />
            ),
          },
          { key: 'red', title: say('riskTrial.redNow'), render: (_, place) => change(place, 'red') },
          { key: 'orange', title: say('riskTrial.orangeNow'), render: (_, place) => change(place, 'orange') },
          {
            key: 'visits',
            title: say('riskTrial.visits'),
            render: (_, place) => `${figure(place.visitsBefore)} → ${figure(place.visitsAfter)}`,
          },
        ]}
      />
    </Panel>
  )
}

function Months({ summary }: { summary: Summary }) {
  const say = useWords()
  type Month = Summary['months'][number]
  const change = (month: Month, level: RiskLevel) =>
    `${figure(month.before[level])} → ${figure(month.after[level])}`
  return (
    <Panel title={say('riskTrial.months')}>
      <CardTable<Month>
        rowKey="on"
        dataSource={summary.months.toReversed()}
        pagination={false}
        columns={[
          {
            key: 'month',
            title: say('riskTrial.month'),
            render: (_, month) => monthText(month.on.slice(0, 7)),
          },
          { key: 'red', title: say('riskTrial.redNow'), render: (_, month) => change(month, 'red') },
          { key: 'orange', title: say('riskTrial.orangeNow'), render: (_, month) => change(month, 'orange') },
        ]}
      />
    </Panel>
  )
}
