// 点人数: how many to cook, whose plate differs, and one tap for whoever does not come.
import { useState } from 'react'
import type { Meal } from '../../domain/canteens/canteen.ts'
import { foodTextures } from '../../domain/canteens/diet.ts'
import { type DinerLine, type MealOfDay, mealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { addDays } from '../../domain/kernel/day.ts'
import { Button, Choice, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { DietMarks, keyOf, useNameOf } from './DinerWords.tsx'
import { backHome, type KitchenParts, keepMeal } from './keeping.ts'
import { mealWords } from './words.ts'

export function CountScreen(parts: KitchenParts) {
  const { say, language } = useSpeech()
  const words = mealWords[language]
  const [ahead, setAhead] = useState(0)
  const [meal, setMeal] = useState<Meal>(parts.meal)
  const day = addDays(parts.today, ahead)
  const of = mealOfDay(parts.kitchen, day, meal)
  const { count, confirmed } = of
  const isSaid = confirmed?.portions === count.portions && confirmed.boxes === count.boxes
  const confirm = () =>
    keepMeal(
      parts,
      'headCount.confirm',
      // Said of a day and meal: it has no id of its own.
      {
        ...{ id: undefined, day, meal, portions: count.portions, boxes: count.boxes },
        confirmedAt: new Date().toISOString(),
      },
      { elderId: null, label: say('kitchen.made', { count: count.portions }) },
    )
  return (
    <Screen
      title={say('kitchen.count')}
      back={backHome}
      action={
        of.ways.length > 0 &&
        !isSaid && (
          <Button kind="main" icon="check" onClick={confirm}>
            {say('kitchen.confirm', { count: count.portions })}
          </Button>
        )
      }
    >
      <div className="choices columns-2">
        {[0, 1].map(days => (
          <Choice key={days} chosen={ahead === days} onChoose={() => setAhead(days)}>
            {say(days === 0 ? 'kitchen.today' : 'kitchen.tomorrow')}
          </Choice>
        ))}
        {(['lunch', 'supper'] as const).map(one => (
          <Choice key={one} chosen={meal === one} onChoose={() => setMeal(one)}>
            {words.meals[one]}
          </Choice>
        ))}
      </div>
      {of.ways.length === 0 ? (
        <Notice kind="info">{say('kitchen.closed')}</Notice>
      ) : (
        <Counted {...parts} of={of} />
      )}
    </Screen>
  )
}

function Counted({ of, ...parts }: KitchenParts & { of: MealOfDay }) {
  const { say, language } = useSpeech()
  const words = mealWords[language]
  const { count, confirmed, conflicts, diners, dishes } = of
  return (
    <>
      <p className="count" data-testid="head-count">
        {say('kitchen.made', { count: count.portions })}
      </p>
      <p className="big-line">
        {[
          say('kitchen.dineIn', { count: count.dineIn }),
          say('kitchen.boxes', { count: count.boxes }),
          ...foodTextures.keys
            .filter(texture => texture !== 'normalFood' && count.textures[texture] > 0)
            .map(texture => `${words.textures[texture]} ${count.textures[texture]}`),
          ...(count.lowSalt > 0 ? [`${say('kitchen.lowSalt')} ${count.lowSalt}`] : []),
          ...(count.diabetes > 0 ? [`${say('kitchen.lessSugar')} ${count.diabetes}`] : []),
        ].join('　')}
      </p>
      {confirmed && (
        <Notice kind="good" icon="check">
          {say('kitchen.confirmed', { count: confirmed.portions, boxes: confirmed.boxes })}
        </Notice>
      )}
      {dishes.length > 0 && (
        <p>
          <strong>{say('kitchen.menu')}</strong> {dishes.map(dish => dish.name).join('　')}
        </p>
      )}
      {conflicts.length > 0 && (
        <section className="card" aria-label={say('kitchen.differs')}>
          <h2>{say('kitchen.differs')}</h2>
          {conflicts.map(({ elderId, conflicts: found }) => (
            <p key={elderId}>
              <strong>{diners.get(elderId)?.name}</strong>{' '}
              {found
                .map(
                  ({ dish, kind, content }) =>
                    `${dish}（${content ? words.contents[content] : words.conflicts[kind]}）`,
                )
                .join('、')}
            </p>
          ))}
        </section>
      )}
      <h2 className="section">{say('kitchen.coming')}</h2>
      <ul className="list">
        {of.lines.map(line => (
          <li key={keyOf(line)}>
            <Coming {...parts} of={of} line={line} />
          </li>
        ))}
      </ul>
      <Guests {...parts} of={of} />
    </>
  )
}

/** One tap: she does not come today; one more: she does. */
function Coming({ of, line, ...parts }: KitchenParts & { of: MealOfDay; line: DinerLine }) {
  const { say } = useSpeech()
  const nameOf = useNameOf()
  const { elderId, diner, expected, absence, served } = line
  const about = { elderId, label: nameOf(line) }
  const leave = () =>
    keepMeal(
      parts,
      'mealAbsence.record',
      {
        ...{ elderId, fromOn: of.day, toOn: of.day, meal: of.meal },
        ...{ reason: 'eatsAtHome', toldWay: 'toldInPerson' },
      },
      about,
    )
  const come = () => keepMeal(parts, 'mealAbsence.withdraw', { id: absence?.id, canteenId: undefined }, about)
  return (
    <div className={absence ? 'diner away' : 'diner'}>
      <span className="diner-who">
        <strong>{nameOf(line)}</strong>
        {absence && <span className="soft">{say('kitchen.isAway')}</span>}
        <DietMarks diet={diner?.diet} />
      </span>
      {elderId !== null && !served && (expected || absence) && (
        <button type="button" className="diner-act" onClick={absence ? come : leave}>
          {say(absence ? 'kitchen.comes' : 'kitchen.notComing')}
        </button>
      )}
    </div>
  )
}

function Guests({ of, ...parts }: KitchenParts & { of: MealOfDay }) {
  const { say } = useSpeech()
  const guests = parts.kitchen.extras.filter(
    one => one.day === of.day && one.meal === of.meal && one.elderId === null,
  )
  const add = () =>
    keepMeal(
      parts,
      'mealExtra.record',
      {
        ...{ day: of.day, meal: of.meal, guestKind: 'guestOfElder', portions: 1 },
        ...{ elderId: null, guestName: null, way: of.ways[0] },
      },
      { elderId: null, label: say('kitchen.guests') },
    )
  const last = guests.at(-1)
  const drop = () =>
    last &&
    keepMeal(
      parts,
      'mealExtra.withdraw',
      { id: last.id, canteenId: undefined },
      { elderId: null, label: say('kitchen.guests') },
    )
  return (
    <section aria-label={say('kitchen.guests')}>
      <h2 className="section">{say('kitchen.guests')}</h2>
      <Button icon="person" onClick={add}>
        {say('kitchen.addGuest')}
      </Button>
      {last && <Button onClick={drop}>{say('kitchen.dropGuests')}</Button>}
    </section>
  )
}
