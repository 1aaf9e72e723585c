// The home of whoever cooks or carries: three big buttons, and a kitchen for some days without signal.

import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import { mealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { call } from '../../ui/client.ts'
import { go, pathOf } from '../address.ts'
import { ChecksScreen } from '../canteen-safety/ChecksScreen.tsx'
import { IncidentButton, IncidentScreen } from '../canteen-safety/IncidentScreen.tsx'
import { ChecksButton, SampleButton } from '../canteen-safety/SafetyButtons.tsx'
import { SampleScreen } from '../canteen-safety/SampleScreen.tsx'
import { fetchSafety, isStoppedHere, safetyWith } from '../canteen-safety/safety.ts'
import { Notice, Screen } from '../frame/Controls.tsx'
import { Icon, type IconName } from '../frame/Icon.tsx'
import type { Home, HomeParts } from '../homes.tsx'
import { useSpeech } from '../language.tsx'
import { useWork } from '../open-phone.ts'
import { CarryScreen } from './CarryScreen.tsx'
import { CountScreen } from './CountScreen.tsx'
import type { KitchenParts } from './keeping.ts'
import { type CarriedKitchens, kitchensAfter, kitchenWith, mealNow } from './kitchen.ts'
import { ServeScreen } from './ServeScreen.tsx'
import { mealWords } from './words.ts'
import './canteens.css'

export const canteenHome: Home = {
  Screens,
  async fetch(known, askedAt) {
    const held = known as CarriedKitchens | null
    const answer = await call('kitchen.pull', { fingerprint: held?.fingerprint ?? null })
    return { ...kitchensAfter(held, answer, askedAt), safety: await fetchSafety() }
  },
}

function Screens(parts: HomeParts) {
  const { say } = useSpeech()
  const { carried, acts, today } = useWork(parts.phone.work)
  const held = carried as CarriedKitchens | null
  const [at = '', ...more] = parts.path.split('/')
  const first = held?.kitchens.find(one => one.canteenId === more[0]) ?? held?.kitchens[0]
  if (!held || !first)
    return (
      <Screen title={say('kitchen.title')} corner={<SettingsCorner />}>
        <div className="bleed">{parts.strip}</div>
        <Notice kind="info">
          {say(parts.sendingState.running || !held ? 'app.loading' : 'kitchen.none')}
        </Notice>
      </Screen>
    )
  const known = held.safety?.find(one => one.canteenId === first.canteenId)
  const isStopped = known !== undefined && isStoppedHere(known, acts, held.askedAt)
  const asTold = kitchenWith(first, acts, held.askedAt)
  const kitchen = isStopped ? { ...asTold, stops: { fromOn: today, why: say('ill.stopped') } } : asTold
  const given: KitchenParts = { ...parts, kitchen, today, meal: mealNow(new Date()) }
  const safety = known && safetyWith(known, acts, held.askedAt)
  if (at === 'sample' && safety) return <SampleScreen {...given} safety={safety} />
  if (at === 'ill' && safety)
    return <IncidentScreen {...given} safety={safety} stopped={isStopped || safety.isStopped} />
  if (at === 'checks' && safety) return <ChecksScreen {...given} safety={safety} />
  if (at === 'count') return <CountScreen {...given} />
  if (at === 'serve') return <ServeScreen {...given} />
  if (at === 'carry') return <CarryScreen {...given} />
  return <FirstScreen {...given} safety={safety} />
}

interface FirstParts extends KitchenParts {
  /** Absent on a phone that has not been online since the office knows of it. */
  safety: CarriedSafety | undefined
}

function FirstScreen({ kitchen, today, meal, strip, safety }: FirstParts) {
  const { say, language } = useSpeech()
  const of = mealOfDay(kitchen, today, meal)
  const words = mealWords[language]
  const isClosed = of.ways.length === 0
  const eaten = of.lines.reduce((sum, line) => sum + (line.served?.portions ?? 0), 0)
  const left = of.lines.filter(line => line.expected && !line.served)
  const boxes = left.filter(line => line.expected?.way === 'delivered').length
  const isStopped = kitchen.stops !== null && kitchen.stops.fromOn <= today
  return (
    <Screen title={kitchen.name} corner={<SettingsCorner />}>
      <div className="bleed">{strip}</div>
      {isStopped && (
        <Notice kind="danger" icon="danger">
          {say('kitchen.stopped', { why: kitchen.stops?.why ?? '' })}
        </Notice>
      )}
      <nav className="big-buttons">
        <BigButton
          to="count"
          icon="person"
          word={say('kitchen.count')}
          note={
            isClosed
              ? say('kitchen.closed')
              : say('kitchen.countOf', { meal: words.meals[meal], count: of.count.portions })
          }
        />
        <BigButton
          to="serve"
          icon="check"
          word={say('kitchen.serve')}
          note={
            isClosed ? say('kitchen.closed') : say('kitchen.servedOf', { count: eaten, left: left.length })
          }
        />
        {safety && <SampleButton kitchen={kitchen} meal={meal} today={today} safety={safety} />}
        <a className="record-button" href={pathOf({ at: 'home', path: 'carry' })}>
          <Icon name="home" />
          <strong>{say('kitchen.carry')}</strong>
          <span>{boxes > 0 ? say('kitchen.carryOf', { left: boxes }) : say('kitchen.noMeal')}</span>
        </a>
        {safety && <ChecksButton kitchen={kitchen} meal={meal} today={today} safety={safety} />}
        {safety && <IncidentButton />}
      </nav>
    </Screen>
  )
}

function BigButton({ to, icon, word, note }: { to: string; icon: IconName; word: string; note: string }) {
  return (
    <a className="big-button" href={pathOf({ at: 'home', path: to })}>
      <Icon name={icon} />
      <strong>{word}</strong>
      <span>{note}</span>
    </a>
  )
}

function SettingsCorner() {
  const { say } = useSpeech()
  return (
    <button
      type="button"
      className="corner"
      aria-label={say('settings.title')}
      onClick={() => go({ at: 'settings' })}
    >
      <Icon name="settings" />
    </button>
  )
}
