// Which month: the last, this one, the next; written into the address.
import { Segmented } from 'antd'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { monthText } from '../figures.ts'

export function MonthChoice({ month }: { month: string }) {
  const [, change] = useFilters()
  const now = monthOf(dayOf(new Date()))
  const months = [...new Set([addMonths(now, -1), now, addMonths(now, 1), month])].sort()
  return (
    <Segmented
      size="large"
      value={month}
      options={months.map(one => ({ value: one, label: monthText(one) }))}
      onChange={chosen => change({ month: chosen === now ? undefined : chosen })}
    />
  )
}
