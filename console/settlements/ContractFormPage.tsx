// A contract is written down: from whom, for how long, what each lot buys, and what is to be reached.
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { type Contract, type GoalKind, goalKinds } from '../../domain/settlements/contract.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { fenOfYuan } from '../money.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Answered, Trouble } from '../states.tsx'
import './settlements.css'

interface LotFields {
  id?: string
  name: string
  budgetYuan: number
  itemCodes: string[]
}

interface Filled {
  number: string
  title: string
  providerId: string
  startsOn: string
  endsOn: string
  longerReason?: string
  noWholeSubcontract?: boolean
  lots: LotFields[]
  goals?: Partial<Record<GoalKind, number | null>>
}

export function ContractFormPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const countyCode = post.regionCode.slice(0, 6)
  const id = filters.id
  const choices = useAnswer('contract.choices', { countyCode })
  const known = useAnswer('contract.get', { countyCode, id: id ?? newId() }, { enabled: id !== undefined })
  return (
    <Page title={say(id ? 'contracts.change' : 'contracts.write')}>
      <Answered query={choices}>
        {value =>
          id === undefined ? (
            <ContractForm countyCode={countyCode} choices={value} known={null} />
          ) : (
            <Answered query={known}>
              {contract => <ContractForm countyCode={countyCode} choices={value} known={contract} />}
            </Answered>
          )
        }
      </Answered>
    </Page>
  )
}

interface FormProps {
  countyCode: string
  choices: Output<'contract.choices'>
  known: Contract | null
}

function startFrom(known: Contract | null): Partial<Filled> {
  if (!known) return { lots: [{ name: '一包', budgetYuan: 0, itemCodes: [] }] }
  const { number, title, providerId, startsOn, endsOn, longerReason, lots, goals } = known
  return {
    ...{ number, title, providerId, startsOn, endsOn, longerReason: longerReason ?? '' },
    noWholeSubcontract: true,
    lots: lots.map(lot => ({
      ...{ id: lot.id, name: lot.name, budgetYuan: lot.budgetFen / 100 },
      itemCodes: lot.items.map(item => item.code),
    })),
    goals: Object.fromEntries(goals.map(goal => [goal.kind, goal.target])),
  }
}

function ContractForm({ countyCode, choices, known }: FormProps) {
  const say = useWords()
  const go = useGo()
  const [form] = Form.useForm<Filled>()
  const [fresh] = useState(newId)
  const write = useAct('contract.write', ['contract.list', 'contract.get'])
  const lots = Form.useWatch('lots', form) ?? []
  const total = lots.reduce((sum, lot) => sum + (lot?.budgetYuan ?? 0), 0)
  const send = ({ lots: given, goals = {}, ...filled }: Filled) =>
    write.mutate(
      {
        ...{ ...filled, id: known?.id ?? fresh, countyCode },
        longerReason: filled.longerReason?.trim() || null,
        noWholeSubcontract: filled.noWholeSubcontract === true,
        budgetFen: given.reduce((sum, lot) => sum + (fenOfYuan(lot.budgetYuan) ?? 0), 0),
        lots: given.map(({ id: lotId, name, budgetYuan, itemCodes }) => ({
          ...{ id: lotId ?? newId(), name, itemCodes, budgetFen: fenOfYuan(budgetYuan) ?? 0 },
        })),
        goals: goalKinds.keys.flatMap(kind => {
          const target = goals[kind]
          return target === null || target === undefined ? [] : [{ kind, target }]
        }),
      },
      { onSuccess: contract => go(paths.contract(contract)) },
    )
  return (
    <Form<Filled>
      className="contract-form"
      form={form}
      layout="vertical"
      size="large"
      initialValues={startFrom(known)}
      onFinish={send}
    >
      <HeadFields choices={choices} />
      <LotFieldsList choices={choices} total={total} />
      <GoalFields />
      <Panel>
        <Form.Item name="noWholeSubcontract" valuePropName="checked">
          <Checkbox>{say('contracts.subcontractSays')}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {say('contracts.save')}
        </Button>{' '}
        <span className="soft">{say('contracts.saveNote')}</span>
        {write.isError && <Trouble error={write.error} />}
      </Panel>
    </Form>
  )
}

function HeadFields({ choices }: { choices: Output<'contract.choices'> }) {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Panel>
      <Form.Item name="title" label={say('contracts.name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="number" label={say('contracts.number')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="providerId" label={say('claims.provider')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.providers.map(one => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <div className="filters">
        <Form.Item name="startsOn" label={say('contracts.startsOn')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="endsOn" label={say('contracts.endsOn')} rules={required}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="longerReason" label={say('contracts.longer')} extra={say('contracts.longerHelp')}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </Panel>
  )
}

function LotFieldsList({ choices, total }: { choices: Output<'contract.choices'>; total: number }) {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Panel
      title={say('contracts.lots')}
      note={say('contracts.lotsWhat', { sum: total.toLocaleString('zh-CN') })}
    >
      <Form.List name="lots">
        {(fields, { add, remove }) => (
          <>
            {fields.map(field => (
              <div key={field.key} className="lot-row">
                <Form.Item name={[field.name, 'name']} label={say('contracts.lot')} rules={required}>
                  <Input maxLength={60} />
                </Form.Item>
                <Form.Item name={[field.name, 'itemCodes']} label={say('contracts.items')} rules={required}>
                  <Select
                    mode="multiple"
                    showSearch={{ optionFilterProp: 'label' }}
                    options={choices.items.map(item => ({
                      value: item.code,
                      label: say('contracts.itemPrice', { name: item.name, price: item.priceFen / 100 }),
                    }))}
                  />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'budgetYuan']}
                  label={say('contracts.budgetYuan')}
                  rules={required}
                >
                  <InputNumber min={0} max={1e9} precision={2} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button onClick={() => remove(field.name)}>{say('contracts.removeLot')}</Button>
                )}
              </div>
            ))}
            <Button onClick={() => add({ name: '', budgetYuan: 0, itemCodes: [] })}>
              {say('contracts.addLot')}
            </Button>
          </>
        )}
      </Form.List>
    </Panel>
  )
}

function GoalFields() {
  const say = useWords()
  return (
    <Panel title={say('contracts.goals')} note={say('contracts.goalsHelp')}>
      <div className="filters">
        {goalKinds.keys.map(kind => (
          <Form.Item key={kind} name={['goals', kind]} label={goalKinds.words[kind]}>
            <InputNumber
              min={0}
              max={kind === 'complaintsPerThousand' ? 1000 : 100}
              precision={0}
              suffix={kind === 'complaintsPerThousand' ? say('contracts.pieces') : '%'}
            />
          </Form.Item>
        ))}
      </div>
    </Panel>
  )
}
