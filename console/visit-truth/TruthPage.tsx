// Visitors of an area by how true their month looks, the lowest first, with the reasons in words.
import { Button, Segmented } from 'antd'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { type TruthStage, truthStages } from '../../domain/visit-truth/signs.ts'
import { useFilters, useGo } from '../address.ts'
import { type RowOf, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { MonthPicker } from '../indicators/MonthPicker.tsx'
import { type Say, useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Score, ScoreTrend } from './Score.tsx'
import './truth.css'

type Row = RowOf<'visitTruth.list'>

export function TruthPage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const stage = truthStages.keys.find(key => key === filters.stage)
  const list = usePages('visitTruth.list', { regionCode: region, month, ...(stage && { stage }) })
  const first = list.query.data?.pages[0] as
    | { counts: Record<string, number>; scoredAt: string | null }
    | undefined
  const all = Object.values(first?.counts ?? {}).reduce((sum, count) => sum + count, 0)
  const counted = (word: string, count: number) => say('truth.countOf', { word, count: figure(count) })
  return (
    <Page
      title={say('truth.title')}
      above={<RegionBar code={region} to={code => paths.truth({ ...filters, region: code })} />}
      actions={
        <>
          <MonthPicker month={month} onChange={chosen => change({ month: chosen })} />
          {may('callBack:read') && (
            <Button onClick={() => go(paths.callBacks({ region }))}>{say('truth.calls')}</Button>
          )}
          {may('doorCard:issue') && (
            <Button onClick={() => go(paths.doorCards({ region }))}>{say('truth.cards')}</Button>
          )}
        </>
      }
    >
      <search className="filters no-print">
        <Segmented
          size="large"
          className="truth-stages"
          aria-label={say('truth.stage')}
          value={stage ?? 'all'}
          options={[
            { value: 'all', label: counted(say('truth.everyStage'), all) },
            ...truthStages.keys.map(key => ({
              value: key as string,
              label: counted(truthStages.words[key], first?.counts[key] ?? 0),
            })),
          ]}
          onChange={chosen => change({ stage: chosen === 'all' ? undefined : String(chosen) })}
        />
      </search>
      <Panel
        note={say('truth.what')}
        extra={
          first?.scoredAt && (
            <span className="soft small">{say('truth.scoredAt', { at: instantText(first.scoredAt) })}</span>
          )
        }
      >
        <Paged list={list} nothing={say(stage ? 'truth.noneOfStage' : 'truth.none')}>
          {rows => <TruthTable rows={rows} say={say} />}
        </Paged>
      </Panel>
    </Page>
  )
}

export function StageTag({ stage }: { stage: TruthStage }) {
  return <span className={`truth-stage ${stage}`}>{truthStages.words[stage]}</span>
}

function TruthTable({ rows, say }: { rows: Row[]; say: Say }) {
  return (
    <CardTable<Row>
      rowKey={row => `${row.countyCode}.${row.visitorId}`}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 980 }}
      columns={[
        {
          key: 'visitor',
          title: say('truth.visitor'),
          width: 190,
          render: (_, row) => (
            <>
              <Go to={paths.visitorTruth(row)} className="strong">
                {row.visitorName}
              </Go>
              <div className="soft small">{row.regionName}</div>
            </>
          ),
        },
        {
          key: 'score',
          title: say('truth.score'),
          width: 110,
          render: (_, row) => <Score score={row.score} />,
        },
        {
          key: 'trend',
          title: say('truth.trend'),
          width: 160,
          render: (_, row) => <ScoreTrend months={row.trend} />,
        },
        {
          key: 'reasons',
          title: say('truth.reasons'),
          render: (_, row) =>
            row.reasons.length === 0 ? (
              <span className="soft">{say('truth.noReasons')}</span>
            ) : (
              <ul className="truth-reasons">
                {row.reasons.slice(0, 3).map(reason => (
                  <li key={reason.sign}>{reason.words}</li>
                ))}
              </ul>
            ),
        },
        {
          key: 'stage',
          title: say('truth.stage'),
          width: 150,
          render: (_, row) => (
            <>
              <StageTag stage={row.stage} />
              <div className="soft small">{followed(row, say)}</div>
            </>
          ),
        },
        {
          key: 'visits',
          title: say('truth.visits'),
          width: 100,
          align: 'right',
          render: (_, row) => say('truth.times', { count: figure(row.visits) }),
        },
      ]}
    />
  )
}

function followed(row: Row, say: Say): string {
  if (row.stage === 'fine') return ''
  const done = [row.coached && say('truth.coached'), row.answered && say('truth.answered')].filter(Boolean)
  return done.length > 0 ? done.join('，') : say('truth.notCoached')
}
