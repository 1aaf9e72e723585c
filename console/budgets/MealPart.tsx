// Meal rules changed over a whole area: who could be helped, and what meals really eaten would have cost.
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { type MealAnswer, type MealChange, mealAsItIs } from '../../domain/budgets/meal-change.ts'
import { totalOf } from '../../domain/budgets/money.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { lastDayOf } from '../../domain/kernel/day.ts'
import { useAnswer } from '../asking.ts'
import { dayText, figure, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { BudgetMap } from './BudgetMap.tsx'
import { CountyTable } from './CountyTable.tsx'
import { Figure, FromTo } from './Figure.tsx'
import { GroupsField } from './GroupsField.tsx'
import { NumberField } from './NumberField.tsx'
import { Reckoned } from './Reckoned.tsx'

interface PartProps {
  region: string
  meal: MealChange | null
  onMeal: (meal: MealChange) => void
}

export function MealPart({ region, meal, onMeal }: PartProps) {
  const say = useWords()
  const change = meal ?? mealAsItIs
  const answer = useAnswer('budget.tryMeal', { regionCode: region, change })
  return (
    <>
      <Panel title={say('budget.mealRule')} note={say('budget.mealNote')} className="no-print">
        <MealForm from={change} waits={answer.isFetching} onMeal={onMeal} />
      </Panel>
      <Reckoned query={answer}>{value => <Result answer={value} change={change} />}</Reckoned>
    </>
  )
}

const caps = ['perDay', 'perWeek', 'perMonth'] as const

interface FormProps {
  from: MealChange
  waits: boolean
  onMeal: (meal: MealChange) => void
}

function MealForm({ from, waits, onMeal }: FormProps) {
  const say = useWords()
  const [wanted, setWanted] = useState(from)
  const set = (part: Partial<MealChange>) => setWanted({ ...wanted, ...part })
  const whole = (value: number | null) => (value === null ? null : Math.round(value))
  return (
    <div className="budget-move">
      <NumberField
        name={say('budget.mealAge')}
        placeholder={say('budget.ageAsIs')}
        value={wanted.ageFrom}
        range={[50, 110]}
        onValue={ageFrom => set({ ageFrom: whole(ageFrom) })}
      />
      <GroupsField
        name={say('budget.mealGroups')}
        value={wanted.groups}
        onValue={groups => set({ groups })}
      />
      <NumberField
        name={say('budget.mealPercent')}
        suffix="%"
        value={wanted.percent}
        range={[0, 1000]}
        onValue={percent => set({ percent: Math.round(percent ?? 100) })}
      />
      <NumberField
        name={say('budget.mealAdd')}
        value={wanted.addFen / 100}
        range={[-100, 100]}
        onValue={yuan => set({ addFen: fenOf(yuan) })}
      />
      {caps.map(cap => (
        <NumberField
          key={cap}
          name={say(`budget.${cap}`)}
          placeholder={say('budget.ageAsIs')}
          value={wanted[cap]}
          range={[1, 100]}
          onValue={times => set({ [cap]: whole(times) })}
        />
      ))}
      <Bands bands={wanted.bands} onBands={bands => set({ bands })} />
      <Button type="primary" size="large" loading={waits} onClick={() => onMeal(wanted)}>
        {say('budget.tryIt')}
      </Button>
    </div>
  )
}

interface BandsProps {
  bands: MealChange['bands']
  onBands: (bands: MealChange['bands']) => void
}

/** As many as a table of ages has. */
const steps = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const

function Bands({ bands, onBands }: BandsProps) {
  const say = useWords()
  const rows = bands ?? []
  const change = (at: number, part: Partial<(typeof rows)[number]>) =>
    onBands(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  return (
    <fieldset className="budget-bands">
      <legend>{say('budget.bands')}</legend>
      {rows.length === 0 && <span className="soft">{say('budget.bandsNow')}</span>}
      {rows.map((row, at) => (
        <div key={steps[at]} className="budget-band">
          <InputNumber<number>
            size="large"
            min={50}
            max={110}
            suffix={say('budget.bandAge')}
            aria-label={`${say('budget.bandAge')} ${at + 1}`}
            value={row.ageFrom}
            onChange={age => change(at, { ageFrom: Math.round(age ?? row.ageFrom) })}
          />
          <InputNumber<number>
            size="large"
            min={0}
            max={1000}
            suffix={say('budget.bandYuan')}
            aria-label={`${say('budget.bandYuan')} ${at + 1}`}
            value={row.fen / 100}
            onChange={yuan => change(at, { fen: fenOf(yuan) })}
          />
        </div>
      ))}
      <span>
        {rows.length < steps.length && (
          <Button
            onClick={() => onBands([...rows, { ageFrom: Math.min(110, 60 + rows.length * 10), fen: 500 }])}
          >
            {say('budget.bandAdd')}
          </Button>
        )}{' '}
        {rows.length > 0 && <Button onClick={() => onBands(null)}>{say('budget.bandsBack')}</Button>}
      </span>
    </fieldset>
  )
}

function Result({ answer, change }: { answer: MealAnswer; change: MealChange }) {
  const say = useWords()
  const { counties, month, cells } = answer
  if (!counties.some(({ hasRule }) => hasRule)) return <Panel>{say('budget.mealNoRule')}</Panel>
  const [before, after] = [totalOf(counties, 'beforeFen'), totalOf(counties, 'afterFen')]
  return (
    <>
      <Panel title={say('budget.result')}>
        <div className="budget-figures">
          <Figure name={say('budget.helped')}>
            <FromTo before={totalOf(counties, 'before')} after={totalOf(counties, 'after')} />
          </Figure>
          {(['gained', 'lost'] as const).map(effect => (
            <Figure key={effect} name={say(`budget.${effect}`)}>
              <b>{figure(totalOf(counties, effect))}</b>
            </Figure>
          ))}
          <Figure name={say('budget.mealMonth')}>
            <FromTo before={before} after={after} words={sumBriefly} />
          </Figure>
          <Figure name={say('budget.yearMore')}>
            <b>{sumBriefly((after - before) * 12)}</b>
          </Figure>
          <Figure name={say('budget.mealElder')}>
            <FromTo
              before={totalOf(counties, 'elderBeforeFen')}
              after={totalOf(counties, 'elderAfterFen')}
              words={sumBriefly}
            />
          </Figure>
        </div>
        <p className="soft small">
          {say('budget.mealUsed', {
            ...{ day: dayText(lastDayOf(month)), month: monthText(month), cells: figure(cells) },
            elders: figure(totalOf(counties, 'elders')),
            servings: figure(totalOf(counties, 'servings')),
            eaters: figure(totalOf(counties, 'eaters')),
          })}
        </p>
      </Panel>
      <CountyTable
        counties={counties}
        change={{ meal: change }}
        effects={['gained', 'lost']}
        words={{ who: say('budget.helped'), month: say('budget.mealMonth') }}
        more={[{ key: 'eaters', title: say('budget.eaters'), render: (_, row) => figure(row.eaters) }]}
      />
      <BudgetMap
        isCompared
        note={say('budget.mapMeal')}
        counties={counties.map(county => ({
          ...county,
          part: county.after,
          whole: county.hasRule ? county.elders : 0,
          lines: county.hasRule
            ? [
                `${say('budget.helped')} ${figure(county.before)} → ${figure(county.after)}`,
                `${say('budget.mealMonth')} ${sumBriefly(county.beforeFen)} → ${sumBriefly(county.afterFen)}`,
              ]
            : [say('budget.noRule')],
        }))}
      />
    </>
  )
}
