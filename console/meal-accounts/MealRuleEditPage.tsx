// Writing a meal rule: from a published model, from the draft itself, or from the version in force.
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import * as z from 'zod/mini'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { mealModels } from '../../domain/meal-accounts/models.ts'
import { MealTerms } from '../../domain/meal-accounts/terms.ts'
import { mealTermsWords } from '../../domain/meal-accounts/words.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { MonthSelect } from '../benefits/MonthSelect.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered, NoRight, Trouble, useNotice } from '../states.tsx'
import { BandFields } from './BandFields.tsx'
import { ReductionFields } from './ReductionFields.tsx'
import { RestFields } from './RestFields.tsx'
import './meal-accounts.css'

interface Place {
  code: string
  name: string
}

interface Target {
  id: string
  schemeId: string
  revision: number
}

interface Draft {
  canteenId: string | null
  title: string
  basis: string
  fromMonth: string
  toMonth: string
  terms: MealTerms
}

export function MealRuleEditPage() {
  const { county } = useCounty()
  const [filters] = useFilters()
  const may = useMay()
  const region = useAnswer('region.get', { code: `${county}000000` })
  if (!may('subsidy:manage')) return <NoRight />
  return (
    <Answered query={region}>
      {({ region: place }) =>
        filters.from === undefined ? (
          <FromModel county={place} />
        ) : (
          <FromRule county={place} ruleId={filters.from} />
        )
      }
    </Answered>
  )
}

function useCounty(): { county: string } {
  return { county: useKey().countyCode }
}

const nextMonth = () => addMonths(monthOf(dayOf(new Date())), 1)

function FromModel({ county }: { county: Place }) {
  const say = useWords()
  const models = mealModels(county)
  const [chosen, setChosen] = useState(models[0]?.key ?? 'tianjin2022')
  const [target] = useState<Target>(() => ({ id: newId(), schemeId: newId(), revision: 0 }))
  const model = models.find(one => one.key === chosen) ?? models[0]
  if (!model) return null
  const start: Draft = {
    ...{ canteenId: null, title: model.title, basis: model.basis, fromMonth: nextMonth(), toMonth: '' },
    terms: model.terms,
  }
  return (
    <Editor
      key={chosen}
      county={county}
      target={target}
      start={start}
      above={
        <Panel title={say('meals.start')} note={say('meals.startNote')}>
          <Select
            size="large"
            style={{ width: 'min(640px, 100%)' }}
            aria-label={say('meals.start')}
            value={chosen}
            options={models.map(one => ({ value: one.key, label: one.basis }))}
            onChange={setChosen}
          />
        </Panel>
      }
    />
  )
}

function FromRule({ county, ruleId }: { county: Place; ruleId: string }) {
  const answer = useAnswer('mealRule.get', { countyCode: county.code.slice(0, 6), id: ruleId })
  const [freshId] = useState(newId)
  return (
    <Answered query={answer}>
      {({ rule }) => {
        const isDraft = rule.state === 'draft' || rule.state === 'tried'
        const { canteenId, title, basis, terms } = rule
        const start: Draft = {
          ...{ canteenId, title, basis, terms },
          fromMonth: isDraft ? rule.fromMonth : nextMonth(),
          toMonth: isDraft ? (rule.toMonth ?? '') : '',
        }
        const target = isDraft
          ? { id: rule.id, schemeId: rule.schemeId, revision: rule.revision }
          : { id: freshId, schemeId: rule.schemeId, revision: 0 }
        return <Editor key={rule.revision} county={county} target={target} start={start} isFixed />
      }}
    </Answered>
  )
}

interface EditorProps {
  county: Place
  target: Target
  start: Draft
  above?: React.ReactNode
  /** A version of something there already keeps its place. */
  isFixed?: boolean
}

