// Who counts otherwise now than a month's published figures say, and what was recorded since that made it so.
import { Button, Table, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { type ElderGroup, elderGroups, sexes } from '../../domain/elders/elder.ts'
import { type FrozenStanding, frozenStandings } from '../../domain/indicators/frozen.ts'
import { indicators } from '../../domain/indicators/indicators.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { MonthPicker } from './MonthPicker.tsx'
import { signed } from './published.ts'

type Corrections = Output<'board.corrections'>
type Moved = Corrections['rows'][number]

export function CorrectionsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? addMonths(monthOf(dayOf(new Date())), -1)
  const level = levelOf(region)
  const isWide = level === 'province' || level === 'prefecture'
  const corrections = useAnswer('board.corrections', { regionCode: region, month }, { enabled: !isWide })
  const name = corrections.data?.regionName ?? ''
  return (
    <Page
      title={say('corrections.title', { region: name, month: monthText(month) })}
      above={<RegionBar code={region} to={code => paths.corrections({ region: code, month })} />}
      actions={
        <>
          <MonthPicker month={month} onChange={chosen => change({ month: chosen })} />
          <Go to={paths.board({ region, month })}>{say('records.back')}</Go>
        </>
      }
    >
      <p className="soft">{say('corrections.intro')}</p>
      {isWide ? (
        <Nothing>{say('corrections.chooseCounty')}</Nothing>
      ) : (
        <Answered query={corrections}>
          {answer => <Whole corrections={answer} region={region} month={month} />}
        </Answered>
      )}
    </Page>
  )
}

interface WholeProps {
  corrections: Corrections
  region: string
  month: string
}

function Whole({ corrections, region, month }: WholeProps) {
  const say = useWords()
  const { entered, left, moved, rows, figures, versions } = corrections
  const isSame = moved === 0 && figures.length === 0
  return (
    <>
      {isSame && <Nothing>{say('corrections.none')}</Nothing>}
      {!isSame && (
        <>
          <Panel title={say('corrections.people')}>
            <div className="outcome-figures">
              <Outcome word={say('corrections.entered')} value={signed(entered)} />
              <Outcome word={say('corrections.left')} value={signed(-left)} />
              <Outcome word={say('corrections.moved')} value={figure(moved)} />
            </div>
            <People rows={rows} />
          </Panel>
          <Panel title={say('corrections.figures')}>
            <Figures figures={figures} />
          </Panel>
        </>
      )}
      <Panel
        title={say('corrections.versions')}
        extra={!isSame && <PublishButton region={region} month={month} />}
      >
        <ul className="versions">
          {versions.map(version => (
            <li key={version.version}>
              {say('corrections.version', { version: version.version })}
              <div className="soft">
                {say('corrections.versionBy', {
                  at: instantText(version.frozenAt),
                  name: version.byName ?? say('corrections.byCalendar'),
                  denominator: figure(version.denominator),
                  numerator: figure(version.numerator),
                })}
              </div>
              {version.note}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

function Outcome({ word, value }: { word: string; value: string }) {
  return (
    <div className="outcome">
      <span>{word}</span>
      <b>{value}</b>
    </div>
  )
}

function People({ rows }: { rows: Moved[] }) {
  const say = useWords()
  return (
    <CardTable<Moved>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'who', title: say('elder.name'), width: 180, render: (_, row) => <Who row={row} /> },
        {
          key: 'was',
          title: say('corrections.was'),
          render: (_, row) => <Place standing={row.was} groups={row.wasGroups} />,
        },
        {
          key: 'is',
          title: say('corrections.is'),
          render: (_, row) => <Place standing={row.is} groups={row.isGroups} />,
        },
        { key: 'why', title: say('corrections.why'), render: (_, row) => row.why },
      ]}
    />
  )
}

function Who({ row: { elder } }: { row: Moved }) {
  const say = useWords()
  if (elder === null) return <span className="soft">{say('corrections.gone')}</span>
  return (
    <>
      <Go to={paths.elder(elder)} className="strong">
        {elder.name}
      </Go>
      <div className="soft small">
        {sexes.words[elder.sex]}
        {elder.age !== null && ` · ${say('elder.age', { age: elder.age })}`} · {elder.villageName}
      </div>
    </>
  )
}

function Place({ standing, groups }: { standing: FrozenStanding | null; groups: readonly ElderGroup[] }) {
  const say = useWords()
  return (
    <>
      <div>{standing === null ? say('corrections.notOnRecord') : frozenStandings.words[standing]}</div>
      <span className="tags">
        {groups.map(group => (
          <Tag key={group}>{elderGroups.words[group]}</Tag>
        ))}
      </span>
    </>
  )
}

function Figures({ figures }: { figures: Corrections['figures'] }) {
  const say = useWords()
  return (
    <Table<Corrections['figures'][number]>
      rowKey="indicator"
      size="small"
      dataSource={figures}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('corrections.indicator'),
          render: (_, row) => indicators.words[row.indicator],
        },
        {
          key: 'published',
          title: say('corrections.publishedFigure'),
          align: 'right',
          render: (_, row) => figure(row.published),
        },
        { key: 'now', title: say('corrections.now'), align: 'right', render: (_, row) => figure(row.now) },
        {
          key: 'difference',
          title: say('corrections.difference'),
          align: 'right',
          render: (_, row) => (
            <span className={row.now > row.published ? 'delta up' : 'delta down'}>
              {signed(row.now - row.published)}
            </span>
          ),
        },
      ]}
    />
  )
}

function PublishButton({ region, month }: { region: string; month: string }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const publish = useAct('board.publish', ['board.corrections', 'board.read'])
  if (!may('indicator:publish') || levelOf(region) !== 'county')
    return <span className="soft">{say('corrections.publishCounty')}</span>
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {say('corrections.publish')}
      </Button>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={say('corrections.publish')}
          note={say('corrections.publishNote')}
          submit={say('corrections.publish')}
          busy={publish.isPending}
          error={publish.error}
          onClose={() => setAsking(false)}
          onSubmit={({ reason }) =>
            publish.mutate(
              { regionCode: region, month, note: reason },
              {
                onSuccess: () => {
                  notice.done(say('corrections.publishDone'))
                  setAsking(false)
                },
              },
            )
          }
        />
      )}
    </>
  )
}
