// What is wrong with the ledger and where: each number opens its list, and the league rewards mending.
import { Progress } from 'antd'
import {
  cleanShare,
  leaguePoints,
  mendedShare,
  type QualityBoard,
  type QualityPart,
  qualityMeanings,
  qualityMeasures,
} from '../../domain/quality/measures.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, percent } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered } from '../states.tsx'
import './quality.css'

export function QualityPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const board = useAnswer('quality.read', { regionCode: region })
  return (
    <Page
      title={say('quality.title')}
      above={<RegionBar code={region} to={code => paths.quality({ region: code })} />}
    >
      <Answered query={board}>{value => <Board board={value} />}</Answered>
    </Page>
  )
}

function Board({ board }: { board: QualityBoard }) {
  const say = useWords()
  const { region, parts, countedAt } = board
  if (region.now.elders === 0)
    return <Panel>{say(countedAt === null ? 'quality.none' : 'quality.notCounted')}</Panel>
  return (
    <>
      <Summary part={region} countedAt={countedAt} />
      <Panel title={say('quality.faults')}>
        <ul className="faults">
          {qualityMeasures.keys.map(measure => (
            <Fault key={measure} part={region} measure={measure} />
          ))}
        </ul>
      </Panel>
      {parts.length > 0 && (
        <Panel title={say('quality.league')} note={say('quality.leagueNote')}>
          <League parts={parts} />
        </Panel>
      )}
    </>
  )
}

function Summary({ part, countedAt }: { part: QualityPart; countedAt: string | null }) {
  const say = useWords()
  const clean = cleanShare(part.now)
  const mended = mendedShare(part.before, part.now)
  return (
    <div className="quality-summary">
      <Panel>
        <div className="quality-figure">{percent(clean)}</div>
        <b>{say('quality.clean')}</b>
        <p className="soft">{say('quality.cleanNote', { elders: figure(part.now.elders) })}</p>
        <p className="soft small">
          {countedAt === null ? say('quality.live') : say('quality.counted', { at: instantText(countedAt) })}
        </p>
      </Panel>
      <Panel>
        <div className={mended !== null && mended < 0 ? 'quality-figure warn-text' : 'quality-figure'}>
          {percent(mended)}
        </div>
        <b>{say('quality.mended')}</b>
        <p className="soft">{part.before === null ? say('quality.noBefore') : say('quality.mendedNote')}</p>
      </Panel>
    </div>
  )
}

interface FaultProps {
  part: QualityPart
  measure: (typeof qualityMeasures.keys)[number]
}

function Fault({ part, measure }: FaultProps) {
  const say = useWords()
  const count = part.now.values[measure] ?? 0
  const before = part.before?.values[measure]
  const moved = before === undefined ? 0 : count - before
  const { what, mend } = qualityMeanings[measure]
  return (
    <li className={count === 0 ? 'fault fault-none' : 'fault'}>
      <Go to={paths.qualityRecords({ region: part.code, measure })} className="fault-count">
        {figure(count)} <span className="small">{say('quality.people')}</span>
      </Go>
      <div>
        <b>{qualityMeasures.words[measure]}</b>{' '}
        {moved !== 0 && (
          <span className={moved < 0 ? 'good-text nowrap' : 'warn-text nowrap'}>
            {moved < 0 ? '↓' : '↑'} {figure(Math.abs(moved))}
          </span>
        )}
        <p className="soft small">{what}</p>
        {count > 0 && <p className="small">{say('quality.howToMend', { mend })}</p>}
      </div>
    </li>
  )
}

interface Standing extends QualityPart {
  points: number
  place: number
}

function League({ parts }: { parts: readonly QualityPart[] }) {
  const say = useWords()
  const rows = ranked(parts)
  return (
    <CardTable<Standing>
      rowKey="code"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'region',
          title: say('quality.region'),
          render: (_, row) => (
            <>
              <span className="soft">{row.place}.</span>{' '}
              <Go to={paths.quality({ region: row.code })} className="strong">
                {row.name}
              </Go>
            </>
          ),
        },
        {
          key: 'points',
          title: say('quality.points'),
          width: 200,
          render: (_, row) => (
            <Progress
              percent={Math.round(row.points * 10) / 10}
              format={value => String(value)}
              aria-label={say('quality.points')}
            />
          ),
        },
        { key: 'clean', title: say('quality.clean'), render: (_, row) => percent(cleanShare(row.now)) },
        {
          key: 'mended',
          title: say('quality.mended'),
          render: (_, row) => percent(mendedShare(row.before, row.now)),
        },
        { key: 'worst', title: say('quality.worst'), render: (_, row) => <Worst part={row} /> },
      ]}
    />
  )
}

function ranked(parts: readonly QualityPart[]): Standing[] {
  return parts
    .flatMap(part => {
      const points = leaguePoints(part.before, part.now)
      return points === null ? [] : [{ ...part, points }]
    })
    .sort((one, other) => other.points - one.points || one.code.localeCompare(other.code))
    .map((part, index) => ({ ...part, place: index + 1 }))
}

/** The two faults most people have: what this place should begin with. */
function Worst({ part }: { part: QualityPart }) {
  const worst = qualityMeasures.keys
    .filter(measure => (part.now.values[measure] ?? 0) > 0)
    .sort((one, other) => (part.now.values[other] ?? 0) - (part.now.values[one] ?? 0))
    .slice(0, 2)
  return (
    <span className="worst">
      {worst.map(measure => (
        <Go key={measure} to={paths.qualityRecords({ region: part.code, measure })}>
          {qualityMeasures.words[measure]} {figure(part.now.values[measure])}
        </Go>
      ))}
    </span>
  )
}
