// Food safety of one place: today, what is in the fridge, what was missed, incidents, and the month's ledgers.
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { incidentStates } from '../../domain/canteen-safety/incident.ts'
import { type SampleRow, sampleDuties } from '../../domain/canteen-safety/samples.ts'
import { type CanteenRow, meals } from '../../domain/canteens/canteen.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { EndDialog } from '../EndDialog.tsx'
import { dayText, instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { IncidentDialog } from './IncidentDialog.tsx'
import { MonthLedgers } from './MonthLedgers.tsx'
import { RecordDialog, type RecordKind, recordWords } from './RecordDialog.tsx'
import { SafetyTags } from './SafetyPage.tsx'
import './canteen-safety.css'

type Safety = Output<'safety.get'>

export function SafetyTab({ canteen }: { canteen: CanteenRow }) {
  const answer = useAnswer('safety.get', { countyCode: canteen.countyCode, canteenId: canteen.id })
  return <Answered query={answer}>{value => <Shown canteen={canteen} safety={value} />}</Answered>
}

function Shown({ canteen, safety }: { canteen: CanteenRow; safety: Safety }) {
  const say = useWords()
  const may = useMay()
  const [dialog, setDialog] = useState<RecordKind | 'incident' | null>(null)
  const key = { countyCode: canteen.countyCode, canteenId: canteen.id }
  const isOpen = safety.incidents.some(one => one.state !== 'incidentOver')
  return (
    <>
      {isOpen && <Alert type="error" showIcon title={say('safety.locked')} />}
      <Panel
        title={say('safety.today')}
        extra={
          <Space wrap>
            {may('meal:serve') &&
              (Object.keys(recordWords) as RecordKind[]).map(kind => (
                <Button key={kind} onClick={() => setDialog(kind)}>
                  {say(recordWords[kind])}
                </Button>
              ))}
            {may('canteen:run') && !isOpen && (
              <Button danger onClick={() => setDialog('incident')}>
                {say('safety.report')}
              </Button>
            )}
          </Space>
        }
      >
        <Today safety={safety} />
      </Panel>
      <Panel
        title={say('safety.samplesKept')}
        extra={<Go to={paths.foodSafetyPrint(canteen, { what: 'labels' })}>{say('safety.printLabels')}</Go>}
      >
        <Samples rows={safety.kept} place={key} isLocked={isOpen} />
      </Panel>
      <Missed missed={safety.missed} />
      <Incidents incidents={safety.incidents} />
      <MonthLedgers canteen={canteen} />
      {dialog === 'incident' && <IncidentDialog place={key} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'incident' && (
        <RecordDialog kind={dialog} place={key} onClose={() => setDialog(null)} />
      )}
    </>
  )
}

function Today({ safety }: { safety: Safety }) {
  const say = useWords()
  const said = (done: boolean) => (
    <Tag color={done ? 'success' : 'warning'}>{say(done ? 'safety.done' : 'safety.notYet')}</Tag>
  )
  const { grams, hours, place } = safety
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{say('safety.light')}</dt>
          <dd>
            <SafetyTags of={place} />
          </dd>
        </div>
        <div>
          <dt>{say('safety.samplesKept')}</dt>
          <dd>{say('safety.unitSamples', { count: safety.kept.length })}</dd>
        </div>
        <div>
          <dt>{say('safety.disinfected')}</dt>
          <dd>{said(safety.disinfectedToday)}</dd>
        </div>
        <div>
          <dt>{say('safety.checked')}</dt>
          <dd>{said(safety.checkedToday)}</dd>
        </div>
      </dl>
      <p className="soft small">
        {say('safety.rule', { grams, hours, duty: sampleDuties.words[place.duty] })}
      </p>
    </>
  )
}

interface SamplesProps {
  rows: readonly SampleRow[]
  place: { countyCode: string; canteenId: string }
  isLocked: boolean
}

