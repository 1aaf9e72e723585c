// The week's menu: seven days, two meals, each opened to write its dishes; copied from the week before, printed as a poster.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { type Meal, meals } from '../../domain/canteens/canteen.ts'
import type { MenuMeal } from '../../domain/canteens/kitchen.ts'
import { dishRisks, risksOf } from '../../domain/canteens/menu.ts'
import { letterOn, mondayOf, openingOn } from '../../domain/canteens/week.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import type { CanteenParts } from './CanteenPage.tsx'
import { MenuDialog } from './MenuDialog.tsx'

export function MenuTab({ parts }: { parts: CanteenParts }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const notice = useNotice()
  const [filters, change] = useFilters()
  const { countyCode, id } = parts.canteen
  const thisMonday = mondayOf(dayOf(new Date()))
  const monday = filters.monday ?? thisMonday
  const answer = useAnswer('menu.week', { countyCode, canteenId: id, monday })
  const copy = useAct('menu.copy', ['menu.week', 'kitchen.day'])
  const copyLast = () =>
    copy.mutate(
      { countyCode, canteenId: id, fromMonday: addDays(monday, -7), toMonday: monday },
      {
        onSuccess: ({ copied }) =>
          notice.done(copied > 0 ? say('menu.copied', { count: copied }) : say('menu.nothingToCopy')),
        onError: notice.refused,
      },
    )
  const show = (shown: string) => change({ monday: shown === thisMonday ? undefined : shown })
  return (
    <Panel
      title={say('menu.week', { from: dayText(monday), to: dayText(addDays(monday, 6)) })}
      extra={
        <Space wrap>
          <Button onClick={() => show(addDays(monday, -7))}>{say('menu.previous')}</Button>
          {monday !== thisMonday && <Button onClick={() => show(thisMonday)}>{say('menu.thisWeek')}</Button>}
          <Button onClick={() => show(addDays(monday, 7))}>{say('menu.next')}</Button>
          {may('canteen:run') && (
            <Button loading={copy.isPending} onClick={copyLast}>
              {say('menu.copy')}
            </Button>
          )}
          <Button
            type="primary"
            onClick={() => go(paths.canteenPrint(parts.canteen, { what: 'menu', day: monday }))}
          >
            {say('menu.poster')}
          </Button>
        </Space>
      }
    >
      <Answered query={answer}>
        {({ meals: written }) => <WeekOfMenu parts={parts} monday={monday} written={written} />}
      </Answered>
    </Panel>
  )
}

interface WeekOfMenuProps {
  parts: CanteenParts
  monday: string
  written: readonly MenuMeal[]
}

function WeekOfMenu({ parts, monday, written }: WeekOfMenuProps) {
  const say = useWords()
  const may = useMay()
  const [editing, setEditing] = useState<{ day: string; meal: Meal } | null>(null)
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index))
  const names = say('opening.days').split(',')
  const dishesOf = (day: string, meal: Meal) =>
    written.find(one => one.day === day && one.meal === meal)?.dishes ?? []
  const opens = (day: string, meal: Meal) => {
    const opening = openingOn(parts.openings, day)
    return opening !== null && letterOn(opening[meal], day) !== '-'
  }
  const shownMeals = meals.keys.filter(meal =>
    days.some(day => opens(day, meal) || dishesOf(day, meal).length > 0),
  )
  return (
    <div className="menu-week">
      {days.map((day, index) => (
        <section key={day} className={day === dayOf(new Date()) ? 'menu-day today' : 'menu-day'}>
          <h3>{`周${names[index] ?? ''} ${day.slice(5)}`}</h3>
          {shownMeals.map(meal => (
            <div key={meal} className="menu-meal">
              <b>{meals.words[meal]}</b>
              <Dishes dishes={dishesOf(day, meal)} isOpen={opens(day, meal)} />
              {may('canteen:run') && opens(day, meal) && (
                <Button type="link" size="small" onClick={() => setEditing({ day, meal })}>
                  {say('menu.edit')}
                </Button>
              )}
            </div>
          ))}
        </section>
      ))}
      {editing && (
        <MenuDialog
          canteen={parts.canteen}
          {...editing}
          dishes={dishesOf(editing.day, editing.meal)}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}

function Dishes({ dishes, isOpen }: { dishes: MenuMeal['dishes']; isOpen: boolean }) {
  const say = useWords()
  if (dishes.length === 0) return <p className="soft small">{say(isOpen ? 'menu.empty' : 'menu.closed')}</p>
  return (
    <ul>
      {dishes.map(dish => (
        <li key={dish.name}>
          {dish.name}
          {risksOf(dish.name).map(risk => (
            <Tag key={risk} color="warning">
              {dishRisks.words[risk]}
            </Tag>
          ))}
        </li>
      ))}
    </ul>
  )
}
