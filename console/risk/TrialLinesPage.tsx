// The people behind one number of a trial: how each stood under both rules, and why under the tried one.
import type { Output } from '../../domain/api.ts'
import { causeWords } from '../../domain/risk/causes.ts'
import { riskLevels } from '../../domain/risk/level.ts'
import { type TrialLineKind, trialLineKinds } from '../../domain/risk/trial.ts'
import { useFilters, useKey } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { columnsOfElders } from '../elders/ElderTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RiskTag } from './RiskTag.tsx'
import './risk.css'

const columns = ['sex', 'age', 'township', 'village'] as const
const moves = ['rises', 'falls'] as const
const sights = ['both', 'onlyBefore', 'onlyAfter', 'neither'] as const

export function TrialLinesPage() {
  const say = useWords()
  const key = useKey()
  const [filters] = useFilters()
  const kind = trialLineKinds.keys.find(one => one === filters.kind) ?? 'levelAtMonthEnd'
  const moved = moves.find(one => one === filters.moved)
  const seen = sights.find(one => one === filters.seen)
  const levelBefore = riskLevels.keys.find(one => one === filters.levelBefore)
  const levelAfter = riskLevels.keys.find(one => one === filters.levelAfter)
  const list = usePages('riskTrial.lines', {
    ...{ ...key, kind },
    ...(filters.place && { regionCode: filters.place }),
    ...(moved && { moved }),
    ...(seen && { seen }),
    ...(levelBefore && { levelBefore }),
    ...(levelAfter && { levelAfter }),
  })
  const narrowing = [
    trialLineKinds.words[kind],
    moved && say(`riskTrial.${moved}`),
    seen && say(`riskTrial.${seen}`),
    levelBefore && `${say('riskTrial.before')}：${riskLevels.words[levelBefore]}`,
    levelAfter && `${say('riskTrial.after')}：${riskLevels.words[levelAfter]}`,
  ].filter(Boolean)
  return (
    <Page
      title={say('riskTrial.linesTitle')}
      actions={<Go to={paths.riskTrial(key)}>{say('riskTrial.title')}</Go>}
    >
      <Panel
        title={say('riskTrial.linesOf', {
          kind: narrowing.join(' · '),
          count: list.total === null ? '…' : figure(list.total),
        })}
      >
        <Paged list={list} nothing={say('riskTrial.noLines')}>
          {rows => <LinesTable rows={rows} kind={kind} />}
        </Paged>
      </Panel>
    </Page>
  )
}

type Line = Output<'riskTrial.lines'>['rows'][number]

function LinesTable({ rows, kind }: { rows: Line[]; kind: TrialLineKind }) {
  const say = useWords()
  return (
    <CardTable<Line>
      rowKey={row => `${row.id} ${row.happenedOn ?? ''} ${row.aidCaseId ?? ''}`}
      dataSource={rows}
      pagination={false}
      columns={[
        ...columnsOfElders<Line>(say, columns),
        {
          key: 'change',
          title: say('riskTrial.change'),
          width: 170,
          render: (_, row) => (
            <>
              <span className="nowrap">
                <RiskTag level={row.before} /> → <RiskTag level={row.after} />
              </span>
              <div className="soft small">{say('riskTrial.judged', { day: row.judgedOn })}</div>
            </>
          ),
        },
        ...(kind === 'levelAtMonthEnd'
          ? []
          : [
              {
                key: 'happened',
                title: say('riskTrial.happenedOn'),
                render: (_: unknown, row: Line) => <Happened line={row} />,
              },
            ]),
        { key: 'because', title: say('riskTrial.because'), render: (_, row) => <Because line={row} /> },
      ]}
    />
  )
}

function Happened({ line }: { line: Line }) {
  return (
    <>
      <span className="nowrap">{line.happenedOn}</span>
      {line.aidCaseId && (
        <div>
          <Go to={paths.aidCase({ countyCode: line.countyCode, id: line.aidCaseId })}>
            {line.trouble ?? trialLineKinds.words.graveCase}
          </Go>
        </div>
      )}
    </>
  )
}

function Because({ line: { causes } }: { line: Line }) {
  const say = useWords()
  const words = causes.map(([cause, points]) =>
    points > 0 ? say('risk.cause', { cause: causeWords(cause), points }) : causeWords(cause),
  )
  return <>{words.length === 0 ? '—' : words.join('，')}</>
}
