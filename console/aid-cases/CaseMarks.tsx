// The level of a case as a mark, and its clock in words and colour.
import { ClockCircleOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import { useEffect, useState } from 'react'
import { type AidCaseLevel, type AidCaseRow, aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import { useWords } from '../language.tsx'
import { clockOf, durationText } from './clocks.ts'

export function LevelTag({ level }: { level: AidCaseLevel }) {
  return <Tag className={`level level-${level}`}>{aidCaseLevels.words[level]}</Tag>
}

/** Looks at the time twice a minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

type Timed = Pick<AidCaseRow, 'stage' | 'openedAt' | 'acknowledgeBy' | 'onSiteBy'>

export function CaseClock({ row }: { row: Timed }) {
  const say = useWords()
  const clock = clockOf(row, useNow())
  if (!clock) return null
  const time = durationText(clock.minutes)
  const waits = say(clock.waitsFor === 'acknowledge' ? 'clock.acknowledge' : 'clock.onSite')
  const tone = clock.overdue ? 'danger' : clock.soon ? 'warn' : 'calm'
  return (
    <span className={`clock ${tone}`}>
      <ClockCircleOutlined aria-hidden />{' '}
      {say(clock.overdue ? 'clock.overdue' : 'clock.left', { waits, time })}
    </span>
  )
}
