// The rules of a county: which benefits there are, since when, in which state.
import { Button, Select } from 'antd'
import type { BenefitRuleRecord } from '../../domain/benefits/records.ts'
import { benefitKinds, ruleStates } from '../../domain/benefits/rule.ts'
import { amountWords, conditionWords, spanWords } from '../../domain/benefits/words.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import { BenefitFrame, countyOf } from './BenefitFrame.tsx'
import { RuleTag } from './BenefitMarks.tsx'

export function RulesPage() {
  return (
    <BenefitFrame part="rules" actions={region => <Draft region={region} />}>
      {region => <Rules region={region} />}
    </BenefitFrame>
  )
}

function Draft({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const county = countyOf(region)
  if (!may('benefit:manage') || county === null) return null
  return (
    <Button type="primary" size="large" onClick={() => go(paths.benefitRuleDraft(county))}>
      {say('rule.new')}
    </Button>
  )
}

function Rules({ region }: { region: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const state = ruleStates.keys.find(key => key === filters.state)
  const answer = useAnswer('benefitRule.list', { regionCode: region, ...(state && { state }) })
  return (
    <>
      <search className="filters no-print">
        <Select
          size="large"
          className="filter-group"
          allowClear
          aria-label={say('rule.state')}
          placeholder={say('rule.anyState')}
          value={state ?? null}
          options={ruleStates.keys.map(key => ({ value: key as string, label: ruleStates.words[key] }))}
          onChange={(chosen: string | null | undefined) => change({ state: chosen ?? undefined })}
        />
      </search>
      <Answered query={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing>{say('rule.none')}</Nothing>
          ) : (
            <div className="rule-cards">
              {rows.map(rule => (
                <RuleCard key={`${rule.countyCode}.${rule.id}`} rule={rule} />
              ))}
            </div>
          )
        }
      </Answered>
    </>
  )
}

function RuleCard({ rule }: { rule: BenefitRuleRecord }) {
  const say = useWords()
  return (
    <Panel
      title={<Go to={paths.benefitRule(rule)}>{rule.title}</Go>}
      extra={<RuleTag state={rule.state} />}
      note={`${benefitKinds.words[rule.kind]} · ${say('rule.version', { version: rule.version })} · ${spanWords(rule.fromMonth, rule.toMonth)}`}
    >
      {rule.synthetic && <p className="warn-text small">{say('rule.demo')}</p>}
      <p>{conditionWords(rule.terms.when)}</p>
      <div className="below">
        {rule.terms.amounts.map(amount => (
          <p key={amountWords(amount)}>{amountWords(amount)}</p>
        ))}
      </div>
    </Panel>
  )
}
