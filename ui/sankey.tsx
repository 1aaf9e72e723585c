// Where money goes, as ribbons from left to right; the figures stand in a table beside it.
import { SankeyChart } from 'echarts/charts'
import { format, use } from 'echarts/core'
import { useMemo } from 'react'
import { Chart } from './chart.tsx'

use([SankeyChart])

export interface SankeyNode {
  key: string
  name: string
  color: string
}

export interface SankeyRibbon {
  from: string
  to: string
  value: number
}

interface SankeyProps {
  nodes: readonly SankeyNode[]
  ribbons: readonly SankeyRibbon[]
  label: string
  heightPixels: number
  /** A value in words, for names and bubbles. */
  words: (value: number) => string
  narrow: boolean
}

export function Sankey({ nodes, ribbons, label, heightPixels, words, narrow }: SankeyProps) {
  const option = useMemo(() => {
    const names = new Map(nodes.map(({ key, name }) => [key, name]))
    const ends = new Set(nodes.map(({ key }) => key).filter(key => ribbons.every(({ from }) => from !== key)))
    // A bubble is HTML, and people give projects their names.
    const inBubble = (key: string) => format.encodeHTML(names.get(key) ?? '')
    const size = (key: string) =>
      Math.max(
        ...[ribbons.filter(({ from }) => from === key), ribbons.filter(({ to }) => to === key)].map(side =>
          side.reduce((sum, { value }) => sum + value, 0),
        ),
      )
    return {
      // Printed as it is drawn, and never half drawn.
      animation: false,
      tooltip: { trigger: 'item', confine: true },
      series: [
        {
          type: 'sankey',
          left: 8,
          right: narrow ? 96 : 250,
          top: 12,
          bottom: 12,
          nodeWidth: 14,
          // As high as a line of letters: names of thin ribbons would lie upon each other.
          nodeGap: narrow ? 14 : 18,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
          data: nodes.map(({ key, color }) => ({
            name: key,
            itemStyle: { color },
            label: {
              ...{ fontSize: narrow ? 11 : 13, color: '#33302c', overflow: 'truncate' },
              width: narrow ? (ends.has(key) ? 92 : 84) : 240,
              formatter: `${names.get(key) ?? ''}${narrow ? '' : `　${words(size(key))}`}`,
            },
            tooltip: { formatter: `${inBubble(key)}：${words(size(key))}` },
          })),
          links: ribbons.map(({ from, to, value }) => ({
            ...{ source: from, target: to, value },
            tooltip: { formatter: `${inBubble(from)} → ${inBubble(to)}：${words(value)}` },
          })),
        },
      ],
    }
  }, [nodes, ribbons, words, narrow])
  return <Chart option={option} heightPixels={heightPixels} label={label} />
}
