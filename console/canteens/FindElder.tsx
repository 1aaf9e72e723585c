// Finds an elder near the place by name or pinyin.
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'

interface FindElderProps {
  of: { countyCode: string; canteenId: string }
  /** Given by the form. */
  value?: string
  id?: string
  onChange?: (elderId: string) => void
}

export function FindElder({ of, value, id, onChange }: FindElderProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const found = useAnswer('mealRegular.candidates', { ...of, text: text || '-' }, { enabled: text !== '' })
  return (
    <Select
      {...(id && { id })}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      value={value ?? null}
      placeholder={say('regulars.find')}
      loading={found.isFetching}
      notFoundContent={null}
      options={(found.data ?? []).map(one => ({
        value: one.elderId,
        label: [
          one.name,
          one.age === null ? '' : say('elder.age', { age: one.age }),
          one.villageName,
          one.address,
          one.isRegularAt === null ? '' : say('regulars.atOther', { name: one.isRegularAt }),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
      onChange={(chosen: string | null) => chosen && onChange?.(chosen)}
    />
  )
}
