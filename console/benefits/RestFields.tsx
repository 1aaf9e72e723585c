// When it starts, stops and pauses, and what it may not be paid together with.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useId } from 'react'
import {
  type BenefitKind,
  benefitKinds,
  roundings,
  startRules,
  stopRules,
  suspendingAbsences,
  winners,
} from '../../domain/benefits/rule.ts'
import type { Choice } from '../../domain/kernel/choice.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { RuleDraft } from './draft.ts'

type Rest = RuleDraft['rest']

interface RestFieldsProps {
  kind: BenefitKind
  rest: Rest
  onChange: (rest: Rest) => void
}

export function RestFields({ kind, rest, onChange }: RestFieldsProps) {
  const say = useWords()
  return (
    <>
      <Panel title={say('edit.startStop')}>
        <div className="rule-grid">
          <Chosen
            word={say('edit.startRule')}
            choice={startRules}
            value={rest.start}
            onChange={start => onChange({ ...rest, start })}
          />
          <Chosen
            word={say('edit.stopDeath')}
            choice={stopRules}
            value={rest.stop.death}
            onChange={death => onChange({ ...rest, stop: { ...rest.stop, death } })}
          />
          <Chosen
            word={say('edit.stopMoveOut')}
            choice={stopRules}
            value={rest.stop.moveOut}
            onChange={moveOut => onChange({ ...rest, stop: { ...rest.stop, moveOut } })}
          />
          <Chosen
            word={say('edit.stopLoss')}
            choice={stopRules}
            value={rest.stop.loss}
            onChange={loss => onChange({ ...rest, stop: { ...rest.stop, loss } })}
          />
          <Chosen
            word={say('edit.rounding')}
            choice={roundings}
            value={rest.rounding}
            onChange={rounding => onChange({ ...rest, rounding })}
          />
        </div>
        <h3>{say('edit.suspend')}</h3>
        <Suspensions rest={rest} onChange={onChange} />
      </Panel>
      <Panel title={say('edit.excludes')}>
        <Exclusions kind={kind} rest={rest} onChange={onChange} />
      </Panel>
    </>
  )
}

interface ChosenProps<Key extends string> {
  word: string
  choice: Choice<Key>
  value: Key
  onChange: (key: Key) => void
}

function Chosen<Key extends string>({ word, choice, value, onChange }: ChosenProps<Key>) {
  const id = useId()
  return (
    <div className="rule-label">
      <label htmlFor={id}>{word}</label>
      <Select<Key>
        id={id}
        value={value}
        options={choice.keys.map(key => ({ value: key, label: choice.words[key] }))}
        onChange={onChange}
      />
    </div>
  )
}

function Suspensions({ rest, onChange }: Omit<RestFieldsProps, 'kind'>) {
  const say = useWords()
  const free = suspendingAbsences.keys.filter(key => !rest.suspend.some(one => one.absence === key))
  const put = (at: number, changed: Rest['suspend'][number]) =>
    onChange({ ...rest, suspend: rest.suspend.map((one, place) => (place === at ? changed : one)) })
  return (
    <>
      {rest.suspend.map((one, at) => (
        <div className="rule-row" key={one.absence}>
          <Select
            aria-label={say('edit.suspend')}
            className="rule-kind"
            value={one.absence}
            options={[one.absence, ...free].map(key => ({
              value: key,
              label: suspendingAbsences.words[key],
            }))}
            onChange={absence => put(at, { ...one, absence })}
          />
          <InputNumber
            className="rule-number"
            aria-label={say('edit.days')}
            prefix={<span className="soft">{say('edit.days')}</span>}
            min={0}
            max={1000}
            precision={0}
            value={one.afterDays}
            onChange={days => put(at, { ...one, afterDays: days ?? 0 })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={say('edit.remove')}
            onClick={() => onChange({ ...rest, suspend: rest.suspend.filter(other => other !== one) })}
          />
        </div>
      ))}
      {free[0] && (
        <Button
          icon={<PlusOutlined />}
          onClick={() =>
            onChange({
              ...rest,
              suspend: [...rest.suspend, { absence: free[0] ?? 'hospital', afterDays: 90 }],
            })
          }
        >
          {say('edit.addSuspend')}
        </Button>
      )}
    </>
  )
}

function Exclusions({ kind, rest, onChange }: RestFieldsProps) {
  const say = useWords()
  const free = benefitKinds.keys.filter(key => key !== kind && !rest.excludes.some(one => one.kind === key))
  const put = (at: number, changed: Rest['excludes'][number]) =>
    onChange({ ...rest, excludes: rest.excludes.map((one, place) => (place === at ? changed : one)) })
  return (
    <>
      {rest.excludes.map((one, at) => (
        <div className="rule-row" key={one.kind}>
          <Select
            aria-label={say('edit.excludes')}
            className="rule-choice"
            value={one.kind}
            options={[one.kind, ...free].map(key => ({ value: key, label: benefitKinds.words[key] }))}
            onChange={chosen => put(at, { ...one, kind: chosen })}
          />
          <Select
            aria-label={say('edit.wins')}
            className="rule-choice"
            value={one.wins}
            options={winners.keys.map(key => ({ value: key, label: winners.words[key] }))}
            onChange={wins => put(at, { ...one, wins })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={say('edit.remove')}
            onClick={() => onChange({ ...rest, excludes: rest.excludes.filter(other => other !== one) })}
          />
        </div>
      ))}
      {free[0] && (
        <Button
          icon={<PlusOutlined />}
          onClick={() =>
            onChange({
              ...rest,
              excludes: [...rest.excludes, { kind: free[0] ?? 'otherBenefit', wins: 'higherWins' }],
            })
          }
        >
          {say('edit.addExclude')}
        </Button>
      )}
    </>
  )
}
