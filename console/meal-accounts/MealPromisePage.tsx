// The viability sheet of a canteen: reckoned while it is filled in, agreed to by a second person, held to afterwards.
import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { MealPromise } from '../../domain/meal-accounts/books-api.ts'
import {
  examplePlan,
  type PromiseCheck,
  type ViabilityPlan,
  type ViabilityResult,
  viabilityOf,
} from '../../domain/meal-accounts/viability.ts'
import { newId } from '../../ui/client.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { fenOf, money } from '../money.ts'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'
import { Figure, useDinersNeeded } from './Figure.tsx'
import './meal-accounts.css'

export function MealPromisePage() {
  const { countyCode, id } = useKey()
  const answer = useAnswer('mealPromise.get', { countyCode, canteenId: id })
  return (
    <Answered query={answer}>
      {value => (
        <Promises key={value.promises[0]?.id ?? ''} value={value} place={{ countyCode, canteenId: id }} />
      )}
    </Answered>
  )
}

interface Of {
  value: Output<'mealPromise.get'>
  place: { countyCode: string; canteenId: string }
}

function Promises({ value, place }: Of) {
  const say = useWords()
  const may = useMay()
  return (
    <Page
      title={say('promise.title', { name: value.name })}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.mealBook({ countyCode: place.countyCode, id: place.canteenId })}>{value.name}</Go>
        </nav>
      }
      actions={<Button onClick={() => window.print()}>{say('mealWall.print')}</Button>}
    >
      <p className="soft">{say('promise.what')}</p>
      {value.promises.length > 0 && <Checks checks={value.checks} />}
      {may('canteen:manage') && <Sheet value={value} place={place} />}
      <Panel title={say('promise.history')}>
        {value.promises.length === 0 ? (
          <Nothing>{say('promise.none')}</Nothing>
        ) : (
          value.promises.map(promise => <Kept key={promise.id} promise={promise} />)
        )}
      </Panel>
    </Page>
  )
}

function Checks({ checks }: { checks: PromiseCheck[] }) {
  const say = useWords()
  const shown = (value: number | null, unit: PromiseCheck['unit']) =>
    value === null
      ? '—'
      : unit === 'fen'
        ? money(value)
        : unit === 'people'
          ? say('books.perMeal', { count: value })
          : say('books.months', { count: value })
  return (
    <Panel title={say('promise.kept')} note={say('promise.keptNote')}>
      {checks.length === 0 ? (
        <Nothing>{say('promise.noActual')}</Nothing>
      ) : (
        <CardTable<PromiseCheck>
          rowKey="what"
          dataSource={checks}
          pagination={false}
          columns={[
            { key: 'what', title: say('promise.item'), dataIndex: 'what' },
            {
              key: 'promised',
              title: say('promise.promised'),
              align: 'right',
              render: (_, row) => shown(row.promised, row.unit),
            },
            {
              key: 'actual',
              title: say('promise.actual'),
              align: 'right',
              render: (_, row) => shown(row.actual, row.unit),
            },
            {
              key: 'says',
              title: say('promise.judgement'),
              render: (_, row) => <Says holds={row.holds} says={row.says} />,
            },
          ]}
        />
      )}
    </Panel>
  )
}

interface SheetField {
  key: keyof ViabilityPlan
  word: MessageKey
  isMoney: boolean
}

const fields: readonly SheetField[] = [
  { key: 'dinersAMeal', word: 'promise.diners', isMoney: false },
  { key: 'mealsADay', word: 'promise.mealsADay', isMoney: false },
  { key: 'openDays', word: 'promise.openDays', isMoney: false },
  { key: 'elderFenAMeal', word: 'promise.elderAMeal', isMoney: true },
  { key: 'supportFenAMeal', word: 'promise.supportAMeal', isMoney: true },
  { key: 'foodFenAMeal', word: 'promise.foodAMeal', isMoney: true },
  { key: 'wageFen', word: 'promise.wages', isMoney: true },
  { key: 'fuelFen', word: 'promise.fuel', isMoney: true },
  { key: 'rentFen', word: 'promise.rent', isMoney: true },
  { key: 'otherFen', word: 'promise.other', isMoney: true },
  { key: 'fixedSupportFen', word: 'promise.fixed', isMoney: true },
  { key: 'startFen', word: 'promise.startMoney', isMoney: true },
]

