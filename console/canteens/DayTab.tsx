// The day at a desk: how many to cook for, whose plate differs, and the list that is ticked when they come.
import { Alert, Button, Input, Segmented, Space, Tag } from 'antd'
import { useState } from 'react'
import { type CanteenRow, closingReasons, type Meal, meals } from '../../domain/canteens/canteen.ts'
import { foodContents, foodTextures } from '../../domain/canteens/diet.ts'
import { type MealOfDay, mealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { dishConflictKinds } from '../../domain/canteens/menu.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { DinerList } from './DinerList.tsx'
import { ExtraDialog } from './ExtraDialog.tsx'
import { clockText } from './standing.tsx'

export function DayTab({ canteen }: { canteen: CanteenRow }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const today = dayOf(new Date())
  const day = filters.day ?? today
  const meal: Meal = filters.meal === 'supper' ? 'supper' : 'lunch'
  const answer = useAnswer('kitchen.day', {
    ...{ countyCode: canteen.countyCode, canteenId: canteen.id, day },
  })
  return (
    <>
      <search className="filters no-print">
        <Input
          type="date"
          size="large"
          className="filter-group"
          aria-label={say('kitchen.day')}
          value={day}
          onChange={event => change({ day: event.target.value || undefined })}
        />
        <Segmented
          size="large"
          value={meal}
          options={meals.keys.map(key => ({ value: key, label: meals.words[key] }))}
          onChange={chosen => change({ meal: chosen === 'lunch' ? undefined : 'supper' })}
        />
        <Prints canteen={canteen} day={day} meal={meal} />
      </search>
      <Answered query={answer}>
        {({ kitchen }) => <Day canteen={canteen} of={mealOfDay(kitchen, day, meal)} />}
      </Answered>
    </>
  )
}

function Prints({ canteen, day, meal }: { canteen: CanteenRow; day: string; meal: Meal }) {
  const say = useWords()
  const go = useGo()
  const kinds = {
    sheet: 'kitchen.printSheet',
    labels: 'kitchen.printLabels',
    tour: 'kitchen.printTour',
    tick: 'kitchen.printTick',
  } as const
  return (
    <Space wrap>
      {(Object.keys(kinds) as (keyof typeof kinds)[]).map(what => (
        <Button key={what} onClick={() => go(paths.canteenPrint(canteen, { what, day, meal }))}>
          {say(kinds[what])}
        </Button>
      ))}
    </Space>
  )
}

function Day({ canteen, of }: { canteen: CanteenRow; of: MealOfDay }) {
  const say = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { kitchen, ways, closure } = of
  return (
    <>
      {kitchen.stops && kitchen.stops.fromOn <= of.day && (
        <Alert type="error" showIcon title={say('canteen.stopped', { why: kitchen.stops.why })} />
      )}
      {ways.length === 0 ? (
        <Panel>
          <Nothing>
            {closure
              ? say('kitchen.closedWhy', { why: closingReasons.words[closure] })
              : say('kitchen.closed')}
          </Nothing>
        </Panel>
      ) : (
        <div className="canteen-day">
          <div>
            <Count canteen={canteen} of={of} />
            <Menu of={of} />
          </div>
          <Panel
            title={say('kitchen.list')}
            extra={
              may('meal:serve') && <Button onClick={() => setAdding(true)}>{say('kitchen.addExtra')}</Button>
            }
          >
            <DinerList canteen={canteen} of={of} />
          </Panel>
        </div>
      )}
      {adding && <ExtraDialog canteen={canteen} of={of} onClose={() => setAdding(false)} />}
    </>
  )
}

function Count({ canteen, of }: { canteen: CanteenRow; of: MealOfDay }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const confirm = useAct('headCount.confirm', ['kitchen.day'])
  const { count, confirmed, kitchen, day, meal } = of
  const save = () =>
    confirm.mutate(
      {
        ...{ countyCode: canteen.countyCode, canteenId: canteen.id, day, meal },
        ...{ portions: count.portions, boxes: count.boxes },
      },
      { onSuccess: () => notice.done(say('kitchen.confirmedDone')), onError: notice.refused },
    )
  const isUpToDate = confirmed?.portions === count.portions && confirmed.boxes === count.boxes
  return (
    <Panel>
      <p className="canteen-count" data-testid="head-count">
        {say('kitchen.count', { count: count.portions })}
      </p>
      <p>
        <Tag>{`${say('kitchen.dineIn')} ${count.dineIn}`}</Tag>
        <Tag>{`${say('kitchen.boxes')} ${count.boxes}`}</Tag>
        {foodTextures.keys
          .filter(texture => texture !== 'normalFood' && count.textures[texture] > 0)
          .map(texture => (
            <Tag
              key={texture}
              color="processing"
            >{`${foodTextures.words[texture]} ${count.textures[texture]}`}</Tag>
          ))}
        {count.diabetes > 0 && <Tag color="processing">{`${say('kitchen.diabetes')} ${count.diabetes}`}</Tag>}
        {count.lowSalt > 0 && <Tag color="processing">{`${say('kitchen.lowSalt')} ${count.lowSalt}`}</Tag>}
      </p>
      {confirmed && (
        <p className="soft">
          {say('kitchen.confirmed', {
            time: instantText(confirmed.confirmedAt).slice(5),
            count: confirmed.portions,
            boxes: confirmed.boxes,
          })}
        </p>
      )}
      <p className="soft small">{say('kitchen.countBy', { time: clockText(kitchen.countByMinute) })}</p>
      {may('meal:serve') && !isUpToDate && (
        <Button type="primary" size="large" loading={confirm.isPending} onClick={save}>
          {say('kitchen.confirm', { count: count.portions })}
        </Button>
      )}
    </Panel>
  )
}

function Menu({ of }: { of: MealOfDay }) {
  const say = useWords()
  const { dishes, conflicts, diners } = of
  return (
    <Panel title={say('kitchen.menu')}>
      {dishes.length === 0 ? (
        <p className="soft">{say('kitchen.noMenu')}</p>
      ) : (
        <p className="canteen-dishes">{dishes.map(dish => dish.name).join('　')}</p>
      )}
      {conflicts.length > 0 && (
        <>
          <h3>{say('kitchen.conflicts')}</h3>
          <p className="soft small">{say('kitchen.conflictsNote')}</p>
          <ul className="canteen-lines">
            {conflicts.map(({ elderId, conflicts: found }) => (
              <li key={elderId}>
                <b>{diners.get(elderId)?.name}</b>{' '}
                {found
                  .map(
                    ({ dish, kind, content }) =>
                      `${dish}（${dishConflictKinds.words[kind]}${content ? `：${foodContents.words[content]}` : ''}）`,
                  )
                  .join('、')}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}
