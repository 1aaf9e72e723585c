// What an officer asks of the siting desk: where, what, for how much, who counts, which places may be used.
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import { coverageMeasures, measureWord } from '../../domain/coverage/coverage.ts'
import { type SiteObjective, siteObjectives } from '../../domain/planning/problem.ts'
import {
  type SitingQuestion,
  sitingHosts,
  sitingKinds,
  sitingReaches,
  sitingWeights,
} from '../../domain/siting/plan.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { fenOfYuan } from '../money.ts'
import { paths } from '../paths.ts'
import { RegionSearch } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, Trouble } from '../states.tsx'
import { keyFrom } from './keys.ts'
import './siting.css'

type Filled = Omit<SitingQuestion, 'budgetFen' | 'must' | 'never' | 'moved'> & { budgetYuan: number | null }

export function AskPage() {
  const [{ based }] = useFilters()
  const key = keyFrom(based)
  return key ? <Based basedOn={key} /> : <Asking from={null} basedOn={null} />
}

function Based({ basedOn }: { basedOn: { countyCode: string; id: string } }) {
  const answer = useAnswer('siting.get', basedOn)
  return (
    <Answered query={answer}>
      {({ plan }) => <Asking from={plan.question} basedOn={basedOn.id} names={plan.regionNames} />}
    </Answered>
  )
}

interface AskingProps {
  from: SitingQuestion | null
  basedOn: string | null
  names?: readonly string[]
}

function Asking({ from, basedOn, names = [] }: AskingProps) {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [form] = Form.useForm<Filled>()
  const ask = useAct('siting.ask', ['siting.list'])
  const submit = ({ budgetYuan, ...filled }: Filled) => {
    const question: Sent<'siting.ask'>['question'] = {
      ...{ ...filled, mostSites: filled.mostSites ?? null, budgetFen: fenOfYuan(budgetYuan ?? null) },
      ...{ must: from?.must ?? [], never: from?.never ?? [], moved: from?.moved ?? [] },
    }
    ask.mutate({ id: newId(), question, basedOn }, { onSuccess: key => go(paths.sitingPlan(key)) })
  }
  return (
    <Page
      title={say(basedOn === null ? 'siting.askTitle' : 'siting.askAgainTitle')}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.siting()}>{say('siting.title')}</Go>
        </nav>
      }
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={startOf(from, post.regionCode)}
        onFinish={submit}
        scrollToFirstError
      >
        <div className="siting-blocks">
          <Where own={post.regionCode} known={from?.regionCodes ?? []} names={names} />
          <Money />
          <Who />
          <Places />
          <Rules />
        </div>
        {ask.error && <Trouble error={ask.error} />}
        <p className="soft small">{say('siting.costs')}</p>
        <div className="siting-submit">
          <Button type="primary" size="large" htmlType="submit" loading={ask.isPending}>
            {say('siting.submit')}
          </Button>
        </div>
      </Form>
    </Page>
  )
}

/** The letter's own question to begin with: canteens in courtyards and practice stations first. */
function startOf(from: SitingQuestion | null, own: string): Partial<Filled> {
  if (from) {
    const { budgetFen, must: _, never: __, moved: ___, ...rest } = from
    return { ...rest, budgetYuan: budgetFen === null ? null : budgetFen / 100 }
  }
  return {
    ...{ regionCodes: own === '220000000000' ? [] : [own], kind: 'canteen', objective: 'covering' },
    ...{ budgetYuan: 2_000_000, mostSites: null, reach: 'mealCarried', weight: 'byLedger' },
    ...{ measure: 'eldersOnRecord', hosts: ['elderCourtyard', 'practiceStation', 'committeeRooms'] },
    ...{
      leaveOutDormant: true,
      keepExisting: true,
      minimumDiners: 0,
      limitKitchens: true,
      borderPercent: 0,
      seconds: 20,
      seed: 1,
    },
  }
}

const optionsOf = <Key extends string>(list: {
  keys: readonly Key[]
  words: Readonly<Record<Key, string>>
}) => list.keys.map(key => ({ value: key, label: list.words[key] }))

interface WhereProps {
  own: string
  known: readonly string[]
  names: readonly string[]
}

