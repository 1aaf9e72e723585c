// One filter of a list, kept in the address.
import { Select } from 'antd'
import { useFilters } from './address.ts'

interface ChooseProps {
  name: string
  all: string
  words: Readonly<Record<string, string>>
}

export function Choose({ name, all, words }: ChooseProps) {
  const [filters, change] = useFilters()
  return (
    <Select
      size="large"
      className="filter-group"
      aria-label={all}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={all}
      value={filters[name] ?? null}
      options={Object.entries(words).map(([value, label]) => ({ value, label }))}
      onChange={(chosen: string | null | undefined) => change({ [name]: chosen ?? undefined })}
    />
  )
}
