// Which month the figures are of: one step back or forth, or any of the last two years.
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select, Space } from 'antd'
import { addMonths, dayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { monthText } from '../figures.ts'
import { useWords } from '../language.tsx'

export function MonthPicker({ month, onChange }: { month: Month; onChange: (month: Month) => void }) {
  const say = useWords()
  const latest = monthOf(dayOf(new Date()))
  const months = Array.from({ length: 24 }, (_, index) => addMonths(latest, -index))
  const known = months.includes(month) ? months : [...months, month]
  return (
    <Space.Compact>
      <Button
        icon={<LeftOutlined />}
        aria-label={say('board.monthBefore')}
        onClick={() => onChange(addMonths(month, -1))}
      />
      <Select
        aria-label={say('board.month')}
        className="month"
        value={month}
        options={known.map(each => ({ value: each, label: monthText(each) }))}
        onChange={onChange}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={say('board.monthAfter')}
        disabled={month >= latest}
        onClick={() => onChange(addMonths(month, 1))}
      />
    </Space.Compact>
  )
}
