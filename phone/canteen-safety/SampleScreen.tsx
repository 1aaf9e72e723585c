// 留样: the dishes of the meal, a tap for each bowl put into the fridge, and what may be thrown away.
import { useState } from 'react'
import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import type { SampleRow } from '../../domain/canteen-safety/samples.ts'
import { minuteText } from '../../domain/kernel/day.ts'
import { backHome, type KitchenParts, keepMeal } from '../canteens/keeping.ts'
import { mealWords } from '../canteens/words.ts'
import { Button, Choice, Field, Notice, Screen, Sure } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { dueSamples } from './safety.ts'

interface SafetyParts extends KitchenParts {
  safety: CarriedSafety
}

/** What a ladle holds, above what the rule asks for. */
const usualGrams = (least: number) => [least, least + 25, least + 75]

export function SampleScreen(parts: SafetyParts) {
  const { say, language } = useSpeech()
  const { kitchen, safety, meal, today } = parts
  const [grams, setGrams] = useState(usualGrams(safety.grams)[1] ?? safety.grams)
  const [other, setOther] = useState('')
  const dishes = kitchen.menu.find(one => one.day === today && one.meal === meal)?.dishes ?? []
  const kept = safety.samples.filter(one => one.day === today && one.meal === meal)
  const keptOf = (dish: string) => kept.find(one => one.dish === dish)
  const beside = kept.filter(one => !dishes.some(dish => dish.name === one.dish))
  const keep = (dish: string) =>
    keepMeal(
      parts,
      'foodSample.record',
      { day: today, meal, dish, grams, takenAt: new Date().toISOString(), celsius: null },
      { elderId: null, label: say('sample.label', { dish }) },
    )
  const left = dishes.filter(dish => !keptOf(dish.name)).length
  return (
    <Screen title={`${say('sample.title')} · ${mealWords[language].meals[meal]}`} back={backHome}>
      {safety.isLocked && (
        <Notice kind="danger" icon="danger">
          {say('sample.locked')}
        </Notice>
      )}
      <p className="big-line">{say('sample.how', { grams: safety.grams, hours: safety.hours })}</p>
      <div className="choices columns-3 sample-grams">
        {usualGrams(safety.grams).map(one => (
          <Choice key={one} chosen={grams === one} onChoose={() => setGrams(one)}>
            {say('sample.grams', { grams: one })}
          </Choice>
        ))}
      </div>
      {dishes.length > 0 && left === 0 && (
        <Notice kind="good" icon="check">
          {say('sample.allKept')}
        </Notice>
      )}
      <ul className="list">
        {dishes.map(({ name }) => (
          <li key={name}>
            <Dish name={name} kept={keptOf(name)} onKeep={() => keep(name)} />
          </li>
        ))}
        {beside.map(one => (
          <li key={one.id}>
            <Dish name={one.dish} kept={one} onKeep={() => {}} />
          </li>
        ))}
      </ul>
      <form
        className="by-card"
        onSubmit={event => {
          event.preventDefault()
          keep(other.trim())
          setOther('')
        }}
      >
        <Field label={say('sample.other')} value={other} onChange={setOther} />
        <Button submit disabled={other.trim() === ''}>
          {say('sample.keep')}
        </Button>
      </form>
      <Due {...parts} />
    </Screen>
  )
}

function Dish({ name, kept, onKeep }: { name: string; kept: SampleRow | undefined; onKeep: () => void }) {
  const { say } = useSpeech()
  return (
    <div className={kept ? 'diner sample-kept' : 'diner'}>
      <span className="diner-who">
        <strong>{name}</strong>
        {kept && (
          <span className="soft">
            {say('sample.write', { code: kept.code, time: minuteText(kept.takenAt) })}
          </span>
        )}
      </span>
      {kept ? (
        <span className="sample-done">{say('sample.kept')}</span>
      ) : (
        <button type="button" className="diner-act" onClick={onKeep}>
          {say('sample.keep')}
        </button>
      )}
    </div>
  )
}

/** Thrown away by a tap and a second one: a sample is not got back. */
function Due(parts: SafetyParts) {
  const { say, language } = useSpeech()
  const [asking, setAsking] = useState<SampleRow | null>(null)
  const due = dueSamples(parts.safety, new Date())
  if (due.length === 0) return null
  const discard = (sample: SampleRow) => {
    setAsking(null)
    keepMeal(
      parts,
      'foodSample.discard',
      { id: sample.id, canteenId: undefined, discardedAt: new Date().toISOString() },
      { elderId: null, label: say('sample.label', { dish: sample.dish }) },
    )
  }
  return (
    <section aria-label={say('sample.due')}>
      <h2 className="section">
        <span>{say('sample.due')}</span>
        <span>{due.length}</span>
      </h2>
      <ul className="list">
        {due.map(sample => (
          <li key={sample.id}>
            <div className="diner">
              <span className="diner-who">
                <strong>{sample.dish}</strong>
                <span className="soft">
                  {`${sample.code} ${sample.day.slice(5)} ${mealWords[language].meals[sample.meal]}`}
                </span>
              </span>
              <button type="button" className="diner-act" onClick={() => setAsking(sample)}>
                {say('sample.discard')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {asking && (
        <Sure
          question={say('sample.discardQuestion', { dish: asking.dish, code: asking.code })}
          yes={say('sample.discard')}
          onYes={() => discard(asking)}
          onNo={() => setAsking(null)}
        />
      )}
    </section>
  )
}
