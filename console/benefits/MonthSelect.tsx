// A month in Chinese words: the browser's own month field speaks the computer's language, and some have none.
import { Select } from 'antd'
import { addMonths, dayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { monthText } from '../figures.ts'

interface MonthSelectProps {
  id?: string
  value?: Month | undefined
  /** Months before and after the running one that may be chosen. */
  back: number
  ahead: number
  /** The word for "no month"; without it a month must be chosen. */
  none?: string
  large?: boolean
  onChange?: (month: Month) => void
}

/** Answers '' for none, so that a form keeps text. */
export function MonthSelect({ id, value, back, ahead, none, large = false, onChange }: MonthSelectProps) {
  const running = monthOf(dayOf(new Date()))
  const months = Array.from({ length: back + ahead + 1 }, (_, at) => addMonths(running, ahead - at))
  const known = value && !months.includes(value) ? [...months, value] : months
  return (
    <Select
      {...(id !== undefined && { id })}
      className="month-input"
      size={large ? 'large' : 'middle'}
      value={value ?? null}
      options={[
        ...(none === undefined ? [] : [{ value: '', label: none }]),
        ...known.map(month => ({ value: month, label: monthText(month) })),
      ]}
      onChange={(chosen: Month) => onChange?.(chosen)}
    />
  )
}
