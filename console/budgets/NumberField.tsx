// A number of a what-if with its word above it.
import { InputNumber } from 'antd'

interface NumberProps {
  name: string
  value: number | null
  range: [number, number]
  onValue: (value: number | null) => void
  placeholder?: string
  suffix?: string
}

export function NumberField({ name, value, range: [min, max], onValue, placeholder, suffix }: NumberProps) {
  return (
    <fieldset>
      <legend>{name}</legend>
      <InputNumber<number>
        size="large"
        min={min}
        max={max}
        aria-label={name}
        value={value}
        onChange={onValue}
        {...(placeholder && { placeholder })}
        {...(suffix && { suffix })}
      />
    </fieldset>
  )
}
