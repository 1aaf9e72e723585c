// Picks an elder of the village by name, pinyin or the last four digits of a number.
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { ElderRow } from '../../../domain/elders/elder.ts'
import { useAnswer } from '../../asking.ts'
import { useWords } from '../../language.tsx'

interface ElderPickerProps {
  regionCode: string
  /** Who cannot be chosen. */
  without: string
  onPicked: (row: ElderRow) => void
  /** Given by the form. */
  id?: string
  value?: string
  onChange?: (id: string | undefined) => void
}

export function ElderPicker({ regionCode, without, onPicked, id, value, onChange }: ElderPickerProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const found = useAnswer('elder.list', {
    regionCode,
    limit: 20,
    ...(text && { text }),
  })
  const rows = (found.data?.rows ?? []).filter(row => row.id !== without)
  return (
    <Select
      {...(id && { id })}
      allowClear
      value={value ?? null}
      placeholder={say('elders.search')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={
        found.isPending ? say('state.loading') : text ? say('elders.noneFound', { text }) : say('elders.none')
      }
      options={rows.map(row => ({
        value: row.id,
        label: row.age === null ? row.name : `${row.name} · ${say('elder.age', { age: row.age })}`,
      }))}
      onChange={(chosen: string | null | undefined) => {
        onChange?.(chosen ?? undefined)
        const row = rows.find(one => one.id === chosen)
        if (row) onPicked(row)
      }}
    />
  )
}
