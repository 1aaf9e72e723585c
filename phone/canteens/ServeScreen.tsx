// 开饭: nobody needs a phone to eat. A name in big letters is tapped, or the number of a card is typed.
import { useState } from 'react'
import { serialOfCard } from '../../domain/canteens/card.ts'
import { type DinerLine, type MealOfDay, mealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { newId } from '../../ui/client.ts'
import { Button, Field, Notice, Screen, Sure } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import { DietMarks, keyOf, useNameOf } from './DinerWords.tsx'
import { backHome, type KitchenParts, keepMeal } from './keeping.ts'
import { mealWords } from './words.ts'

export function ServeScreen(parts: KitchenParts) {
  const { say, language } = useSpeech()
  const nameOf = useNameOf()
  const [undoing, setUndoing] = useState<DinerLine | null>(null)
  const { kitchen, today, meal } = parts
  const of = mealOfDay(kitchen, today, meal)
  const isStopped = kitchen.stops !== null && kitchen.stops.fromOn <= today
  const serve = (line: DinerLine, knownBy: 'byNameList' | 'byCard') =>
    keepMeal(parts, 'mealServing.record', servingOf(of, line, knownBy), {
      ...{ elderId: line.elderId, label: nameOf(line) },
    })
  const undo = (line: DinerLine) => {
    const { served } = line
    setUndoing(null)
    if (served)
      keepMeal(
        parts,
        'mealServing.undo',
        {
          ...{ id: served.id, canteenId: undefined, reason: say('kitchen.undoReason') },
          undoneAt: new Date().toISOString(),
        },
        { elderId: line.elderId, label: nameOf(line) },
      )
  }
  const toServe = of.lines.filter(line => line.expected && !line.served && line.expected.way === 'dineIn')
  const served = of.lines.filter(line => line.served)
  const others = othersOf(of)
  return (
    <Screen title={`${say('kitchen.serve')} · ${mealWords[language].meals[meal]}`} back={backHome}>
      {isStopped ? (
        <Notice kind="danger" icon="danger">
          {say('kitchen.stopped', { why: kitchen.stops?.why ?? '' })}
        </Notice>
      ) : of.ways.length === 0 ? (
        <Notice kind="info">{say('kitchen.closed')}</Notice>
      ) : (
        <>
          <ByCard lines={[...of.lines, ...others]} onServe={line => serve(line, 'byCard')} />
          <Names title={say('kitchen.toServe')} lines={toServe} onTap={line => serve(line, 'byNameList')} />
          {toServe.length === 0 && (
            <Notice kind="good" icon="check">
              {say('kitchen.everyoneServed')}
            </Notice>
          )}
          <Names title={say('kitchen.served')} lines={served} onTap={setUndoing} done />
          <Names title={say('kitchen.others')} lines={others} onTap={line => serve(line, 'byNameList')} />
        </>
      )}
      {undoing && (
        <Sure
          question={say('kitchen.undoQuestion', { name: nameOf(undoing) })}
          yes={say('kitchen.undo')}
          onYes={() => undo(undoing)}
          onNo={() => setUndoing(null)}
        />
      )}
    </Screen>
  )
}

/** Regulars who come on a day that is not theirs, or in spite of what they said. */
function othersOf(of: MealOfDay): DinerLine[] {
  const expected = new Set(of.lines.filter(line => line.expected || line.served).map(line => line.elderId))
  return of.kitchen.diners
    .filter(diner => !expected.has(diner.elderId))
    .map(diner => ({
      ...{
        elderId: diner.elderId,
        diner,
        extra: null,
        expected: null,
        absence: null,
        served: null,
        miss: null,
      },
    }))
}

export function servingOf(of: MealOfDay, line: DinerLine, knownBy: string): Record<string, unknown> {
  return {
    ...{ day: of.day, meal: of.meal, elderId: line.elderId, extraId: line.extra?.id ?? null },
    portions: line.expected?.portions ?? 1,
    way: 'dineIn',
    ...{ knownBy, handedTo: null, servedAt: new Date().toISOString(), place: null },
  }
}

interface NamesProps {
  title: string
  lines: readonly DinerLine[]
  onTap: (line: DinerLine) => void
  done?: boolean
}

function Names({ title, lines, onTap, done = false }: NamesProps) {
  const nameOf = useNameOf()
  if (lines.length === 0) return null
  return (
    <section aria-label={title}>
      <h2 className="section">
        <span>{title}</span>
        <span>{lines.length}</span>
      </h2>
      <ul className="names">
        {lines.map(line => (
          <li key={keyOf(line)}>
            <button
              type="button"
              className={done ? 'name-button done' : 'name-button'}
              onClick={() => onTap(line)}
            >
              {done && <Icon name="check" />}
              <strong>{nameOf(line)}</strong>
              <DietMarks diet={line.diner?.diet} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The number is read out; its last digit tells a slip of the tongue. */
function ByCard({ lines, onServe }: { lines: readonly DinerLine[]; onServe: (line: DinerLine) => void }) {
  const { say } = useSpeech()
  const nameOf = useNameOf()
  const [typed, setTyped] = useState('')
  const [answer, setAnswer] = useState<{ kind: 'good' | 'warn'; text: string; key: string } | null>(null)
  const tell = (kind: 'good' | 'warn', text: string) => setAnswer({ kind, text, key: newId() })
  const note = () => {
    const serial = serialOfCard(typed)
    if (serial === null) return tell('warn', say('kitchen.wrongCard'))
    const line = lines.find(one => one.diner?.card && serialOfCard(one.diner.card) === serial)
    if (!line) return tell('warn', say('kitchen.strangeCard'))
    setTyped('')
    if (line.served) return tell('warn', say('kitchen.already', { name: nameOf(line) }))
    onServe(line)
    tell('good', say('kitchen.noted', { name: nameOf(line) }))
  }
  return (
    <form
      className="by-card"
      onSubmit={event => {
        event.preventDefault()
        note()
      }}
    >
      <Field label={say('kitchen.card')} value={typed} onChange={setTyped} type="tel" digits />
      <Button submit disabled={typed.trim() === ''}>
        {say('kitchen.byCard')}
      </Button>
      {answer && (
        <Notice key={answer.key} kind={answer.kind}>
          {answer.text}
        </Notice>
      )}
    </form>
  )
}
