// 消毒和自查: one tap when everything was as it should be, and a few more when it was not.
import { useState } from 'react'
import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import {
  disinfectedThings,
  disinfectionWays,
  itemsOf,
  periodOf,
  type SelfCheckItem,
  type SelfCheckKind,
  selfCheckKinds,
} from '../../domain/canteen-safety/records.ts'
import { minuteText } from '../../domain/kernel/day.ts'
import { backHome, type KitchenParts, keepMeal } from '../canteens/keeping.ts'
import { Button, Choice, Field, Group, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { PurchaseForm } from './PurchaseForm.tsx'
import { safetyWords } from './words.ts'

interface SafetyParts extends KitchenParts {
  safety: CarriedSafety
}

export function ChecksScreen(parts: SafetyParts) {
  const { say } = useSpeech()
  return (
    <Screen title={say('checks.title')} back={backHome}>
      <Disinfection {...parts} />
      {selfCheckKinds.keys.map(kind => (
        <SelfCheck key={kind} {...parts} kind={kind} />
      ))}
      <PurchaseForm {...parts} />
    </Screen>
  )
}

const usualMinutes = [15, 30, 60]

function Disinfection(parts: SafetyParts) {
  const { say, language } = useSpeech()
  const words = safetyWords[language]
  const { safety, today } = parts
  const [things, setThings] = useState<string[]>(['tableware', 'knivesAndBoards', 'worktops'])
  const [way, setWay] = useState<string>('hotCabinet')
  const [minutes, setMinutes] = useState(30)
  const done = safety.disinfections.filter(one => one.day === today).at(-1)
  const keep = () =>
    keepMeal(
      parts,
      'disinfection.record',
      { day: today, things, way, minutes, doneAt: new Date().toISOString() },
      { elderId: null, label: say('checks.disinfection') },
    )
  const turn = (thing: string) =>
    setThings(things.includes(thing) ? things.filter(one => one !== thing) : [...things, thing])
  return (
    <section className="card" aria-label={say('checks.disinfection')}>
      <h2>{say('checks.disinfection')}</h2>
      {done ? (
        <Notice kind="good" icon="check">
          {say('checks.doneAt', { time: minuteText(done.doneAt) })}
        </Notice>
      ) : (
        <>
          <Group title={say('checks.what')}>
            {disinfectedThings.keys.map(key => (
              <Choice key={key} chosen={things.includes(key)} onChoose={() => turn(key)}>
                {words.things[key]}
              </Choice>
            ))}
          </Group>
          <Group title={say('checks.way')}>
            {disinfectionWays.keys.map(key => (
              <Choice key={key} chosen={way === key} onChoose={() => setWay(key)}>
                {words.ways[key]}
              </Choice>
            ))}
          </Group>
          <Group title={say('checks.minutes')} columns={3}>
            {usualMinutes.map(one => (
              <Choice key={one} chosen={minutes === one} onChoose={() => setMinutes(one)}>
                {String(one)}
              </Choice>
            ))}
          </Group>
          <Button kind="main" icon="check" onClick={keep} disabled={things.length === 0}>
            {say('checks.disinfected')}
          </Button>
        </>
      )}
    </section>
  )
}

function SelfCheck({ kind, ...parts }: SafetyParts & { kind: SelfCheckKind }) {
  const { say, language } = useSpeech()
  const words = safetyWords[language]
  const { safety, today } = parts
  const [faults, setFaults] = useState<SelfCheckItem[]>([])
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const done = safety.selfChecks.find(one => one.kind === kind && one.day === periodOf(kind, today))
  const keep = () =>
    keepMeal(
      parts,
      'selfCheck.record',
      { kind, day: today, faults, note: note.trim() || null, doneAt: new Date().toISOString() },
      { elderId: null, label: words.checks[kind] },
    )
  return (
    <section className="card" aria-label={words.checks[kind]}>
      <h2>{words.checks[kind]}</h2>
      {done ? (
        <Notice kind={done.faults.length > 0 ? 'warn' : 'good'} icon="check">
          {say('checks.doneAt', { time: minuteText(done.doneAt) })}
          {done.faults.map(one => (
            <p key={one}>{words.items[one]}</p>
          ))}
        </Notice>
      ) : (
        <>
          <ul>
            {itemsOf[kind].map(item => (
              <li key={item}>{words.items[item]}</li>
            ))}
          </ul>
          {open && (
            <>
              <Group title={say('checks.whichFaulty')} columns={1}>
                {itemsOf[kind].map(item => (
                  <Choice
                    key={item}
                    kind="attention"
                    chosen={faults.includes(item)}
                    onChoose={() =>
                      setFaults(
                        faults.includes(item) ? faults.filter(one => one !== item) : [...faults, item],
                      )
                    }
                  >
                    {words.items[item]}
                  </Choice>
                ))}
              </Group>
              <Field label={say('checks.mend')} value={note} onChange={setNote} />
            </>
          )}
          {open ? (
            <Button icon="check" onClick={keep} disabled={faults.length === 0 || note.trim() === ''}>
              {say('checks.keepFaulty')}
            </Button>
          ) : (
            <>
              <Button kind="main" icon="check" onClick={keep}>
                {say('checks.allFine')}
              </Button>
              <Button onClick={() => setOpen(true)}>{say('checks.notAllFine')}</Button>
            </>
          )}
        </>
      )}
    </section>
  )
}
