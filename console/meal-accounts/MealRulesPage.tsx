// The price and subsidy rules of meals of a county: the county's own and those of single canteens.
import { Button } from 'antd'
import type { MealRuleRecord } from '../../domain/meal-accounts/api.ts'
import { mealTermsWords } from '../../domain/meal-accounts/words.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { RuleTag } from '../benefits/BenefitMarks.tsx'
import { monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import './meal-accounts.css'

export function MealRulesPage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const answer = useAnswer('mealRule.list', { regionCode: region })
  const county = region.slice(4, 6) === '00' ? null : region.slice(0, 6)
  return (
    <Page
      title={say('meals.rules')}
      above={<RegionBar code={region} to={code => paths.mealRules({ region: code })} />}
      actions={
        may('subsidy:manage') &&
        county !== null && (
          <Button type="primary" size="large" onClick={() => go(paths.mealRuleDraft(county))}>
            {say('meals.newRule')}
          </Button>
        )
      }
    >
      <p className="soft">{say('meals.rulesWhat')}</p>
      <Answered query={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing>{say('meals.noRules')}</Nothing>
          ) : (
            <div className="meal-rules">
              {rows.map(rule => (
                <RuleCard key={rule.id} rule={rule} />
              ))}
            </div>
          )
        }
      </Answered>
    </Page>
  )
}

export function useSpan(): (rule: Pick<MealRuleRecord, 'fromMonth' | 'toMonth'>) => string {
  const say = useWords()
  return ({ fromMonth, toMonth }) =>
    toMonth === null
      ? say('meals.span', { from: monthText(fromMonth) })
      : say('meals.spanTo', { from: monthText(fromMonth), to: monthText(toMonth) })
}

function RuleCard({ rule }: { rule: MealRuleRecord }) {
  const say = useWords()
  const span = useSpan()
  return (
    <Panel
      title={<Go to={paths.mealRule(rule)}>{rule.title}</Go>}
      extra={<RuleTag state={rule.state} />}
      note={`${rule.canteenName ?? say('meals.ofCounty')} · ${say('meals.version', { version: rule.version })} · ${span(rule)}`}
    >
      {mealTermsWords(rule.terms).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Panel>
  )
}
