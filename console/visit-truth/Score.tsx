// A score and its line of months, low ones told by colour and by words.
import { monthText } from '../figures.ts'
import { useWords } from '../language.tsx'
import './truth.css'

/** What is shown as low; what follows is the stage, which the server decides with the county's own limit. */
const lowBelow = 80

export function Score({ score }: { score: number }) {
  const say = useWords()
  return (
    <span className={score < lowBelow ? 'truth-score low' : 'truth-score'}>
      {say('truth.points', { score })}
    </span>
  )
}

interface MonthScore {
  month: string
  score: number
}

const width = 132
const height = 44

export function ScoreTrend({ months }: { months: readonly MonthScore[] }) {
  const say = useWords()
  const step = months.length > 1 ? (width - 12) / (months.length - 1) : 0
  const points = months.map(({ month, score }, index) => ({
    month,
    score,
    x: 6 + index * step,
    y: 6 + ((100 - score) / 100) * (height - 12),
  }))
  const words = months
    .map(({ month, score }) => say('truth.trendOf', { month: monthText(month), score }))
    .join('，')
  const limit = 6 + ((100 - lowBelow) / 100) * (height - 12)
  return (
    <svg
      className="truth-trend"
      width={width}
      height={height}
      role="img"
      aria-label={say('truth.trendLabel', { scores: words })}
    >
      <title>{words}</title>
      <line x1={0} x2={width} y1={limit} y2={limit} />
      <polyline points={points.map(point => `${point.x},${point.y}`).join(' ')} />
      {points.map(point => (
        <circle
          key={point.month}
          cx={point.x}
          cy={point.y}
          r={4}
          className={point.score < lowBelow ? 'low' : undefined}
        />
      ))}
    </svg>
  )
}
