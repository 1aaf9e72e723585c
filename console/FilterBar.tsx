// The filters above a list, kept in the address: on a desk side by side, on a phone behind a button that counts them.
import { FilterOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useFilters } from './address.ts'
import { useNarrow } from './frame/narrow.ts'
import { useWords } from './language.tsx'

interface FilterBarProps {
  /** The filters behind the button, as the address names them: what clearing clears. */
  names: readonly string[]
  /** Always in sight: how it is shown, and the search. */
  always?: ReactNode
  children: ReactNode
}

export function FilterBar({ names, always, children }: FilterBarProps) {
  const say = useWords()
  const narrow = useNarrow()
  const [filters, change] = useFilters()
  const [open, setOpen] = useState(false)
  const count = names.filter(name => filters[name]).length
  return (
    <search className="filters no-print">
      {always}
      {narrow && (
        <Button
          size="large"
          icon={<FilterOutlined />}
          aria-expanded={open}
          onClick={() => setOpen(before => !before)}
        >
          {count > 0 ? say('filters.set', { count }) : say('filters.open')}
        </Button>
      )}
      {(!narrow || open) && children}
      {count > 0 && (
        <Button size="large" onClick={() => change(Object.fromEntries(names.map(name => [name, undefined])))}>
          {say('filters.clear')}
        </Button>
      )}
    </search>
  )
}

export function FindText({ word }: { word: string }) {
  const [filters, change] = useFilters()
  return (
    <Input.Search
      key={filters.text ?? ''}
      size="large"
      className="filter-find"
      allowClear
      defaultValue={filters.text ?? ''}
      aria-label={word}
      placeholder={word}
      onSearch={typed => change({ text: typed.trim() || undefined })}
    />
  )
}
