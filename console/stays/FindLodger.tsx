// Finds an elder of the area by name or pinyin, and says where she lives already.
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'

interface FindLodgerProps {
  countyCode: string
  /** Given by the form. */
  value?: string
  id?: string
  onChange?: (elderId: string) => void
  /** Somebody who was chosen elsewhere. */
  known?: { elderId: string; name: string } | undefined
}

export function FindLodger({ countyCode, value, id, onChange, known }: FindLodgerProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const found = useAnswer('stay.candidates', { countyCode, text: text || '-' }, { enabled: text !== '' })
  const options = (found.data?.rows ?? []).map(one => ({
    value: one.elderId,
    label: [
      one.name,
      one.age === null ? '' : say('elder.age', { age: one.age }),
      one.villageName,
      one.isTekun ? say('stays.tekun') : '',
      one.livesAt === null ? '' : say('stays.livesAt', { name: one.livesAt }),
    ]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <Select
      {...(id && { id })}
      size="large"
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      value={value ?? null}
      placeholder={say('stays.findElder')}
      loading={found.isFetching}
      notFoundContent={text === '' ? null : say('stays.nobody')}
      options={options.length === 0 && known ? [{ value: known.elderId, label: known.name }] : options}
      onChange={(chosen: string | null) => chosen && onChange?.(chosen)}
    />
  )
}
