// The plan while it is written: a row an item, its price and who pays, and the days it will take.
import { Button, Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { adaptationItems, homeParts } from '../../domain/assessments/adaptation.ts'
import { type Funder, funders, type PlanLineInput, type Project } from '../../domain/home-care/project.ts'
import { isHardship } from '../../domain/home-care/project-rules.ts'
import { useAct } from '../asking.ts'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { fenOf, yuanText } from '../money.ts'
import { Trouble, useNotice } from '../states.tsx'
import { ItemName } from './ItemName.tsx'

export function PlanForm({ project, onDone }: { project: Project; onDone: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [lines, setLines] = useState<PlanLineInput[]>(
    project.lines.map(({ item, reason, quantity, priceFen, funder }) => ({
      ...{ item, reason, quantity, priceFen, funder },
    })),
  )
  const [days, setDays] = useState(project.expectedDays)
  const plan = useAct('adaptation.plan', ['adaptation.get', 'adaptation.list', 'adaptation.counts'])
  const change = (item: number, changed: Partial<PlanLineInput>) =>
    setLines(lines.map(line => (line.item === item ? { ...line, ...changed } : line)))
  const save = () =>
    plan.mutate(
      {
        ...{ countyCode: project.countyCode, id: project.id, version: project.version },
        ...{ plan: lines, expectedDays: days },
      },
      {
        onSuccess: () => {
          notice.done(say('adapt.planSaved'))
          onDone()
        },
      },
    )
  return (
    <form
      className="plan-form"
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <ul>
        {lines.map(line => (
          <Line
            key={line.item}
            line={line}
            onChange={changed => change(line.item, changed)}
            onRemove={() => setLines(lines.filter(one => one.item !== line.item))}
          />
        ))}
      </ul>
      <AddItem
        project={project}
        lines={lines}
        onAdd={line => setLines([...lines, line].sort((one, other) => one.item - other.item))}
      />
      <Space wrap className="below">
        <Labelled word={say('adapt.days')}>
          {id => (
            <InputNumber<number> id={id} min={1} max={365} precision={0} value={days} onChange={setDays} />
          )}
        </Labelled>
        <span className="strong">
          {say('adapt.sum')} {yuanText(lines.reduce((sum, line) => sum + line.quantity * line.priceFen, 0))}
        </span>
      </Space>
      {plan.isError && <Trouble error={plan.error} />}
      <Space wrap className="below">
        <Button type="primary" htmlType="submit" loading={plan.isPending}>
          {say('adapt.planSave')}
        </Button>
        <Button onClick={onDone}>{say('form.cancel')}</Button>
      </Space>
    </form>
  )
}

interface LineProps {
  line: PlanLineInput
  onChange: (changed: Partial<PlanLineInput>) => void
  onRemove: () => void
}

function Line({ line, onChange, onRemove }: LineProps) {
  const say = useWords()
  const nameIt = (word: string) => `${line.item} ${word}`
  return (
    <li>
      <div className="plan-form-name">
        <ItemName item={line.item} />
        <Input
          aria-label={nameIt(say('adapt.why'))}
          value={line.reason}
          maxLength={200}
          onChange={event => onChange({ reason: event.target.value })}
        />
      </div>
      <InputNumber<number>
        aria-label={nameIt(say('adapt.quantity'))}
        prefix={say('adapt.quantity')}
        min={1}
        max={99}
        precision={0}
        value={line.quantity}
        onChange={value => onChange({ quantity: value ?? 1 })}
      />
      <InputNumber<number>
        aria-label={nameIt(say('adapt.price'))}
        prefix={say('adapt.price')}
        min={0}
        max={1_000_000}
        precision={2}
        value={line.priceFen / 100}
        onChange={value => onChange({ priceFen: fenOf(value) })}
      />
      <Select<Funder>
        aria-label={nameIt(say('adapt.funder'))}
        value={line.funder}
        options={funders.keys.map(key => ({ value: key, label: funders.words[key] }))}
        onChange={funder => onChange({ funder })}
      />
      <Button onClick={onRemove} aria-label={nameIt(say('adapt.remove'))}>
        {say('adapt.remove')}
      </Button>
    </li>
  )
}

interface AddItemProps {
  project: Project
  lines: readonly PlanLineInput[]
  onAdd: (line: PlanLineInput) => void
}

/** Proposes government for the basic items of a hardship family; the county’s rules are checked when saved. */
function AddItem({ project, lines, onAdd }: AddItemProps) {
  const say = useWords()
  const isPoor = isHardship(project.hardship, { marginalCounts: true })
  return (
    <Select<number | null>
      className="plan-add"
      showSearch={{ optionFilterProp: 'label' }}
      value={null}
      placeholder={say('adapt.addItem')}
      aria-label={say('adapt.addItem')}
      options={adaptationItems
        .filter(item => !lines.some(line => line.item === item.number))
        .map(item => ({
          value: item.number,
          label: `${item.number} ${homeParts.words[item.part]}：${item.name}${item.kind === 'basicItem' ? `（${say('adapt.kindBasic')}）` : ''}`,
        }))}
      onChange={item => {
        const chosen = adaptationItems.find(one => one.number === item)
        if (!chosen) return
        onAdd({
          ...{ item: chosen.number, reason: say('home.addWhy'), quantity: 1, priceFen: 0 },
          funder: isPoor && chosen.kind === 'basicItem' ? 'governmentFunds' : 'familyFunds',
        })
      }}
    />
  )
}
