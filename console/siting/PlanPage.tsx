// One plan of sites: while it is reckoned how far it is, then what it gives, where, for whom, and what may be pinned.
import { Button, Space, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { type SitingPlanRow, type SitingSummary, sitingStates } from '../../domain/siting/plan.ts'
import { newId } from '../../ui/client.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { Answered, Loading, Trouble, useNotice } from '../states.tsx'
import { AdoptDialog } from './AdoptDialog.tsx'
import { keyText } from './keys.ts'
import { PickTable } from './PickTable.tsx'
import { forgetPins, PinPanel, type Pins, usePins } from './PinPanel.tsx'
import { stateColours } from './SitingPage.tsx'
import './siting.css'

const PlanMap = lazy(() => import('./PlanMap.tsx'))
export type Plan = Output<'siting.get'>

const isWorking = ({ state }: SitingPlanRow) => state === 'solvingWaits' || state === 'solvingNow'

export function PlanPage() {
  const key = useKey()
  const answer = useAnswer('siting.get', key, {
    refetchInterval: value => (value && isWorking(value.plan) ? 1_000 : false),
  })
  return <Answered query={answer}>{value => <Shown key={value.plan.id} value={value} />}</Answered>
}

function Shown({ value }: { value: Plan }) {
  const say = useWords()
  const { plan, summary } = value
  const pins = usePins(value)
  return (
    <Page
      title={plan.name}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.siting()}>{say('siting.title')}</Go>
        </nav>
      }
      actions={<Actions value={value} />}
    >
      <p>
        <Tag color={stateColours[plan.state]}>{sitingStates.words[plan.state]}</Tag>{' '}
        {plan.regionNames.join('、')}
        {plan.adoptedOn !== null && (
          <span className="soft">
            {' '}
            {say('siting.adopted', { day: plan.adoptedOn, count: value.projects.length })}
          </span>
        )}
      </p>
      {isWorking(plan) && <Working plan={plan} />}
      {plan.state === 'planImpossible' && (
        <Panel title={say('siting.impossible')}>
          <p>{plan.says}</p>
        </Panel>
      )}
      {summary && (
        <>
          <Summary summary={summary} />
          <Suspense fallback={<Loading />}>
            <PlanMap value={value} pins={pins} />
          </Suspense>
          <PickTable value={value} pins={pins} />
        </>
      )}
      {!isWorking(plan) && <PinPanel value={value} pins={pins} />}
      {!isWorking(plan) && pins.isChanged && <Again value={value} pins={pins} />}
    </Page>
  )
}

function Actions({ value: { plan, summary } }: { value: Plan }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const notice = useNotice()
  const [adopting, setAdopting] = useState(false)
  const key = { countyCode: plan.countyCode, id: plan.id }
  const save = (name: 'siting.export' | 'siting.file') => void saveAnswer(name, key).catch(notice.refused)
  if (isWorking(plan)) return null
  return (
    <Space wrap>
      {plan.basedOn !== null && summary && (
        <Go
          to={paths.sitingCompare({
            one: keyText({ countyCode: plan.countyCode, id: plan.basedOn }),
            other: keyText(key),
          })}
        >
          {say('siting.compareWith')}
        </Go>
      )}
      <Button onClick={() => go(paths.sitingNew({ based: keyText(key) }))}>{say('siting.again')}</Button>
      <Button onClick={() => save('siting.file')}>{say('siting.file')}</Button>
      {summary && <Button onClick={() => save('siting.export')}>{say('siting.export')}</Button>}
      {summary && <Button onClick={() => window.print()}>{say('siting.print')}</Button>}
      {plan.state === 'planReady' && may('fund:plan') && (
        <Button type="primary" onClick={() => setAdopting(true)}>
          {say('siting.adopt')}
        </Button>
      )}
      {adopting && <AdoptDialog plan={plan} onClose={() => setAdopting(false)} />}
    </Space>
  )
}