function Samples({ rows, place, isLocked }: SamplesProps) {
  const say = useWords()
  const may = useMay()
  const [asking, setAsking] = useState<SampleRow | null>(null)
  const discard = useAct('foodSample.discard', ['safety.get', 'safety.month', 'safety.standing'])
  const { countyCode } = place
  if (rows.length === 0) return <Nothing>{say('safety.noSamples')}</Nothing>
  const isDue = (row: SampleRow) => !isLocked && Date.parse(row.keepUntil) <= Date.now()
  return (
    <>
      <CardTable<SampleRow>
        rowKey="id"
        dataSource={[...rows]}
        pagination={false}
        columns={[
          { key: 'dish', title: say('safety.dish'), render: (_, row) => <b>{row.dish}</b> },
          {
            key: 'meal',
            title: say('safety.meal'),
            render: (_, row) => `${row.day.slice(5)} ${meals.words[row.meal]}`,
          },
          { key: 'grams', title: say('safety.grams'), render: (_, row) => row.grams },
          { key: 'code', title: say('safety.code'), render: (_, row) => row.code },
          {
            key: 'until',
            title: say('safety.keepUntil'),
            render: (_, row) => instantText(row.keepUntil).slice(5),
          },
          { key: 'keeper', title: say('safety.keeper'), render: (_, row) => row.keeperName ?? '' },
          {
            key: 'checker',
            title: say('safety.checker'),
            render: (_, row) => row.checkerName ?? <Check sample={row} countyCode={countyCode} />,
          },
          {
            key: 'act',
            title: '',
            render: (_, row) =>
              may('meal:serve') &&
              isDue(row) && <Button onClick={() => setAsking(row)}>{say('safety.discard')}</Button>,
          },
        ]}
      />
      {asking && (
        <EndDialog
          title={say('safety.discard')}
          note={say('safety.discardNote', { dish: asking.dish, code: asking.code })}
          submit={say('safety.discard')}
          act={discard}
          input={{ countyCode, id: asking.id, discardedAt: new Date().toISOString() }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

/** By somebody else than the keeper; the office refuses her own. */
function Check({ sample, countyCode }: { sample: SampleRow; countyCode: string }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const check = useAct('foodSample.check', ['safety.get', 'safety.month'])
  if (!may('canteen:run')) return null
  const done = { onSuccess: () => notice.done(say('safety.checkedDone')), onError: notice.refused }
  return (
    <Button loading={check.isPending} onClick={() => check.mutate({ countyCode, id: sample.id }, done)}>
      {say('safety.check')}
    </Button>
  )
}

function Missed({ missed }: { missed: Safety['missed'] }) {
  const say = useWords()
  return (
    <Panel title={say('safety.missed')}>
      {missed.length === 0 ? (
        <p className="soft">{say('safety.noMissed')}</p>
      ) : (
        <ul className="canteen-lines">
          {missed.map(one => (
            <li key={`${one.day}${one.meal}`}>
              {say('safety.missedOf', {
                ...{ day: dayText(one.day), meal: meals.words[one.meal], count: one.portions },
                dishes: one.missing.join('、') || say('safety.anyDish'),
              })}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Incidents({ incidents }: { incidents: Safety['incidents'] }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  return (
    <Panel title={say('incident.list')}>
      {incidents.length === 0 ? (
        <p className="soft">{say('incident.none')}</p>
      ) : (
        <ul className="canteen-lines">
          {incidents.map(one => (
            <li key={one.id}>
              {may('canteen:run') ? (
                <Button type="link" onClick={() => go(paths.foodIncident(one))}>
                  {instantText(one.noticedAt)}
                </Button>
              ) : (
                instantText(one.noticedAt)
              )}{' '}
              {say('incident.ill', { count: one.ill })}{' '}
              <Tag color={one.state === 'incidentOver' ? 'success' : 'error'}>
                {incidentStates.words[one.state]}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
