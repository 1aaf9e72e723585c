// One version of a rule in plain words, and what may be done with it next: try it, switch it on, end it.
import { Button, Form, Popconfirm } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { BenefitRuleRecord } from '../../domain/benefits/records.ts'
import { benefitKinds } from '../../domain/benefits/rule.ts'
import { amountWords, conditionWords, spanWords, termsWords } from '../../domain/benefits/words.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
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
import { RuleTag } from './BenefitMarks.tsx'
import { MonthSelect } from './MonthSelect.tsx'

const refreshed = ['benefitRule.list', 'benefitRule.get', 'elderBenefit.get'] as const

export function RulePage() {
  const key = useKey()
  const answer = useAnswer('benefitRule.get', key)
  return <Answered query={answer}>{value => <Rule {...value} />}</Answered>
}

function Rule({ rule, versions }: Output<'benefitRule.get'>) {
  const say = useWords()
  const may = useMay()
  return (
    <Page
      title={rule.title}
      above={<RegionBar code={`${rule.countyCode}000000`} to={region => paths.benefitRules({ region })} />}
    >
      <Panel
        title={
          <>
            <RuleTag state={rule.state} /> {say('rule.version', { version: rule.version })}
          </>
        }
        note={`${benefitKinds.words[rule.kind]} · ${spanWords(rule.fromMonth, rule.toMonth)}`}
      >
        {rule.synthetic && <p className="warn-text">{say('rule.demo')}</p>}
        <RuleInWords rule={rule} />
        <p className="soft small below">
          {say('rule.draftedBy', { name: rule.draftedByName ?? '—', at: instantText(rule.draftedAt) })}
          {rule.activatedAt &&
            ` · ${say('rule.activatedBy', { name: rule.activatedByName ?? '—', at: instantText(rule.activatedAt) })}`}
          {rule.retireReason && ` · ${say('rule.retired', { reason: rule.retireReason })}`}
        </p>
      </Panel>
      {(may('benefit:manage') || may('benefit:approve')) && <NextSteps rule={rule} />}
      {versions.length > 1 && (
        <Panel title={say('rule.versions')}>
          <ul className="rows">
            {versions.map(one => (
              <li key={one.id}>
                <RuleTag state={one.state} />
                {one.id === rule.id ? (
                  say('rule.version', { version: one.version })
                ) : (
                  <Go to={paths.benefitRule(one)} className="benefit-link">
                    {say('rule.version', { version: one.version })}
                  </Go>
                )}{' '}
                <span className="soft">{spanWords(one.fromMonth, one.toMonth)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  )
}

export function RuleInWords({ rule }: { rule: Pick<BenefitRuleRecord, 'basis' | 'terms'> }) {
  const say = useWords()
  return (
    <dl className="facts rule-words">
      <div>
        <dt>{say('rule.basis')}</dt>
        <dd>{rule.basis}</dd>
      </div>
      <div>
        <dt>{say('rule.who')}</dt>
        <dd>{conditionWords(rule.terms.when)}</dd>
      </div>
      <div>
        <dt>{say('rule.sums')}</dt>
        <dd>
          {rule.terms.amounts.map(amount => (
            <div key={amountWords(amount)}>{amountWords(amount)}</div>
          ))}
        </dd>
      </div>
      <div>
        <dt>{say('rule.more')}</dt>
        <dd>
          {termsWords(rule.terms).map(sentence => (
            <div key={sentence}>{sentence}</div>
          ))}
        </dd>
      </div>
    </dl>
  )
}

function NextSteps({ rule }: { rule: BenefitRuleRecord }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const isDraft = rule.state === 'draft' || rule.state === 'tried'
  return (
    <Panel title={say('rule.next')} className="no-print">
      <div className="form-actions">
        {isDraft && may('benefit:manage') && <TryButton rule={rule} />}
        {rule.lastTrialId !== null && (
          <Button
            size="large"
            onClick={() =>
              go(paths.benefitTrial({ countyCode: rule.countyCode, id: rule.lastTrialId ?? '' }))
            }
          >
            {say('rule.lastTrial')}
          </Button>
        )}
        {isDraft && may('benefit:approve') && <ActivateButton rule={rule} />}
        {may('benefit:manage') && (
          <Button size="large" onClick={() => go(paths.benefitRuleDraft(rule.countyCode, { from: rule.id }))}>
            {say(isDraft ? 'rule.edit' : 'rule.newVersion')}
          </Button>
        )}
        {rule.state === 'active' && may('benefit:approve') && <RetireButton rule={rule} />}
      </div>
      {isDraft && may('benefit:approve') && rule.whyNot !== null && (
        <p className="soft below">{rule.whyNot}</p>
      )}
    </Panel>
  )
}

function TryButton({ rule }: { rule: BenefitRuleRecord }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const running = monthOf(dayOf(new Date()))
  const [month, setMonth] = useState(running < rule.fromMonth ? rule.fromMonth : running)
  const attempt = useAct('benefitRule.try', refreshed)
  const send = () =>
    attempt.mutate(
      { countyCode: rule.countyCode, id: rule.id, trialId: newId(), month },
      {
        onSuccess: trial => {
          notice.done(say('rule.tried'))
          go(paths.benefitTrial(trial))
        },
        onError: notice.refused,
      },
    )
  return (
    <>
      <Labelled word={say('rule.tryMonth')}>
        {id => <MonthSelect id={id} large back={12} ahead={12} value={month} onChange={setMonth} />}
      </Labelled>
      <Button
        type={rule.mayActivate ? 'default' : 'primary'}
        size="large"
        loading={attempt.isPending}
        title={say('rule.tryNote')}
        onClick={send}
      >
        {say('rule.try')}
      </Button>
    </>
  )
}

function ActivateButton({ rule }: { rule: BenefitRuleRecord }) {
  const say = useWords()
  const notice = useNotice()
  const activate = useAct('benefitRule.activate', refreshed)
  const send = () =>
    void activate
      .mutateAsync({ countyCode: rule.countyCode, id: rule.id, revision: rule.revision })
      .then(() => notice.done(say('rule.activated')), notice.refused)
  return (
    <Popconfirm
      title={say('rule.activateConfirm', { month: monthText(rule.fromMonth) })}
      okText={say('rule.activate')}
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
        {say('rule.activate')}
      </Button>
    </Popconfirm>
  )
}

function RetireButton({ rule }: { rule: BenefitRuleRecord }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const retire = useAct('benefitRule.retire', refreshed)
  const send = ({ toMonth, reason }: { toMonth: string; reason: string }) =>
    void retire.mutateAsync({ countyCode: rule.countyCode, id: rule.id, toMonth, reason }).then(
      () => {
        notice.done(say('rule.retireDone'))
        setAsking(false)
      },
      // The dialog stays and says why.
      () => {},
    )
  return (
    <>
      <Button danger size="large" onClick={() => setAsking(true)}>
        {say('rule.retire')}
      </Button>
      {asking && (
        <ReasonDialog<{ toMonth: string; reason: string }>
          title={`${say('rule.retire')}：${rule.title}`}
          note={say('rule.retireNote')}
          submit={say('rule.retire')}
          busy={retire.isPending}
          error={retire.error}
          onSubmit={send}
          onClose={() => setAsking(false)}
        >
          <Form.Item
            name="toMonth"
            label={say('rule.retireMonth')}
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
