// Groups of elders of a what-if, with the word above them.
import { Select } from 'antd'
import { type RecordedGroup, recordedGroups } from '../../domain/elders/elder.ts'
import { useWords } from '../language.tsx'

interface GroupsProps {
  name: string
  value: RecordedGroup[]
  onValue: (groups: RecordedGroup[]) => void
}

export function GroupsField({ name, value, onValue }: GroupsProps) {
  const say = useWords()
  return (
    <fieldset>
      <legend>{name}</legend>
      <Select<RecordedGroup[]>
        size="large"
        mode="multiple"
        placeholder={say('budget.groupsNone')}
        aria-label={name}
        value={value}
        options={recordedGroups.keys.map(group => ({ value: group, label: recordedGroups.words[group] }))}
        onChange={onValue}
      />
    </fieldset>
  )
}