const most: Partial<Record<keyof ViabilityPlan, number>> = { dinersAMeal: 1000, mealsADay: 2, openDays: 31 }

function Sheet({ value, place }: Of) {
  const say = useWords()
  const notice = useNotice()
  const [plan, setPlan] = useState<ViabilityPlan>(value.promises[0]?.plan ?? examplePlan)
  const [id] = useState(newId)
  const save = useAct('mealPromise.save', ['mealPromise.get'])
  const result = viabilityOf(plan, value.rules)
  const send = () =>
    save.mutate({ ...place, id, plan }, { onSuccess: () => notice.done(say('promise.submitted')) })
  return (
    <>
      <Panel title={say('promise.sheet')} className="no-print">
        <Form layout="vertical" className="meal-grid" component="div">
          {fields.map(({ key, word, isMoney }) => (
            <Form.Item key={key} label={say(word)} htmlFor={`plan-${key}`}>
              <InputNumber
                id={`plan-${key}`}
                style={{ width: '100%' }}
                min={isMoney ? 0 : 1}
                max={most[key] ?? 10_000_000}
                precision={isMoney ? 2 : 0}
                value={isMoney ? plan[key] / 100 : plan[key]}
                onChange={typed => setPlan({ ...plan, [key]: isMoney ? fenOf(typed) : (typed ?? 1) })}
              />
            </Form.Item>
          ))}
        </Form>
      </Panel>
      <Panel title={say('promise.result')} className="no-print">
        <Result result={result} />
        <div className="form-actions below">
          <Button type="primary" size="large" loading={save.isPending} onClick={send}>
            {say('promise.submit')}
          </Button>
        </div>
        {save.isError && <Trouble error={save.error} />}
      </Panel>
    </>
  )
}

function Result({ result }: { result: ViabilityResult }) {
  const say = useWords()
  const needed = useDinersNeeded()
  return (
    <>
      <div className="meal-figures">
        <Figure
          word={say('promise.result')}
          value={say(result.isViable ? 'promise.viable' : 'promise.notViable')}
          tone={result.isViable ? 'good' : 'bad'}
        />
        <Figure word={say('books.costAMeal')} value={money(result.costFenAMeal)} />
        <Figure
          word={say('promise.monthly')}
          value={money(result.monthlyFen)}
          tone={result.monthlyFen < 0 ? 'bad' : 'good'}
        />
        <Figure word={say('books.breakEven')} value={needed(result.breakEvenDiners)} />
        <Figure
          word={say('books.cashMonths')}
          value={
            result.cashMonths === null
              ? say('books.enough')
              : say('books.months', { count: result.cashMonths })
          }
        />
      </div>
      <ul className="meal-reasons">
        {result.reasons.map(({ holds, says }) => (
          <li key={says}>
            <Says holds={holds} says={says} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Kept({ promise }: { promise: MealPromise }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const agree = useAct('mealPromise.agree', ['mealPromise.get'])
  const send = ({ reason }: { reason: string }) =>
    void agree.mutateAsync({ countyCode: promise.countyCode, id: promise.id, note: reason }).then(
      () => {
        notice.done(say('promise.agreed'))
        setAsking(false)
      },
      // The dialog stays and says why.
      () => {},
    )
  return (
    <section className="below">
      <Result result={promise.result} />
      <p className="soft small">
        {say('promise.by', { name: promise.promisedByName ?? '—', at: instantText(promise.promisedAt) })} ·{' '}
        {promise.agreedAt === null
          ? say('promise.waiting')
          : say('promise.agreedBy', {
              name: promise.agreedByName ?? '—',
              at: instantText(promise.agreedAt),
              note: promise.agreeNote ?? '',
            })}
      </p>
      {promise.mayAgree && (
        <Button type="primary" className="no-print" onClick={() => setAsking(true)}>
          {say('promise.agree')}
        </Button>
      )}
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={say('promise.agree')}
          note={say('promise.agreeNote')}
          submit={say('promise.agree')}
          busy={agree.isPending}
          error={agree.error}
          onSubmit={send}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

function Says({ holds, says }: { holds: boolean; says: string }) {
  return (
    <span>
      {holds ? (
        <CheckCircleOutlined style={{ color: 'var(--good)' }} />
      ) : (
        <CloseCircleOutlined style={{ color: 'var(--danger)' }} />
      )}{' '}
      {says}
    </span>
  )
}
