// Paper of a kitchen: the sheet for the cook, labels for boxes, the carrier's tour, the list to tick, menu and cards.
import { Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { type Meal, meals } from '../../domain/canteens/canteen.ts'
import { type MealOfDay, mealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { mondayOf } from '../../domain/canteens/week.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { CardSheet } from './CardSheet.tsx'
import { KitchenSheet, Labels, TickSheet, TourSheet } from './papers-of-day.tsx'
import './canteens.css'

const titles = {
  sheet: 'canteenPrint.sheetTitle',
  labels: 'canteenPrint.labelsTitle',
  tour: 'canteenPrint.tourTitle',
  tick: 'canteenPrint.tickTitle',
  menu: 'canteenPrint.menuTitle',
  cards: 'canteenPrint.cardsTitle',
} as const
type What = keyof typeof titles
const ofDay = { sheet: KitchenSheet, labels: Labels, tour: TourSheet, tick: TickSheet } as const

export function PrintPage() {
  const say = useWords()
  const go = useGo()
  const key = useKey()
  const [filters] = useFilters()
  const what: What = filters.what !== undefined && filters.what in titles ? (filters.what as What) : 'sheet'
  const day = filters.day ?? dayOf(new Date())
  const meal: Meal = filters.meal === 'supper' ? 'supper' : 'lunch'
  const back = what === 'menu' ? 'menu' : what === 'cards' ? 'regulars' : undefined
  return (
    <Page
      title={say(titles[what])}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.canteen(key, { tab: back }))}>{say('canteenPrint.back')}</Button>
          <Button type="primary" onClick={() => window.print()}>
            {say('canteenPrint.now')}
          </Button>
        </Space>
      }
    >
      <div className="scroll-sideways">
        {what === 'menu' && <Poster monday={mondayOf(day)} />}
        {what === 'cards' && <CardSheet />}
        {what !== 'menu' && what !== 'cards' && (
          <OfDay day={day} meal={meal}>
            {of => {
              const Sheet = ofDay[what]
              return <Sheet of={of} />
            }}
          </OfDay>
        )}
      </div>
    </Page>
  )
}

function OfDay({ day, meal, children }: { day: string; meal: Meal; children: (of: MealOfDay) => ReactNode }) {
  const { countyCode, id } = useKey()
  const answer = useAnswer('kitchen.day', { countyCode, canteenId: id, day })
  return <Answered query={answer}>{({ kitchen }) => children(mealOfDay(kitchen, day, meal))}</Answered>
}

/** On the wall by the door: large enough to be read from two steps away. */
function Poster({ monday }: { monday: string }) {
  const say = useWords()
  const { countyCode, id } = useKey()
  const place = useAnswer('canteen.get', { countyCode, id })
  const menu = useAnswer('menu.week', { countyCode, canteenId: id, monday })
  const names = say('opening.days').split(',')
  return (
    <Answered query={menu}>
      {({ meals: written }) => {
        const used = meals.keys.filter(meal => written.some(one => one.meal === meal))
        return (
          <article className="canteen-paper poster">
            <h2>{place.data?.canteen.name}</h2>
            <p className="poster-week">
              {`${say('canteenPrint.menuTitle')} ${say('menu.week', { from: dayText(monday), to: dayText(addDays(monday, 6)) })}`}
            </p>
            <table>
              <tbody>
                {names.map((name, index) => (
                  <tr key={name}>
                    <th scope="row">{`周${name}`}</th>
                    {used.map(meal => {
                      const dishes = written.find(
                        one => one.meal === meal && one.day === addDays(monday, index),
                      )?.dishes
                      return (
                        <td key={meal}>
                          {dishes && <b>{meals.words[meal]}</b>}{' '}
                          {dishes?.map(dish => (
                            <span key={dish.name} className="poster-dish">
                              {dish.name}
                            </span>
                          ))}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
            <p>{say('canteenPrint.posterFoot')}</p>
          </article>
        )
      }}
    </Answered>
  )
}
