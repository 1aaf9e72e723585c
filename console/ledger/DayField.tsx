// A day with its word, kept in the address.
import { Input } from 'antd'
import { dayOf } from '../../domain/kernel/day.ts'
import { Labelled } from '../Labelled.tsx'

interface DayFieldProps {
  word: string
  value: string
  onChange: (day: string | undefined) => void
}

export function DayField({ word, value, onChange }: DayFieldProps) {
  return (
    <Labelled word={word}>
      {id => (
        <Input
          id={id}
          type="date"
          size="large"
          className="day"
          max={dayOf(new Date())}
          value={value}
          onChange={event => onChange(event.target.value || undefined)}
        />
      )}
    </Labelled>
  )
}
