// The year as a small picture: one mark a month on four lines, each readable as text.
import { monthOf } from '../../domain/kernel/day.ts'
import type { ElderRisk } from '../../domain/risk/api.ts'
import { riskLevels } from '../../domain/risk/level.ts'
import { monthText } from '../figures.ts'
import { useWords } from '../language.tsx'

const step = 26
const lineHeight = 22
const left = 30

export function RiskYear({ risk }: { risk: ElderRisk }) {
  const say = useWords()
  const { months } = risk
  const width = left + months.length * step
  const height = riskLevels.keys.length * lineHeight
  const x = (at: number) => left + at * step + step / 2
  const y = (level: ElderRisk['risk']) => riskLevels.keys.indexOf(level) * lineHeight + lineHeight / 2
  const words = months.map(({ on, level, points }, at) => {
    if (at === months.length - 1) return say('risk.todayPoint', { level: riskLevels.words[level] })
    const said = { month: monthText(monthOf(on)), level: riskLevels.words[level], points }
    return say(risk.hasPoints ? 'risk.monthPoint' : 'risk.monthLevel', said)
  })
  return (
    <>
      <svg
        role="img"
        aria-label={words.join('；')}
        className="risk-year"
        viewBox={`0 0 ${width} ${height + 18}`}
        style={{ maxWidth: width * 1.2 }}
      >
        {riskLevels.keys.map(level => (
          <g key={level}>
            <line x1={left} x2={width} y1={y(level)} y2={y(level)} className="risk-grid" />
            <text x={4} y={y(level) + 5}>
              {riskLevels.words[level]}
            </text>
          </g>
        ))}
        <polyline
          className="risk-line"
          points={months.map(({ level }, at) => `${x(at)},${y(level)}`).join(' ')}
        />
        {months.map(({ on, level, set }, at) => (
          <g key={on}>
            <title>{words[at]}</title>
            <circle
              cx={x(at)}
              cy={y(level)}
              r={7}
              className={`risk-dot risk-dot-${level}${set ? ' risk-dot-set' : ''}`}
            />
            {(at % 3 === 0 || at === months.length - 1) && (
              <text x={x(at)} y={height + 14} textAnchor="middle" className="risk-month">
                {Number(on.slice(5, 7))}月
              </text>
            )}
          </g>
        ))}
      </svg>
      <p className="soft small">{say('risk.yearNote')}</p>
    </>
  )
}
