// One condition as a person chooses it: what is asked, is or is not, and its particulars.
import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import {
  abilityWords,
  incomeStatuses,
  type Leaf,
  selfCareWords,
  settlements,
} from '../../domain/benefits/rule.ts'
import { recordedGroups } from '../../domain/elders/elder.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { freshLeaf, type LeafRow } from './draft.ts'

const kinds: readonly Leaf['is'][] = [
  'age',
  'hukou',
  'residence',
  'settlement',
  'group',
  'income',
  'ability',
  'selfCare',
  'institution',
  'registered',
]

interface LeafFieldsProps {
  row: LeafRow
  county: { code: string; name: string }
  onChange: (row: LeafRow) => void
  onRemove?: (() => void) | undefined
}

export function LeafFields({ row, county, onChange, onRemove }: LeafFieldsProps) {
  const say = useWords()
  return (
    <div className="rule-row">
      <Select
        aria-label={say('edit.condition')}
        className="rule-kind"
        value={row.leaf.is}
        options={kinds.map(is => ({ value: is, label: say(`ask.${is}`) }))}
        onChange={is => onChange({ ...row, leaf: freshLeaf(is, county) })}
      />
      <Select
        aria-label={`${say('edit.is')} / ${say('edit.isNot')}`}
        className="rule-not"
        value={row.negated ? 'no' : 'yes'}
        options={[
          { value: 'yes', label: say('edit.is') },
          { value: 'no', label: say('edit.isNot') },
        ]}
        onChange={chosen => onChange({ ...row, negated: chosen === 'no' })}
      />
      <Particulars leaf={row.leaf} county={county} onChange={leaf => onChange({ ...row, leaf })} />
      {onRemove && (
        <Button type="text" icon={<DeleteOutlined />} aria-label={say('edit.remove')} onClick={onRemove} />
      )}
    </div>
  )
}

interface ParticularsProps {
  leaf: Leaf
  county: { code: string; name: string }
  onChange: (leaf: Leaf) => void
}

export function Particulars({ leaf, county, onChange }: ParticularsProps) {
  const say = useWords()
  switch (leaf.is) {
    case 'age':
      return <Ages leaf={leaf} onChange={onChange} />
    case 'hukou':
    case 'residence':
      return <Places leaf={leaf} county={county} onChange={onChange} />
    case 'settlement':
      return (
        <Select
          aria-label={say('ask.settlement')}
          className="rule-choice"
          value={leaf.kind}
          options={settlements.keys.map(key => ({ value: key, label: settlements.words[key] }))}
          onChange={kind => onChange({ ...leaf, kind })}
        />
      )
    case 'group':
      return (
        <Select
          mode="multiple"
          aria-label={say('ask.group')}
          className="rule-wide"
          placeholder={say('edit.choose')}
          value={leaf.anyOf}
          options={recordedGroups.keys.map(key => ({ value: key, label: recordedGroups.words[key] }))}
          onChange={anyOf => onChange({ ...leaf, anyOf })}
        />
      )
    case 'income':
      return (
        <Select
          mode="multiple"
          aria-label={say('ask.income')}
          className="rule-wide"
          placeholder={say('edit.choose')}
          value={leaf.anyOf}
          options={incomeStatuses.keys.map(key => ({ value: key, label: incomeStatuses.words[key] }))}
          onChange={anyOf => onChange({ ...leaf, anyOf })}
        />
      )
    case 'ability':
      return <Level leaf={leaf} words={abilityWords} label={say('ask.ability')} onChange={onChange} />
    case 'selfCare':
      return <Level leaf={leaf} words={selfCareWords} label={say('ask.selfCare')} onChange={onChange} />
    case 'institution':
      return null
    case 'registered':
      return (
        <Input
          type="date"
          aria-label={say('ask.registered')}
          className="rule-choice"
          value={leaf.by}
          onChange={event => onChange({ ...leaf, by: event.target.value })}
        />
      )
  }
}

function Ages({ leaf, onChange }: { leaf: Extract<Leaf, { is: 'age' }>; onChange: (leaf: Leaf) => void }) {
  const say = useWords()
  return (
    <span className="rule-ages">
      <InputNumber
        className="rule-number"
        aria-label={say('edit.ageFrom')}
        prefix={<span className="soft">{say('edit.ageFrom')}</span>}
        min={0}
        max={130}
        precision={0}
        value={leaf.from}
        onChange={from => onChange({ ...leaf, from: from ?? 0 })}
      />
      <InputNumber
        className="rule-number"
        aria-label={say('edit.ageTo')}
        prefix={<span className="soft">{say('edit.ageTo')}</span>}
        placeholder={say('edit.noLimit')}
        min={0}
        max={130}
        precision={0}
        value={leaf.to}
        onChange={to => onChange({ ...leaf, to })}
      />
    </span>
  )
}

/** The county or one of its townships: a county's rule cannot ask about another county's land. */
function Places({
  leaf,
  county,
  onChange,
}: {
  leaf: Extract<Leaf, { is: 'hukou' | 'residence' }>
  county: { code: string; name: string }
  onChange: (leaf: Leaf) => void
}) {
  const say = useWords()
  const answer = useAnswer('region.get', { code: county.code })
  const places = [county, ...(answer.data?.children ?? []).map(({ code, name }) => ({ code, name }))]
  const known = places.some(place => place.code === leaf.within.code) ? places : [leaf.within, ...places]
  return (
    <Select
      aria-label={say('edit.place')}
      className="rule-choice"
      showSearch={{ optionFilterProp: 'label' }}
      value={leaf.within.code}
      options={known.map(place => ({ value: place.code, label: place.name }))}
      onChange={code => onChange({ ...leaf, within: known.find(place => place.code === code) ?? county })}
    />
  )
}

interface LevelProps {
  leaf: Extract<Leaf, { is: 'ability' | 'selfCare' }>
  words: readonly string[]
  label: string
  onChange: (leaf: Leaf) => void
}

function Level({ leaf, words, label, onChange }: LevelProps) {
  const say = useWords()
  const last = words.length - 1
  return (
    <Select
      aria-label={label}
      className="rule-wide"
      value={leaf.atLeast}
      options={words.slice(1).map((word, at) => ({
        value: at + 1,
        label: at + 1 < last ? say('edit.orWorse', { level: word }) : word,
      }))}
      onChange={atLeast => onChange({ ...leaf, atLeast })}
    />
  )
}
