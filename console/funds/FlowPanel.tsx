// The way of the money as a picture: from source to county to what it is for, with its table.
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { fundKinds, fundSources } from '../../domain/funds/fund.ts'
import type { FundFlow } from '../../domain/funds/overview.ts'
import { sumBriefly, sumWords } from '../../domain/funds/words.ts'
import { Sankey, type SankeyNode, type SankeyRibbon } from '../../ui/sankey.tsx'
import { CardTable } from '../CardTable.tsx'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Nothing } from '../states.tsx'

/** More names than these no picture can carry. */
const placesAtMost = 13

const colours = {
  source: ['#8a5a00', '#b8431f', '#93330f', '#a8662b', '#2d6a3e', '#5f534d'],
  place: '#c98a63',
  unsplit: '#b9aca3',
  kind: '#2d6a3e',
} as const

export function FlowPanel({ flows }: { flows: FundFlow[] }) {
  const say = useWords()
  const narrow = useNarrow()
  const [table, setTable] = useState(false)
  const picture = useMemo(() => pictureOf(flows, say), [flows, say])
  return (
    <Panel
      title={say('fund.flow')}
      note={say('fund.flowNote')}
      extra={flows.length > 0 && <Button onClick={() => setTable(!table)}>{say('fund.flowTable')}</Button>}
    >
      {flows.length === 0 ? (
        <Nothing>{say('fund.flowNone')}</Nothing>
      ) : (
        <Sankey
          {...picture}
          label={say('fund.flowLabel')}
          heightPixels={Math.max(300, Math.min(760, picture.nodes.length * 34))}
          words={sumBriefly}
          narrow={narrow}
        />
      )}
      {table && <FlowTable flows={flows} />}
    </Panel>
  )
}

function pictureOf(flows: readonly FundFlow[], say: ReturnType<typeof useWords>) {
  const byPlace = new Map<string, number>()
  const placeOf = ({ regionCode, isSplit }: FundFlow) => `${isSplit ? 'place' : 'unsplit'} ${regionCode}`
  for (const flow of flows) byPlace.set(placeOf(flow), (byPlace.get(placeOf(flow)) ?? 0) + flow.amountFen)
  const kept = [...byPlace].toSorted((one, other) => other[1] - one[1]).slice(0, placesAtMost)
  const shown = new Set(byPlace.size > placesAtMost ? kept.slice(0, -1).map(([key]) => key) : byPlace.keys())
  const nodes = new Map<string, SankeyNode>()
  const ribbons = new Map<string, SankeyRibbon>()
  const add = (from: SankeyNode, to: SankeyNode, value: number) => {
    nodes.set(from.key, from)
    nodes.set(to.key, to)
    const key = `${from.key}|${to.key}`
    ribbons.set(key, { from: from.key, to: to.key, value: (ribbons.get(key)?.value ?? 0) + value })
  }
  for (const flow of flows) {
    const key = placeOf(flow)
    const source = {
      ...{ key: `source ${flow.source}`, name: fundSources.words[flow.source] },
      color: colours.source[fundSources.keys.indexOf(flow.source)] ?? colours.place,
    }
    const place = shown.has(key)
      ? {
          ...{ key, color: flow.isSplit ? colours.place : colours.unsplit },
          name: flow.isSplit ? flow.regionName : say('fund.unsplit', { name: flow.regionName }),
        }
      : {
          ...{ key: 'others', color: colours.place },
          name: say('fund.otherCounties', { count: byPlace.size - shown.size }),
        }
    const kind = { key: `kind ${flow.kind}`, name: fundKinds.words[flow.kind], color: colours.kind }
    add(source, place, flow.amountFen)
    add(place, kind, flow.amountFen)
  }
  return { nodes: [...nodes.values()], ribbons: [...ribbons.values()] }
}

function FlowTable({ flows }: { flows: FundFlow[] }) {
  const say = useWords()
  return (
    <CardTable<FundFlow>
      rowKey={row => `${row.source} ${row.regionCode} ${row.kind} ${row.isSplit}`}
      dataSource={flows.toSorted((one, other) => other.amountFen - one.amountFen)}
      pagination={{ pageSize: 30, hideOnSinglePage: true }}
      columns={[
        {
          key: 'where',
          title: say('fund.where'),
          render: (_, row) => (row.isSplit ? row.regionName : say('fund.unsplit', { name: row.regionName })),
        },
        { key: 'source', title: say('fund.source'), render: (_, row) => fundSources.words[row.source] },
        { key: 'kind', title: say('fund.kind'), render: (_, row) => fundKinds.words[row.kind] },
        {
          key: 'amount',
          title: say('fund.amount'),
          align: 'right',
          render: (_, row) => sumWords(row.amountFen),
        },
      ]}
    />
  )
}
