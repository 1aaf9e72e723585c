// The level of a case as a mark, and its clock in words and colour.
import { ClockCircleOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { useEffect, useState } from 'react'
import { type AidCaseLevel, type AidCaseRow, aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import { standingText } from '../../domain/aid-cases/deadlines.ts'
import { clockAfter } from './clocks.ts'

export function LevelTag({ level }: { level: AidCaseLevel }) {
  return <Tag className={`level level-${level}`}>{aidCaseLevels.words[level]}</Tag>
}

/** Looks at the time now and then. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

export function CaseClock({ row, everyMs }: { row: Pick<AidCaseRow, 'clock'>; everyMs?: number }) {
  const now = useNow(everyMs)
  if (!row.clock) return null
  const clock = clockAfter(row.clock, now)
  const tone = clock.late ? 'danger' : clock.soon ? 'warn' : 'calm'
  return (
    <span className={`clock ${tone}`}>
      <ClockCircleOutlined aria-hidden /> {standingText(clock)}
    </span>
  )
}
