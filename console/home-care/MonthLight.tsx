// How many of this month's visits are done, with a light that says whether there is still time.
import { Tag } from 'antd'
import { monthLight } from '../../domain/home-care/bed-rules.ts'
import type { BedRow } from '../../domain/home-care/home-bed.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useWords } from '../language.tsx'

const colours = { green: 'success', yellow: 'warning', red: 'error' } as const
const words = { green: 'bed.lightGreen', yellow: 'bed.lightYellow', red: 'bed.lightRed' } as const

export function MonthLight({ bed }: { bed: Pick<BedRow, 'standing' | 'monthVisits' | 'monthlyVisits'> }) {
  const say = useWords()
  const value = say('bed.monthValue', { done: bed.monthVisits, owed: bed.monthlyVisits })
  if (bed.standing !== 'bedServed') return <span className="soft">{value}</span>
  const light = monthLight(bed.monthVisits, bed.monthlyVisits, dayOf(new Date()))
  return (
    <>
      {value}{' '}
      <Tag color={colours[light]}>{say(words[light], { count: bed.monthlyVisits - bed.monthVisits })}</Tag>
    </>
  )
}
