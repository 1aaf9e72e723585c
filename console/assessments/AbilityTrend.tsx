// How ability changed over the years: the total as a line, the four blocks stacked beneath it; the table stands below.
import { useMemo } from 'react'
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { abilityBlocks, blockSum, fullScore } from '../../domain/assessments/ability-items.ts'
import type { AbilityRow } from '../../domain/assessments/assessment.ts'
import { Chart } from '../../ui/chart.tsx'
import { useWords } from '../language.tsx'
import { token } from '../theme.ts'

/** Warm to cool, light enough for the line of the total to stand out; each is told by its name in the key below. */
const blockColors = ['#e3a37f', '#edc99f', '#b9c9a4', '#9fb8c4'] as const

export function AbilityTrend({ rows }: { rows: readonly AbilityRow[] }) {
  const say = useWords()
  const option = useMemo(() => optionFor(rows, say('ability.total')), [rows, say])
  return (
    <figure className="trend">
      <Chart option={option} heightPixels={300} label={say('ability.trendLabel')} />
      <figcaption className="trend-key">
        {abilityBlocks.keys.map((block, place) => (
          <span key={block}>
            <i style={{ background: blockColors[place] }} aria-hidden /> {abilityBlocks.words[block]}
          </span>
        ))}
        <span>
          <i className="line" aria-hidden /> {say('ability.total')}
        </span>
      </figcaption>
    </figure>
  )
}

function optionFor(rows: readonly AbilityRow[], totalWord: string) {
  const points = rows
    .flatMap(row => (row.result ? [{ day: row.assessedOn, ...row.result }] : []))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
  return {
    animation: false,
    grid: { left: 42, right: 28, top: 28, bottom: 32 },
    tooltip: {
      trigger: 'axis',
      textStyle: { fontSize: 15, color: token('--ink') },
      formatter: (hovered: { dataIndex: number }[]) => {
        const point = points[hovered[0]?.dataIndex ?? -1]
        if (!point) return ''
        const blocks = abilityBlocks.keys.map(
          block => `${abilityBlocks.words[block]} ${blockSum(point.scores, block)}`,
        )
        return [
          `<b>${point.day}</b>`,
          `${totalWord} ${point.total} / ${fullScore}`,
          abilityLevels.words[point.finalLevel],
          ...blocks,
        ].join('<br>')
      },
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: points.map(point => point.day),
      axisLabel: { fontSize: 13, color: token('--ink-soft'), formatter: (day: string) => day.slice(0, 7) },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: fullScore,
      interval: 30,
      axisLabel: { fontSize: 13, color: token('--ink-soft') },
      splitLine: { lineStyle: { color: token('--line') } },
    },
    series: [
      ...abilityBlocks.keys.map((block, place) => ({
        type: 'line',
        name: abilityBlocks.words[block],
        stack: 'blocks',
        symbol: 'none',
        lineStyle: { width: 0 },
        areaStyle: { color: blockColors[place], opacity: 0.75 },
        data: points.map(point => blockSum(point.scores, block)),
      })),
      {
        type: 'line',
        name: totalWord,
        symbolSize: 10,
        lineStyle: { width: 3, color: token('--sunset-deep') },
        itemStyle: { color: token('--sunset-deep') },
        label: { show: true, position: 'top', fontSize: 15, fontWeight: 600, color: token('--ink') },
        data: points.map(point => point.total),
      },
    ],
  }
}
