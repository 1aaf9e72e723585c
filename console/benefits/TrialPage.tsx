// What would happen if a rule were switched on: three figures that open their people, and the money.
import { Alert, Button } from 'antd'
import type { Output } from '../../domain/api.ts'
import {
  type BenefitTrial,
  type TrialEffect,
  type TrialLine,
  trialEffects,
} from '../../domain/benefits/records.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { signedYuan, yuanText } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { Answered } from '../states.tsx'
import { Who } from './BenefitMarks.tsx'

export function TrialPage() {
  const key = useKey()
  const answer = useAnswer('benefitTrial.get', key)
  return <Answered query={answer}>{value => <Trial {...value} />}</Answered>
}

function Trial({ trial, rule }: Output<'benefitTrial.get'>) {
  const say = useWords()
  const go = useGo()
  return (
    <Page
      title={say('trial.of', { title: rule.title, month: monthText(trial.month) })}
      above={<RegionBar code={`${trial.countyCode}000000`} to={region => paths.benefitRules({ region })} />}
      actions={
        <Button type="primary" size="large" onClick={() => go(paths.benefitRule(rule))}>
          {say('trial.toRule')}
        </Button>
      }
    >
      {trial.revision !== rule.revision && <Alert type="warning" showIcon title={say('trial.stale')} />}
      <Panel
        title={say('trial.title')}
        note={`${say('rule.tryNote')} ${say('trial.by', { name: trial.triedByName ?? '—', at: instantText(trial.triedAt) })}`}
      >
        <Effects trial={trial} />
        <dl className="facts below">
          <div>
            <dt>{say('trial.before')}</dt>
            <dd>{say('benefits.yuan', { amount: yuanText(trial.beforeFen) })}</dd>
          </div>
          <div>
            <dt>{say('trial.after')}</dt>
            <dd>{say('benefits.yuan', { amount: yuanText(trial.afterFen) })}</dd>
          </div>
          <div>
            <dt>{say('trial.difference')}</dt>
            <dd className="strong">
              {say('benefits.yuan', { amount: signedYuan(trial.afterFen - trial.beforeFen) })}
            </dd>
          </div>
        </dl>
      </Panel>
      <People trial={trial} />
    </Page>
  )
}

const counts: Record<TrialEffect, (trial: BenefitTrial) => number> = {
  gained: trial => trial.gained,
  lost: trial => trial.lost,
  amountChanged: trial => trial.changed,
}

function Effects({ trial }: { trial: BenefitTrial }) {
  const say = useWords()
  const [filters] = useFilters()
  return (
    <div className="figures">
      {trialEffects.keys.map(effect => {
        const count = counts[effect](trial)
        const here = filters.effect === effect
        return (
          <Go
            key={effect}
            to={paths.benefitTrial(trial, { effect: here ? undefined : effect })}
            current={here}
            className={['figure large', count > 0 && effect === 'lost' && 'danger', here && 'figure-here']
              .filter(Boolean)
              .join(' ')}
          >
            <span className="figure-name">{trialEffects.words[effect]}</span>
            <span className="figure-value">
              {figure(count)}
              <span className="figure-unit"> {say('benefits.unitPeople')}</span>
            </span>
          </Go>
        )
      })}
    </div>
  )
}

function People({ trial }: { trial: BenefitTrial }) {
  const say = useWords()
  const [filters] = useFilters()
  const effect = trialEffects.keys.find(key => key === filters.effect)
  const list = usePages('benefitTrial.lines', {
    ...{ countyCode: trial.countyCode, id: trial.id },
    ...(effect && { effect }),
  })
  return (
    <Panel
      title={say('trial.people')}
      extra={effect && <Go to={paths.benefitTrial(trial)}>{say('trial.everyone')}</Go>}
    >
      <Paged list={list} nothing={say('trial.none')}>
        {rows => (
          <CardTable<TrialLine>
            rowKey="elderId"
            dataSource={rows}
            pagination={false}
            columns={[
              { key: 'elder', title: say('run.elder'), width: 150, render: (_, row) => <Who who={row} /> },
              {
                key: 'effect',
                title: say('trial.effect'),
                width: 220,
                render: (_, row) => (
                  <>
                    <b>{trialEffects.words[row.effect]}</b>
                    <div className="soft small">
                      {say('trial.fromTo', {
                        before: yuanText(row.beforeFen),
                        after: yuanText(row.afterFen),
                      })}
                    </div>
                  </>
                ),
              },
              { key: 'why', title: say('run.why'), render: (_, row) => row.sentence },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
