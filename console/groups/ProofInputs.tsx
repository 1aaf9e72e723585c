// The fields of a group's proof, as its rule asks for them.
import { Form, Input, Select } from 'antd'
import { abilityStandards } from '../../domain/assessments/ability-form.ts'
import type { RecordedGroup } from '../../domain/elders/elder.ts'
import { proofWords } from '../../domain/elders/memberships.ts'
import { useWords } from '../language.tsx'
import { type ProofName, proofFieldsOf } from './proof-fields.ts'

const days: readonly ProofName[] = ['decidedOn', 'since', 'expiresOn']

interface ProofInputsProps {
  group: RecordedGroup
  /** What may be left empty because it follows later. */
  toFollow: boolean
}

export function ProofInputs({ group, toFollow }: ProofInputsProps) {
  const say = useWords()
  return (
    <div className="fields">
      {proofFieldsOf(group).map(({ name, needed }) => (
        <Form.Item
          key={name}
          name={name}
          label={proofWords[name]}
          className={name === 'whereabouts' ? 'wide' : ''}
          rules={needed && !toFollow ? [{ required: true, message: say('form.required') }] : []}
        >
          <ProofInput name={name} />
        </Form.Item>
      ))}
    </div>
  )
}

/** The form gives value, handler and id to whatever stands here. */
function ProofInput({ name, ...control }: { name: ProofName }) {
  const say = useWords()
  if (days.includes(name)) return <Input type="date" {...control} />
  if (name === 'grade')
    return (
      <Select
        options={[1, 2].map(grade => ({ value: grade, label: say('groups.grade', { grade }) }))}
        {...control}
      />
    )
  if (name === 'level')
    return (
      <Select
        options={[1, 2, 3, 4].map(level => ({ value: level, label: say('groups.level', { level }) }))}
        {...control}
      />
    )
  if (name === 'standardVersion')
    return (
      <Select
        options={abilityStandards.keys.map(key => ({
          value: abilityStandards.words[key] as string,
          label: abilityStandards.words[key],
        }))}
        {...control}
      />
    )
  if (name === 'whereabouts') return <Input.TextArea rows={2} maxLength={200} showCount {...control} />
  return <Input maxLength={60} {...control} />
}