function Working({ plan }: { plan: SitingPlanRow }) {
  const say = useWords()
  const notice = useNotice()
  const stop = useAct('siting.callOff', ['siting.get', 'siting.list'])
  const { progress } = plan
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : figure(value)
  return (
    <Panel className="siting-progress">
      <p role="status">
        {plan.state === 'solvingWaits'
          ? say('siting.waiting')
          : say('siting.solving', { seconds: plan.question.seconds })}
      </p>
      <p>
        {say('siting.best')} <b>{shown(progress?.objective)}</b> · {say('siting.bound')}{' '}
        <b>{shown(progress?.bound)}</b>
      </p>
      <Button
        danger
        loading={stop.isPending}
        onClick={() =>
          stop.mutate(
            { countyCode: plan.countyCode, id: plan.id },
            { onSuccess: () => notice.done(say('siting.calledOff')), onError: notice.refused },
          )
        }
      >
        {say('siting.callOff')}
      </Button>
    </Panel>
  )
}

/** Stays in sight: what was pressed on the map or in the table counts only when it is reckoned again. */
function Again({ value: { plan }, pins }: { value: Plan; pins: Pins }) {
  const say = useWords()
  const go = useGo()
  const ask = useAct('siting.ask', ['siting.list'])
  const question = {
    ...plan.question,
    ...{ must: [...pins.must.keys()], never: [...pins.never.keys()] },
    moved: [...pins.moved].map(([id, { lon, lat }]) => ({ id, lon, lat })),
  }
  const send = () =>
    ask.mutate(
      { id: newId(), question, basedOn: plan.id },
      {
        onSuccess: key => {
          forgetPins(plan.id)
          go(paths.sitingPlan(key))
        },
      },
    )
  const counts = [
    ['siting.changedPinned', pins.must.size],
    ['siting.changedForbidden', pins.never.size],
    ['siting.changedMoved', pins.moved.size],
  ] as const
  return (
    <div className="siting-again no-print">
      <span role="status">
        {say('siting.changed')}
        {counts
          .filter(([, count]) => count > 0)
          .map(([word, count]) => say(word, { count }))
          .join('，')}
      </span>
      <Button onClick={pins.reset}>{say('siting.changedNot')}</Button>
      <Button type="primary" loading={ask.isPending} onClick={send}>
        {say('siting.againWith')}
      </Button>
      {ask.error && <Trouble error={ask.error} />}
    </div>
  )
}

export function Summary({ summary }: { summary: SitingSummary }) {
  const say = useWords()
  const people = (count: number) => say('siting.people', { count: figure(count) })
  return (
    <Panel title={say('siting.summary')}>
      <div className="siting-figures">
        <Figure name={say('siting.sumNow')}>{people(summary.servedNow)}</Figure>
        <Figure name={say('siting.sumSites')}>
          {say('siting.sitesOf', { count: figure(summary.sites) })}
        </Figure>
        <Figure
          name={say('siting.sumCost')}
          note={
            summary.budgetLeftFen === null
              ? undefined
              : say('siting.sumLeftMoney', { sum: yuanText(summary.budgetLeftFen) })
          }
        >
          {yuanText(summary.costFen)}
        </Figure>
        <Figure name={say('siting.sumPeople')}>{people(summary.people)}</Figure>
        <Figure name={say('siting.sumBefore')}>{people(summary.servedBefore)}</Figure>
        <Figure name={say('siting.sumLeft')}>{people(summary.left)}</Figure>
      </div>
      <ul className="siting-says">
        {summary.says.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li>
          {say('siting.sumBorder')}：
          {say('siting.sumBorderNote', {
            served: figure(summary.borderServed),
            people: figure(summary.borderPeople),
            cost: yuanText(summary.borderCostFen),
          })}
          。
        </li>
        <li className="soft">
          {say('siting.tried', {
            candidates: figure(summary.candidates),
            villages: figure(summary.villages),
            seconds: summary.seconds.toFixed(1),
          })}
        </li>
      </ul>
    </Panel>
  )
}

function Figure({ name, note, children }: { name: string; note?: string | undefined; children: string }) {
  return (
    <div className="siting-figure">
      <span>{name}</span>
      <b>{children}</b>
      {note && <span className="soft small">{note}</span>}
    </div>
  )
}
