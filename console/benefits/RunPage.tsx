// One month's list: three steps by different people, what it costs, and everybody on it with the reason.
import { Alert, Steps } from 'antd'
import type { Output } from '../../domain/api.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { Answered } from '../states.tsx'
import { Exports, NextStep } from './RunActions.tsx'
import { RunLines } from './RunLines.tsx'

export function RunPage() {
  const key = useKey()
  const answer = useAnswer('benefitRun.get', key)
  return <Answered query={answer}>{value => <MonthList {...value} />}</Answered>
}

function MonthList({ run, totals, moved }: Output<'benefitRun.get'>) {
  const say = useWords()
  return (
    <Page
      title={say('run.title', { month: monthText(run.month) })}
      above={<RegionBar code={`${run.countyCode}000000`} to={region => paths.benefits({ region })} />}
      actions={<Exports run={run} />}
    >
      <Panel title={say('run.steps')}>
        <Steps
          responsive
          current={run.state === 'compiled' ? 1 : run.state === 'approved' ? 2 : 3}
          items={[
            { title: say('run.stepCompile'), content: stepText(run.compiledByName, run.compiledAt) },
            {
              title: say('run.stepApprove'),
              content: run.approvedAt ? stepText(run.approvedByName, run.approvedAt) : say('run.waiting'),
            },
            {
              title: say('run.stepPay'),
              content: run.paidAt
                ? `${stepText(run.paidByName, run.paidAt)} · ${run.fileNumber ?? ''}`
                : say('run.waiting'),
            },
          ]}
        />
        {moved > 0 && (
          <Alert
            className="below"
            type="warning"
            showIcon
            title={say('run.moved', { count: figure(moved) })}
          />
        )}
        <NextStep run={run} moved={moved} />
      </Panel>
      <Totals run={run} totals={totals} />
      <RunLines run={run} />
    </Page>
  )
}

function Totals({ run, totals }: Pick<Output<'benefitRun.get'>, 'run' | 'totals'>) {
  const say = useWords()
  return (
    <Panel title={say('run.byBenefit')}>
      <div className="figures">
        <div className="figure large">
          <span className="figure-name">{say('run.total')}</span>
          <span className="figure-value">
            {yuanText(run.totalFen)}
            <span className="figure-unit">
              {' '}
              {say('benefits.sumAndPeople', { count: figure(run.people) })}
            </span>
          </span>
        </div>
        {totals.map(one => (
          <div className="figure" key={one.title}>
            <span className="figure-name">{one.title}</span>
            <span className="figure-value">
              {yuanText(one.totalFen)}
              <span className="figure-unit">
                {' '}
                {say('benefits.sumAndPeople', { count: figure(one.people) })}
              </span>
            </span>
            {one.withoutAccount > 0 && (
              <span className="warn-text small">
                {say('run.withoutAccount')} {say('benefits.people', { count: figure(one.withoutAccount) })}
              </span>
            )}
          </div>
        ))}
      </div>
    </Panel>
  )
}

function stepText(name: string | null, at: string): string {
  return `${name ?? '—'} · ${instantText(at)}`
}
