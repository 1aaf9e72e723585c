// One benefit rule changed over a whole area: who gains, who loses, what it costs, county by county.
import { Button, Select } from 'antd'
import { useState } from 'react'
import { type BenefitKind, benefitKinds } from '../../domain/benefits/rule.ts'
import { totalOf } from '../../domain/budgets/money.ts'
import type { RuleAnswer, RuleChange } from '../../domain/budgets/plan.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { useAnswer } from '../asking.ts'
import { figure, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { fenOf, fenOfYuan } from '../money.ts'
import { BudgetMap } from './BudgetMap.tsx'
import { CountyTable } from './CountyTable.tsx'
import { Figure, FromTo } from './Figure.tsx'
import { GroupsField } from './GroupsField.tsx'
import { NumberField } from './NumberField.tsx'
import { Reckoned } from './Reckoned.tsx'

interface PartProps {
  region: string
  rule: RuleChange | null
  onRule: (rule: RuleChange) => void
}

const asItIs: RuleChange = {
  ...{ kind: 'oldAgeAllowance', ageFrom: null, groups: [], percent: 100, addFen: 0, capFen: null },
}

export function RulePart({ region, rule, onRule }: PartProps) {
  const say = useWords()
  const change = rule ?? asItIs
  const answer = useAnswer('budget.tryRule', { regionCode: region, change })
  return (
    <>
      <Panel title={say('budget.rule')} note={say('budget.ruleNote')} className="no-print">
        <RuleForm from={change} waits={answer.isFetching} onRule={onRule} />
      </Panel>
      <Reckoned query={answer}>{value => <Result answer={value} change={change} />}</Reckoned>
    </>
  )
}

interface FormProps {
  from: RuleChange
  waits: boolean
  onRule: (rule: RuleChange) => void
}

function RuleForm({ from, waits, onRule }: FormProps) {
  const say = useWords()
  const [wanted, setWanted] = useState(from)
  const set = (part: Partial<RuleChange>) => setWanted({ ...wanted, ...part })
  return (
    <div className="budget-move">
      <fieldset>
        <legend>{say('budget.benefit')}</legend>
        <Select<BenefitKind>
          size="large"
          aria-label={say('budget.benefit')}
          value={wanted.kind}
          options={benefitKinds.keys.map(kind => ({ value: kind, label: benefitKinds.words[kind] }))}
          onChange={kind => set({ kind })}
        />
      </fieldset>
      <NumberField
        name={say('budget.ageFrom')}
        placeholder={say('budget.ageAsIs')}
        value={wanted.ageFrom}
        range={[50, 110]}
        onValue={ageFrom => set({ ageFrom: ageFrom === null ? null : Math.round(ageFrom) })}
      />
      <GroupsField name={say('budget.groups')} value={wanted.groups} onValue={groups => set({ groups })} />
      <NumberField
        name={say('budget.percentOf')}
        suffix="%"
        value={wanted.percent}
        range={[0, 1000]}
        onValue={percent => set({ percent: Math.round(percent ?? 100) })}
      />
      <NumberField
        name={say('budget.addYuan')}
        value={wanted.addFen / 100}
        range={[-10_000, 10_000]}
        onValue={yuan => set({ addFen: fenOf(yuan) })}
      />
      <NumberField
        name={say('budget.capYuan')}
        placeholder={say('budget.capNone')}
        value={wanted.capFen === null ? null : wanted.capFen / 100}
        range={[0, 100_000]}
        onValue={yuan => set({ capFen: fenOfYuan(yuan) })}
      />
      <Button type="primary" size="large" loading={waits} onClick={() => onRule(wanted)}>
        {say('budget.tryIt')}
      </Button>
    </div>
  )
}

function Result({ answer, change }: { answer: RuleAnswer; change: RuleChange }) {
  const say = useWords()
  const { counties, month, cells } = answer
  if (!counties.some(({ hasRule }) => hasRule)) return <Panel>{say('budget.noRuleAnywhere')}</Panel>
  const [before, after] = [totalOf(counties, 'beforeFen'), totalOf(counties, 'afterFen')]
  const other = totalOf(counties, 'otherFen')
  return (
    <>
      <Panel title={say('budget.result')}>
        <div className="budget-figures">
          <Figure name={say('budget.after')}>
            <FromTo before={totalOf(counties, 'before')} after={totalOf(counties, 'after')} />
          </Figure>
          {(['gained', 'lost'] as const).map(effect => (
            <Figure key={effect} name={say(`budget.${effect}`)}>
              <b>{figure(totalOf(counties, effect))}</b>
            </Figure>
          ))}
          <Figure name={say('budget.amountChanged')}>
            <b>{figure(totalOf(counties, 'amountChanged'))}</b>
          </Figure>
          <Figure name={say('budget.month')}>
            <FromTo before={before} after={after} words={sumBriefly} />
          </Figure>
          <Figure name={say('budget.yearMore')}>
            <b>{sumBriefly((after - before + other) * 12)}</b>
            {other !== 0 && (
              <span className="soft small" title={say('budget.otherWhy')}>
                {say('budget.otherMore')} {sumBriefly(other * 12)}
              </span>
            )}
          </Figure>
        </div>
        <p className="soft small">
          {say('budget.cells', {
            ...{ month: monthText(month), elders: figure(totalOf(counties, 'elders')), cells: figure(cells) },
          })}
        </p>
      </Panel>
      <CountyTable
        counties={counties}
        change={{ benefit: change }}
        effects={['gained', 'lost', 'amountChanged']}
        words={{ who: say('budget.after'), month: say('budget.month') }}
        otherFen={row => row.otherFen}
      />
      <BudgetMap
        isCompared
        note={say('budget.mapRule')}
        counties={counties.map(county => ({
          ...county,
          part: county.after,
          whole: county.hasRule ? county.elders : 0,
          lines: county.hasRule
            ? [
                `${say('budget.after')} ${figure(county.before)} → ${figure(county.after)}`,
                `${say('budget.month')} ${sumBriefly(county.beforeFen)} → ${sumBriefly(county.afterFen)}`,
              ]
            : [say('budget.noRule')],
        }))}
      />
    </>
  )
}
