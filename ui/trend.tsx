// A line over months, with a gap where there was nobody to count.
import { useMemo } from 'react'
import { Chart } from './chart.tsx'

interface TrendProps {
  points: readonly { label: string; value: number | null; lines: string[] }[]
  label: string
  color: string
}

export function Trend({ points, label, color }: TrendProps) {
  const option = useMemo(() => optionFor(points, color), [points, color])
  return <Chart option={option} heightPixels={280} label={label} />
}

function optionFor(points: TrendProps['points'], color: string) {
  return {
    animation: false,
    grid: { left: 56, right: 28, top: 24, bottom: 36 },
    tooltip: {
      trigger: 'axis',
      textStyle: { fontSize: 15, color: '#2b2320' },
      formatter: (hovered: { dataIndex: number }[]) => {
        const point = points[hovered[0]?.dataIndex ?? -1]
        return point ? [`<b>${point.label}</b>`, ...point.lines].join('<br>') : ''
      },
    },
    xAxis: {
      type: 'category',
      data: points.map(point => point.label),
      axisLabel: { fontSize: 13, color: '#5f534d' },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 100,
      interval: 25,
      axisLabel: { formatter: '{value}%', fontSize: 13, color: '#5f534d' },
      splitLine: { lineStyle: { color: '#efe8e3' } },
    },
    series: [
      {
        type: 'line',
        data: points.map(point => point.value),
        connectNulls: false,
        symbolSize: 9,
        lineStyle: { width: 3, color },
        itemStyle: { color },
        label: {
          show: true,
          formatter: ({ value }: { value: number | null }) => (value === null ? '' : `${value.toFixed(1)}%`),
          color: '#2b2320',
          fontSize: 12,
        },
        labelLayout: { hideOverlap: true },
      },
    ],
  }
}