function Editor({ county, target, start, above, isFixed = false }: EditorProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [draft, setDraft] = useState(start)
  const save = useAct('mealRule.save', ['mealRule.list', 'mealRule.get'])
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const putTerms = (change: Partial<MealTerms>) => put({ terms: { ...draft.terms, ...change } })
  const isWhole =
    draft.title.trim() !== '' && draft.basis.trim() !== '' && z.safeParse(MealTerms, draft.terms).success
  const send = () =>
    save.mutate(
      {
        ...{ countyCode: county.code.slice(0, 6), ...target, ...draft },
        toMonth: draft.toMonth === '' ? null : draft.toMonth,
      },
      {
        onSuccess: rule => {
          notice.done(say('meals.saved'))
          go(paths.mealRule(rule))
        },
      },
    )
  return (
    <Page
      title={say('meals.draft')}
      above={<RegionBar code={county.code} to={region => paths.mealRules({ region })} />}
    >
      {above}
      <Head draft={draft} put={put} county={county} isFixed={isFixed} />
      <Prices terms={draft.terms} put={putTerms} />
      <BandFields terms={draft.terms} county={county} put={putTerms} />
      <ReductionFields terms={draft.terms} county={county} put={putTerms} />
      <RestFields terms={draft.terms} put={putTerms} />
      <Panel title={say('meals.inWords')}>
        {mealTermsWords(draft.terms).map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Panel>
      <div className="form-actions no-print">
        <Button type="primary" size="large" disabled={!isWhole} loading={save.isPending} onClick={send}>
          {say('form.save')}
        </Button>
        {!isWhole && <span className="soft">{say('meals.incomplete')}</span>}
      </div>
      {save.isError && <Trouble error={save.error} />}
    </Page>
  )
}

interface HeadProps {
  draft: Draft
  put: (change: Partial<Draft>) => void
  county: Place
  isFixed: boolean
}

function Head({ draft, put, county, isFixed }: HeadProps) {
  const say = useWords()
  const books = useAnswer('mealBook.list', { regionCode: county.code, limit: 500 })
  const places = (books.data?.rows ?? []).map(one => ({
    value: one.canteenId,
    label: `${one.placeName} ${one.name}`,
  }))
  return (
    <Panel title={say('meals.head')}>
      <Form layout="vertical" className="meal-grid" component="div">
        <Form.Item label={say('meals.title')} htmlFor="meal-title" required>
          <Input
            id="meal-title"
            maxLength={60}
            value={draft.title}
            onChange={event => put({ title: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={say('meals.basis')} htmlFor="meal-basis" required>
          <Input
            id="meal-basis"
            maxLength={200}
            value={draft.basis}
            onChange={event => put({ basis: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={say('meals.reach')} htmlFor="meal-reach">
          <Select
            id="meal-reach"
            disabled={isFixed}
            value={draft.canteenId ?? ''}
            options={[{ value: '', label: say('meals.ofCounty') }, ...places]}
            onChange={chosen => put({ canteenId: chosen === '' ? null : chosen })}
          />
        </Form.Item>
        <Form.Item label={say('meals.from')} htmlFor="meal-from" required>
          <MonthSelect
            id="meal-from"
            back={12}
            ahead={24}
            value={draft.fromMonth}
            onChange={fromMonth => put({ fromMonth })}
          />
        </Form.Item>
        <Form.Item label={say('meals.to')} htmlFor="meal-to">
          <MonthSelect
            id="meal-to"
            back={0}
            ahead={36}
            none={say('meals.always')}
            value={draft.toMonth}
            onChange={toMonth => put({ toMonth })}
          />
        </Form.Item>
      </Form>
    </Panel>
  )
}

interface PricesProps {
  terms: MealTerms
  put: (change: Partial<MealTerms>) => void
}

function Prices({ terms, put }: PricesProps) {
  const say = useWords()
  return (
    <Panel title={say('meals.price')}>
      <Form layout="vertical" className="meal-grid" component="div">
        <Form.Item label={say('meals.standard')} htmlFor="meal-standard" required>
          <InputNumber
            id="meal-standard"
            min={0.01}
            max={1000}
            value={terms.standardFen / 100}
            onChange={typed => put({ standardFen: fenOf(typed) })}
          />
        </Form.Item>
        <Form.Item label={say('meals.deviation')} htmlFor="meal-deviation">
          <InputNumber
            id="meal-deviation"
            min={0}
            max={100}
            precision={0}
            value={terms.deviationPercent}
            onChange={typed => put({ deviationPercent: typed ?? 0 })}
          />
        </Form.Item>
      </Form>
    </Panel>
  )
}
