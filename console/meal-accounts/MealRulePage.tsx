// One version of a meal rule in plain words, its trial on meals really eaten, and what may be done with it next.
import { Button, Form, Popconfirm } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import type { MealRuleRecord } from '../../domain/meal-accounts/api.ts'
import { mealTermsWords } from '../../domain/meal-accounts/words.ts'
import { newId } from '../../ui/client.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { RuleTag } from '../benefits/BenefitMarks.tsx'
import { MonthSelect } from '../benefits/MonthSelect.tsx'
import { instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { useSpan } from './MealRulesPage.tsx'
import { TrialPanels } from './TrialPanels.tsx'
import './meal-accounts.css'

const refreshed = ['mealRule.list', 'mealRule.get', 'mealBook.get'] as const

export function MealRulePage() {
  const key = useKey()
  const answer = useAnswer('mealRule.get', key)
  return <Answered query={answer}>{value => <Rule {...value} />}</Answered>
}

function Rule({ rule, versions, trial }: Output<'mealRule.get'>) {
  const say = useWords()
  const span = useSpan()
  const may = useMay()
  return (
    <Page
      title={rule.title}
      above={<RegionBar code={`${rule.countyCode}000000`} to={region => paths.mealRules({ region })} />}
    >
      <Panel
        title={
          <>
            <RuleTag state={rule.state} /> {say('meals.version', { version: rule.version })}
          </>
        }
        note={`${rule.canteenName ?? say('meals.ofCounty')} · ${span(rule)}`}
      >
        {mealTermsWords(rule.terms).map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p className="soft small below">
          {say('meals.basis')}：{rule.basis}
          <br />
          {say('meals.draftedBy', { name: rule.draftedByName ?? '—', at: instantText(rule.draftedAt) })}
          {rule.activatedAt &&
            ` · ${say('meals.activatedBy', { name: rule.activatedByName ?? '—', at: instantText(rule.activatedAt) })}`}
          {rule.retireReason && ` · ${say('meals.retired')}：${rule.retireReason}`}
        </p>
      </Panel>
      {may('subsidy:manage') && <NextSteps rule={rule} />}
      {trial && trial.revision === rule.revision && <TrialPanels trial={trial} />}
      {versions.length > 1 && (
        <Panel title={say('meals.versions')}>
          <ul className="rows">
            {versions.map(one => (
              <li key={one.id}>
                <RuleTag state={one.state} />{' '}
                {one.id === rule.id ? (
                  say('meals.version', { version: one.version })
                ) : (
                  <Go to={paths.mealRule(one)} className="meal-link">
                    {say('meals.version', { version: one.version })}
                  </Go>
                )}{' '}
                <span className="soft">{span(one)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  )
}

function NextSteps({ rule }: { rule: MealRuleRecord }) {
  const say = useWords()
  const go = useGo()
  const isDraft = rule.state === 'draft' || rule.state === 'tried'
  return (
    <Panel title={say('meals.next')} className="no-print">
      <div className="form-actions">
        {isDraft && <TryButton rule={rule} />}
        {isDraft && <ActivateButton rule={rule} />}
        <Button size="large" onClick={() => go(paths.mealRuleDraft(rule.countyCode, { from: rule.id }))}>
          {say(isDraft ? 'meals.edit' : 'meals.newVersion')}
        </Button>
        {rule.state === 'active' && <RetireButton rule={rule} />}
      </div>
      {isDraft && rule.whyNot !== null && <p className="soft below">{rule.whyNot}</p>}
    </Panel>
  )
}

function TryButton({ rule }: { rule: MealRuleRecord }) {
  const say = useWords()
  const notice = useNotice()
  const [month, setMonth] = useState(addMonths(monthOf(dayOf(new Date())), -1))
  const attempt = useAct('mealRule.try', refreshed)
  const send = () =>
    attempt.mutate(
      { countyCode: rule.countyCode, id: rule.id, trialId: newId(), month },
      { onSuccess: () => notice.done(say('meals.tried')), onError: notice.refused },
    )
  return (
    <>
      <Labelled word={say('meals.tryMonth')}>
        {id => <MonthSelect id={id} large back={12} ahead={0} value={month} onChange={setMonth} />}
      </Labelled>
      <Button
        type={rule.mayActivate ? 'default' : 'primary'}
        size="large"
        loading={attempt.isPending}
        onClick={send}
      >
        {say('meals.try')}
      </Button>
    </>
  )
}

function ActivateButton({ rule }: { rule: MealRuleRecord }) {
  const say = useWords()
  const notice = useNotice()
  const activate = useAct('mealRule.activate', refreshed)
  const send = () =>
    void activate
      .mutateAsync({ countyCode: rule.countyCode, id: rule.id, revision: rule.revision })
      .then(() => notice.done(say('meals.activated')), notice.refused)
  return (
    <Popconfirm
      title={say('meals.activateConfirm', { month: monthText(rule.fromMonth) })}
      okText={say('meals.activate')}
      disabled={!rule.mayActivate}
      onConfirm={send}
    >
      <Button
        type="primary"
        size="large"
        disabled={!rule.mayActivate}
        title={rule.whyNot ?? undefined}
        loading={activate.isPending}
      >
        {say('meals.activate')}
      </Button>
    </Popconfirm>
  )
}

function RetireButton({ rule }: { rule: MealRuleRecord }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const retire = useAct('mealRule.retire', refreshed)
  const send = ({ toMonth, reason }: { toMonth: string; reason: string }) =>
    void retire.mutateAsync({ countyCode: rule.countyCode, id: rule.id, toMonth, reason }).then(
      () => {
        notice.done(say('meals.retired'))
        setAsking(false)
      },
      // The dialog stays and says why.
      () => {},
    )
  return (
    <>
      <Button danger size="large" onClick={() => setAsking(true)}>
        {say('meals.retire')}
      </Button>
      {asking && (
        <ReasonDialog<{ toMonth: string; reason: string }>
          title={`${say('meals.retire')}：${rule.title}`}
          note={say('meals.retireNote')}
          submit={say('meals.retire')}
          busy={retire.isPending}
          error={retire.error}
          onSubmit={send}
          onClose={() => setAsking(false)}
        >
          <Form.Item
            name="toMonth"
            label={say('meals.retireMonth')}
            initialValue={monthOf(dayOf(new Date()))}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <MonthSelect back={1} ahead={12} />
          </Form.Item>
        </ReasonDialog>
      )}
    </>
  )
}