function Where({ own, known, names }: WhereProps) {
  const say = useWords()
  const form = Form.useFormInstance<Filled>()
  const [added, setAdded] = useState<{ value: string; label: string }[]>([])
  const region = useAnswer('region.get', { code: own })
  const found = region.data
  const options = new Map<string, string>()
  for (const [at, code] of known.entries()) options.set(code, names[at] ?? code)
  if (found) for (const one of [found.region, ...found.children]) options.set(one.code, one.shortName)
  for (const { value, label } of added) options.set(value, label)
  const add = (value: string, label: string) => {
    setAdded(before => [...before, { value, label }])
    const chosen: string[] = form.getFieldValue('regionCodes') ?? []
    form.setFieldValue('regionCodes', [...new Set([...chosen, value])])
  }
  return (
    <Panel title={say('siting.where')}>
      <Form.Item
        name="name"
        label={say('siting.name')}
        rules={[{ required: true, whitespace: true, message: say('siting.nameMissing') }]}
      >
        <Input size="large" maxLength={60} placeholder={say('siting.nameExample')} />
      </Form.Item>
      <Form.Item
        name="regionCodes"
        label={say('siting.regions')}
        rules={[{ required: true, type: 'array', min: 1, message: say('siting.regionsMissing') }]}
      >
        <Select
          mode="multiple"
          size="large"
          placeholder={say('siting.regionsHelp')}
          optionFilterProp="label"
          options={[...options].map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <RegionSearch onChosen={add} placeholder={say('siting.regionsMore')} />
      <Form.Item name="kind" label={say('siting.whatKind')} className="below">
        <Radio.Group options={optionsOf(sitingKinds)} />
      </Form.Item>
    </Panel>
  )
}

const goalWords: Readonly<Record<SiteObjective, MessageKey>> = {
  covering: 'siting.goal.covering',
  median: 'siting.goal.median',
  centre: 'siting.goal.centre',
  fixedCharge: 'siting.goal.fixedCharge',
}
/** The costs of the desk are what it takes to open; what each meal costs is reckoned apart. */
const goals = siteObjectives.keys
  .filter(key => key !== 'fixedCharge')
  .toSorted((one, other) => Number(other === 'covering') - Number(one === 'covering'))

function Money() {
  const say = useWords()
  return (
    <Panel title={say('siting.money')}>
      <Form.Item
        name="budgetYuan"
        label={say('siting.budget')}
        dependencies={['mostSites']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_: unknown, value: number | null) => {
              if (value === null && (getFieldValue('mostSites') ?? null) === null)
                throw new Error(say('siting.needOne'))
            },
          }),
        ]}
      >
        <InputNumber<number>
          size="large"
          min={1}
          max={1_000_000_000}
          step={10_000}
          placeholder={say('siting.noLimit')}
        />
      </Form.Item>
      <Form.Item name="mostSites" label={say('siting.mostSites')}>
        <InputNumber<number> size="large" min={1} max={5000} placeholder={say('siting.noLimit')} />
      </Form.Item>
      <Form.Item name="objective" label={say('siting.goal')}>
        <Select size="large" options={goals.map(key => ({ value: key, label: say(goalWords[key]) }))} />
      </Form.Item>
    </Panel>
  )
}

function useOffer() {
  const regionCodes: string[] = Form.useWatch('regionCodes') ?? []
  return useAnswer('siting.offer', { regionCodes }, { enabled: regionCodes.length > 0 })
}

function Who() {
  const say = useWords()
  const offer = useOffer()
  const weight = Form.useWatch('weight')
  return (
    <Panel
      title={say('siting.who')}
      note={
        offer.data &&
        say('siting.whoNote', { elders: figure(offer.data.elders), census: figure(offer.data.census) })
      }
    >
      <Form.Item name="weight" label={say('siting.who')}>
        <Radio.Group options={optionsOf(sitingWeights)} />
      </Form.Item>
      <Form.Item name="measure" label={say('siting.measure')} hidden={weight === 'byCensus'}>
        <Select
          size="large"
          options={coverageMeasures.map(key => ({ value: key, label: measureWord(key) }))}
        />
      </Form.Item>
      <Form.Item name="reach" label={say('siting.reach')}>
        <Select size="large" options={optionsOf(sitingReaches)} />
      </Form.Item>
    </Panel>
  )
}

function Places() {
  const say = useWords()
  const offer = useOffer()
  const options = sitingHosts.keys.map(key => ({
    value: key,
    label: offer.data
      ? say('siting.hostCount', { host: sitingHosts.words[key], count: figure(offer.data.hosts[key] ?? 0) })
      : sitingHosts.words[key],
  }))
  return (
    <Panel title={say('siting.places')}>
      <Form.Item
        name="hosts"
        // Not "required": a group of boxes may not carry that mark, a reader of the screen would stumble over it.
        rules={[
          {
            validator: async (_: unknown, chosen: string[] | undefined) => {
              if (!chosen || chosen.length === 0) throw new Error(say('form.required'))
            },
          },
        ]}
      >
        <Checkbox.Group options={options} />
      </Form.Item>
      <Form.Item name="leaveOutDormant" valuePropName="checked">
        <Checkbox>{say('siting.leaveOutDormant')}</Checkbox>
      </Form.Item>
      <Form.Item name="keepExisting" valuePropName="checked">
        <Checkbox>{say('siting.keepExisting', { count: figure(offer.data?.running ?? 0) })}</Checkbox>
      </Form.Item>
    </Panel>
  )
}

function Rules() {
  const say = useWords()
  return (
    <Panel title={say('siting.rules')}>
      <Form.Item name="minimumDiners" label={say('siting.minimumDiners')}>
        <InputNumber<number> size="large" min={0} max={500} />
      </Form.Item>
      <Form.Item name="limitKitchens" valuePropName="checked" extra={say('siting.limitKitchensNote')}>
        <Checkbox>{say('siting.limitKitchens')}</Checkbox>
      </Form.Item>
      <Form.Item name="borderPercent" label={say('siting.borderPercent')}>
        <InputNumber<number> size="large" min={0} max={100} suffix="%" />
      </Form.Item>
      <Form.Item name="seconds" label={say('siting.seconds')}>
        <InputNumber<number> size="large" min={1} max={55} />
      </Form.Item>
      <Form.Item name="seed" label={say('siting.seed')}>
        <InputNumber<number> size="large" min={0} max={1_000_000} />
      </Form.Item>
    </Panel>
  )
}
