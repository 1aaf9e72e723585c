// Picks a household of a village by its address or by the name of somebody who lives there.
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { HouseholdRow } from '../../domain/elders/household.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'

interface HouseholdPickerProps {
  regionCode: string
  /** The household that cannot be chosen. */
  without?: string
  onPicked?: (row: HouseholdRow) => void
  /** Given by the form. */
  id?: string
  value?: string
  onChange?: (id: string | undefined) => void
}

export function HouseholdPicker(props: HouseholdPickerProps) {
  const { regionCode, without, onPicked, id, value, onChange } = props
  const say = useWords()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const found = useAnswer('household.list', { regionCode, limit: 20, ...(text && { text }) })
  const rows = (found.data?.rows ?? []).filter(row => row.id !== without)
  return (
    <Select
      {...(id && { id })}
      allowClear
      value={value ?? null}
      placeholder={say('house.search')}
      aria-label={say('house.search')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={found.isPending ? say('state.loading') : say('house.searchNone')}
      options={rows.map(row => ({ value: row.id, label: houseWords(row), row }))}
      onChange={(chosen: string | null | undefined) => {
        onChange?.(chosen ?? undefined)
        const row = rows.find(one => one.id === chosen)
        if (row) onPicked?.(row)
      }}
    />
  )
}

/** 东屯 12 号（李明福、金顺） */
export function houseWords(row: Pick<HouseholdRow, 'address' | 'members'>): string {
  const names = row.members.map(member => member.name).join('、')
  return names ? `${row.address || '—'}（${names}）` : row.address || '—'
}
