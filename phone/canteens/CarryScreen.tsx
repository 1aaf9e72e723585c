// 送餐: the doors in the order of the way; at each one tap for who took the box, or why it came back.
import { useState } from 'react'
import { type DinerLine, mealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { handings, missReasons } from '../../domain/canteens/serving.ts'
import { tourFrom } from '../../domain/canteens/tour.ts'
import { Button, Cover, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { findPlace } from '../visits/place.ts'
import { DietMarks, keyOf, useNameOf } from './DinerWords.tsx'
import { backHome, type KitchenParts, keepMeal } from './keeping.ts'
import { mealWords } from './words.ts'

export function CarryScreen(parts: KitchenParts) {
  const { say, language } = useSpeech()
  const [atDoor, setAtDoor] = useState<DinerLine | null>(null)
  const { kitchen, today, meal } = parts
  const of = mealOfDay(kitchen, today, meal)
  const boxes = of.lines.filter(line => line.expected?.way === 'delivered')
  const stops = boxes
    .filter(line => !line.served)
    .map(line => ({
      ...{ id: keyOf(line), line, hamlet: line.diner?.hamlet ?? null, address: line.diner?.address ?? '' },
      ...{ lon: line.diner?.lon ?? null, lat: line.diner?.lat ?? null },
    }))
  const isStopped = kitchen.stops !== null && kitchen.stops.fromOn <= today
  const done = boxes.filter(line => line.served)
  return (
    <Screen title={`${say('kitchen.carry')} · ${mealWords[language].meals[meal]}`} back={backHome}>
      {isStopped && (
        <Notice kind="danger" icon="danger">
          {say('kitchen.stopped', { why: kitchen.stops?.why ?? '' })}
        </Notice>
      )}
      {boxes.length === 0 && <Notice kind="info">{say('kitchen.noMeal')}</Notice>}
      {boxes.length > 0 && stops.length === 0 && (
        <Notice kind="good" icon="check">
          {say('kitchen.everyoneCarried')}
        </Notice>
      )}
      {!isStopped && (
        <ol className="list">
          {tourFrom(kitchen, stops).map(({ stop, meters }, index) => (
            <li key={stop.id}>
              <Door line={stop.line} meters={meters} place={index + 1} onOpen={() => setAtDoor(stop.line)} />
            </li>
          ))}
        </ol>
      )}
      {done.length > 0 && (
        <section aria-label={say('kitchen.handed')}>
          <h2 className="section">
            <span>{say('kitchen.handed')}</span>
            <span>{done.length}</span>
          </h2>
          <ul className="list">
            {done.map(line => (
              <li key={keyOf(line)} className="card">
                <span className="name">{line.diner?.name}</span>
                <p>{line.served?.handedTo && mealWords[language].handings[line.served.handedTo]}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {atDoor && <AtDoor {...parts} line={atDoor} onDone={() => setAtDoor(null)} />}
    </Screen>
  )
}

interface DoorProps {
  line: DinerLine
  meters: number | null
  place: number
  onOpen: () => void
}

function Door({ line, meters, place, onOpen }: DoorProps) {
  const { say, language } = useSpeech()
  const nameOf = useNameOf()
  const { diner, miss } = line
  return (
    <button type="button" className="card" onClick={onOpen}>
      <span className="line">
        <span className="name">{`${place}. ${nameOf(line)}`}</span>
        {meters !== null && <span>{say('kitchen.meters', { meters })}</span>}
      </span>
      <p>{[diner?.hamlet, diner?.address].filter(Boolean).join(' ')}</p>
      <DietMarks diet={diner?.diet} />
      {miss && <p className="mark warn">{mealWords[language].misses[miss.reason]}</p>}
    </button>
  )
}

/** Where the box was handed over is asked in the background; nobody waits at a door for it. */
function AtDoor({ line, onDone, ...parts }: KitchenParts & { line: DinerLine; onDone: () => void }) {
  const { say, language } = useSpeech()
  const nameOf = useNameOf()
  const words = mealWords[language]
  const { today: day, meal } = parts
  const about = { elderId: line.elderId, label: nameOf(line) }
  const keep = (operation: string, input: Record<string, unknown>) => {
    onDone()
    void findPlace().then(found =>
      keepMeal(
        parts,
        operation,
        { ...input, day, meal, elderId: line.elderId, place: found && { lon: found.lon, lat: found.lat } },
        about,
      ),
    )
  }
  const hand = (handedTo: string) =>
    keep('mealServing.record', {
      ...{ extraId: line.extra?.id ?? null, portions: line.expected?.portions ?? 1, way: 'delivered' },
      ...{ knownBy: 'atTheDoor', handedTo, servedAt: new Date().toISOString() },
    })
  const miss = (reason: string) =>
    keep('mealMiss.record', { reason, note: null, missedAt: new Date().toISOString() })
  return (
    <Cover title={say('kitchen.handQuestion', { name: nameOf(line) })}>
      {handings.keys.map(handing => (
        <Button key={handing} kind={handing === 'toHerself' ? 'good' : 'plain'} onClick={() => hand(handing)}>
          {words.handings[handing]}
        </Button>
      ))}
      {line.elderId !== null && (
        <section aria-label={say('kitchen.back')}>
          <h2 className="section">{say('kitchen.back')}</h2>
          {missReasons.keys.map(reason => (
            <Button key={reason} onClick={() => miss(reason)}>
              {words.misses[reason]}
            </Button>
          ))}
        </section>
      )}
      <Button kind="quiet" onClick={onDone}>
        {say('act.cancel')}
      </Button>
    </Cover>
  )
}
