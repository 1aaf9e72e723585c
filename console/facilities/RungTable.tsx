// The four rungs by county or township, with the target of at least one county centre; every number opens its list.
import { Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { siteKinds } from '../../domain/facilities/facility.ts'
import type { RungLine } from '../../domain/facilities/site.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'

const counted = [
  'countyWelfareCentre',
  'townshipWelfareCentre',
  'mutualAidStation',
  'elderCourtyard',
  'canteen',
] as const

export function RungTable({ region }: { region: string }) {
  const say = useWords()
  const answer = useAnswer('facility.network', { regionCode: region })
  return (
    <Panel title={say('rungs.title')} note={say('rungs.what')}>
      <Answered query={answer}>
        {value =>
          value.lines.length === 0 ? (
            <Nothing>{say('network.none')}</Nothing>
          ) : (
            <Table region={region} network={value} />
          )
        }
      </Answered>
    </Panel>
  )
}

export function Target({ network }: { network: Output<'facility.network'> }) {
  const say = useWords()
  const judged = network.lines.filter(line => line.reachesTarget !== null)
  if (judged.length === 0) return null
  const missing = judged.filter(line => line.reachesTarget === false)
  return (
    <p>
      {say('rungs.target', { count: network.countyCentresAtLeast })}{' '}
      <Tag color={missing.length === 0 ? 'success' : 'warning'}>
        {say('rungs.reached', { count: judged.length - missing.length })}
        {missing.length > 0 && `，${say('rungs.missing', { count: missing.length })}`}
      </Tag>
    </p>
  )
}

export function sumOf(
  lines: readonly RungLine[],
  field: (typeof counted)[number] | 'beds' | 'onPause',
): number {
  return lines.reduce((sum, line) => sum + line[field], 0)
}

interface Line extends RungLine {
  isSum?: boolean
}

function wholeOf(regionCode: string, name: string, lines: readonly RungLine[]): Line {
  return {
    ...{ regionCode, name, isSum: true, reachesTarget: null, towns: 0, villages: 0 },
    countyWelfareCentre: sumOf(lines, 'countyWelfareCentre'),
    townshipWelfareCentre: sumOf(lines, 'townshipWelfareCentre'),
    mutualAidStation: sumOf(lines, 'mutualAidStation'),
    elderCourtyard: sumOf(lines, 'elderCourtyard'),
    ...{ canteen: sumOf(lines, 'canteen'), beds: sumOf(lines, 'beds'), onPause: sumOf(lines, 'onPause') },
  }
}

function Table({ region, network }: { region: string; network: Output<'facility.network'> }) {
  const say = useWords()
  const { lines } = network
  const isWide = lines.filter(line => line.reachesTarget !== null).length > 1
  const whole = wholeOf(region, say('rungs.sum'), lines)
  return (
    <>
      <Target network={network} />
      <CardTable<Line>
        rowKey={row => (row.isSum ? 'sum' : row.regionCode)}
        dataSource={[whole, ...lines]}
        pagination={false}
        rowClassName={row => (row.isSum ? 'network-sum' : '')}
        columns={[
          {
            key: 'name',
            title: say('rungs.place'),
            render: (_, row) =>
              row.isSum || row.regionCode === region ? (
                row.name
              ) : (
                <Go to={paths.network({ region: row.regionCode, view: 'table' })}>{row.name}</Go>
              ),
          },
          ...counted.map(kind => ({
            key: kind,
            title: siteKinds.words[kind],
            align: 'right' as const,
            render: (_: unknown, row: Line) => <Counted line={row} kind={kind} isWide={isWide} />,
          })),
          {
            key: 'onPause',
            title: say('rungs.onPause'),
            align: 'right',
            render: (_, row) => (
              <Go to={paths.network({ region: row.regionCode, state: 'onPause' })}>{figure(row.onPause)}</Go>
            ),
          },
          {
            key: 'beds',
            title: say('rungs.beds'),
            align: 'right',
            render: (_, row) => (
              <Go to={paths.network({ region: row.regionCode, beds: '1' })}>{figure(row.beds)}</Go>
            ),
          },
          ...(isWide
            ? [
                {
                  key: 'target',
                  title: say('rungs.targetColumn'),
                  render: (_: unknown, row: Line) => <Met line={row} />,
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

function Counted({ line, kind, isWide }: { line: Line; kind: (typeof counted)[number]; isWide: boolean }) {
  const say = useWords()
  const { towns, villages } = line
  const beside =
    kind === 'townshipWelfareCentre' && isWide && towns > 0
      ? say('rungs.perTown', { towns })
      : kind === 'elderCourtyard' && villages > 0
        ? say('rungs.perVillage', { villages })
        : null
  return (
    <>
      <Go to={paths.network({ region: line.regionCode, kind })}>{figure(line[kind])}</Go>
      {beside && <span className="soft small"> / {beside}</span>}
    </>
  )
}

function Met({ line }: { line: Line }) {
  const say = useWords()
  if (line.reachesTarget === null) return null
  return (
    <Tag color={line.reachesTarget ? 'success' : 'error'}>
      {say(line.reachesTarget ? 'rungs.met' : 'rungs.unmet')}
    </Tag>
  )
}
