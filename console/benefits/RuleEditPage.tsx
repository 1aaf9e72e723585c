// Writing a rule in plain words: from an example, from the draft itself, or from the version in force.
import { Button, Form, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { ruleExamples } from '../../domain/benefits/examples.ts'
import type { BenefitRuleRecord } from '../../domain/benefits/records.ts'
import { benefitKinds } from '../../domain/benefits/rule.ts'
import { amountWords, conditionWords, termsWords } from '../../domain/benefits/words.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered, NoRight, Trouble, useNotice } from '../states.tsx'
import { AmountRows } from './AmountRows.tsx'
import { ConditionRows } from './ConditionRows.tsx'
import { draftOf, freshAmount, freshRow, quietRest, type RuleDraft, termsOf } from './draft.ts'
import { MonthSelect } from './MonthSelect.tsx'
import { RestFields } from './RestFields.tsx'
import { SamplePreview } from './SamplePreview.tsx'

interface Place {
  code: string
  name: string
}

/** Where the saving goes: a new benefit, a new version of one, or the same draft again. */
interface Target {
  id: string
  benefitId: string
  revision: number
}

export function RuleEditPage() {
  const { countyCode } = useKey()
  const [filters] = useFilters()
  const may = useMay()
  const region = useAnswer('region.get', { code: `${countyCode}000000` })
  if (!may('benefit:manage')) return <NoRight />
  return (
    <Answered query={region}>
      {({ region: county }) =>
        filters.from === undefined ? (
          <FromExample county={county} />
        ) : (
          <FromRule county={county} ruleId={filters.from} />
        )
      }
    </Answered>
  )
}

function nextMonth(): string {
  return addMonths(monthOf(dayOf(new Date())), 1)
}

function FromExample({ county }: { county: Place }) {
  const say = useWords()
  const narrow = useNarrow()
  const examples = ruleExamples(county)
  const [chosen, setChosen] = useState(examples[0]?.kind ?? '')
  const [target] = useState<Target>(() => ({ id: newId(), benefitId: newId(), revision: 0 }))
  const example = examples.find(one => one.kind === chosen)
  const head = { basis: '', fromMonth: nextMonth(), toMonth: '' }
  const draft = example && draftOf({ ...head, kind: example.kind, title: example.title }, example.terms)
  const blank: RuleDraft = {
    ...{ ...head, kind: 'otherBenefit', title: '' },
    ...{ rows: [freshRow(county)], amounts: [freshAmount()], rest: quietRest },
  }
  return (
    <Editor
      key={chosen}
      county={county}
      target={target}
      start={draft ?? blank}
      above={
        <Panel title={say('edit.start')} note={say('edit.startNote')}>
          <Segmented
            size="large"
            vertical={narrow}
            value={chosen}
            options={[
              ...examples.map(one => ({ value: one.kind as string, label: benefitKinds.words[one.kind] })),
              { value: 'blank', label: say('edit.blank') },
            ]}
            onChange={setChosen}
          />
        </Panel>
      }
    />
  )
}

function FromRule({ county, ruleId }: { county: Place; ruleId: string }) {
  const say = useWords()
  const answer = useAnswer('benefitRule.get', { countyCode: county.code.slice(0, 6), id: ruleId })
  const [freshId] = useState(newId)
  return (
    <Answered query={answer}>
      {({ rule }) => {
        const isDraft = rule.state === 'draft' || rule.state === 'tried'
        const head = headOf(rule, isDraft)
        const draft = draftOf(head, rule.terms)
        if (draft === null) return <Page title={rule.title}>{say('edit.tooDeep')}</Page>
        const target = isDraft
          ? { id: rule.id, benefitId: rule.benefitId, revision: rule.revision }
          : { id: freshId, benefitId: rule.benefitId, revision: 0 }
        return <Editor key={rule.revision} county={county} target={target} start={draft} />
      }}
    </Answered>
  )
}

/** A new version begins next month and stays in force until another follows. */
function headOf(rule: BenefitRuleRecord, isDraft: boolean) {
  const { kind, title, basis } = rule
  return {
    ...{ kind, title, basis },
    fromMonth: isDraft ? rule.fromMonth : nextMonth(),
    toMonth: isDraft ? (rule.toMonth ?? '') : '',
  }
}

interface EditorProps {
  county: Place
  target: Target
  start: RuleDraft
  above?: React.ReactNode
}

function Editor({ county, target, start, above }: EditorProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [draft, setDraft] = useState(start)
  const save = useAct('benefitRule.save', ['benefitRule.list', 'benefitRule.get'])
  const terms = termsOf(draft)
  const whole =
    terms !== null && draft.title.trim() !== '' && draft.basis.trim() !== '' && draft.fromMonth !== ''
  const countyCode = county.code.slice(0, 6)
  const put = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change })
  const send = () => {
    if (terms === null) return
    const { kind, title, basis, fromMonth, toMonth } = draft
    save.mutate(
      {
        countyCode,
        ...target,
        kind,
        title,
        basis,
        fromMonth,
        toMonth: toMonth === '' ? null : toMonth,
        terms,
      },
      {
        onSuccess: rule => {
          notice.done(say('edit.saved'))
          go(paths.benefitRule(rule))
        },
      },
    )
  }
  return (
    <Page
      title={say('edit.title')}
      above={<RegionBar code={county.code} to={region => paths.benefitRules({ region })} />}
    >
      {above}
      <Head draft={draft} put={put} />
      <Panel title={say('edit.who')} note={say('edit.whoNote')}>
        <ConditionRows rows={draft.rows} county={county} onChange={rows => put({ rows })} />
      </Panel>
      <Panel title={say('edit.sums')} note={say('edit.sumsNote')}>
        <AmountRows rows={draft.amounts} county={county} onChange={amounts => put({ amounts })} />
      </Panel>
      <RestFields kind={draft.kind} rest={draft.rest} onChange={rest => put({ rest })} />
      {terms !== null && (
        <Panel title={say('edit.words')}>
          <p>{conditionWords(terms.when)}</p>
          {[...terms.amounts.map(amountWords), ...termsWords(terms)].map(sentence => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Panel>
      )}
      <SamplePreview
        countyCode={countyCode}
        month={draft.fromMonth === '' ? nextMonth() : draft.fromMonth}
        kind={draft.kind}
        title={draft.title}
        terms={terms}
      />
      <div className="form-actions no-print">
        <Button type="primary" size="large" disabled={!whole} loading={save.isPending} onClick={send}>
          {say('form.save')}
        </Button>
        {!whole && <span className="soft">{say('edit.incomplete')}</span>}
      </div>
      {save.isError && <Trouble error={save.error} />}
    </Page>
  )
}

function Head({ draft, put }: { draft: RuleDraft; put: (change: Partial<RuleDraft>) => void }) {
  const say = useWords()
  return (
    <Panel title={say('edit.head')}>
      <Form layout="vertical" className="rule-grid" component="div">
        <Form.Item label={say('edit.kind')} htmlFor="rule-kind">
          <Select
            id="rule-kind"
            value={draft.kind}
            options={benefitKinds.keys.map(key => ({ value: key, label: benefitKinds.words[key] }))}
            onChange={kind => put({ kind })}
          />
        </Form.Item>
        <Form.Item label={say('edit.name')} htmlFor="rule-title" required>
          <Input
            id="rule-title"
            maxLength={60}
            value={draft.title}
            onChange={event => put({ title: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={say('edit.basis')} htmlFor="rule-basis" required>
          <Input
            id="rule-basis"
            maxLength={200}
            value={draft.basis}
            onChange={event => put({ basis: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={say('edit.from')} htmlFor="rule-from" required>
          <MonthSelect
            id="rule-from"
            back={24}
            ahead={24}
            value={draft.fromMonth}
            onChange={fromMonth => put({ fromMonth })}
          />
        </Form.Item>
        <Form.Item label={say('edit.to')} htmlFor="rule-to">
          <MonthSelect
            id="rule-to"
            back={0}
            ahead={36}
            none={say('edit.always')}
            value={draft.toMonth}
            onChange={toMonth => put({ toMonth })}
          />
        </Form.Item>
      </Form>
    </Panel>
  )
}
