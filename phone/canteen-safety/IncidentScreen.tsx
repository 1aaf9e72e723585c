// 有人吃坏了: how many feel ill, and the kitchen stops from the second on; names and symptoms where there is time.
import { useState } from 'react'
import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import { pathOf } from '../address.ts'
import { backHome, type KitchenParts, keepMeal } from '../canteens/keeping.ts'
import { Button, Choice, Group, Notice, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'

interface IncidentParts extends KitchenParts {
  safety: CarriedSafety
  /** So many were reported that nothing is served until it is opened again. */
  stopped: boolean
}

const counts = [1, 2, 3, 4]
const symptomKeys = ['ill.vomiting', 'ill.diarrhoea', 'ill.bellyAche', 'ill.fever'] as const
type SymptomKey = (typeof symptomKeys)[number]

export function IncidentScreen(parts: IncidentParts) {
  const { say } = useSpeech()
  const { kitchen, safety, today, stopped } = parts
  const [count, setCount] = useState(0)
  const [names, setNames] = useState<string[]>([])
  const [symptoms, setSymptoms] = useState<SymptomKey[]>([])
  const ill = Math.max(count, names.length)
  const ate = new Set(kitchen.served.filter(one => one.day === today).map(one => one.elderId))
  const diners = kitchen.diners.filter(one => ate.has(one.elderId))
  const turned = <Key extends string>(chosen: readonly Key[], key: Key) =>
    chosen.includes(key) ? chosen.filter(one => one !== key) : [...chosen, key]
  const report = () =>
    keepMeal(
      parts,
      'foodIncident.report',
      {
        ...{ noticedAt: new Date().toISOString(), illCount: ill, elderIds: names },
        symptoms: symptoms.map(key => say(key)).join('、') || say('ill.afterMeal'),
      },
      { elderId: null, label: say('ill.label', { count: ill }) },
    )
  if (stopped) return <Reported />
  return (
    <Screen
      title={say('ill.title')}
      back={backHome}
      action={
        <Button kind="danger" icon="danger" disabled={ill === 0} onClick={report}>
          {say(ill >= safety.illAtLeast ? 'ill.reportAndStop' : 'ill.report')}
        </Button>
      }
    >
      {safety.isLocked && <Notice kind="warn">{say('ill.watched')}</Notice>}
      <Ambulance />
      <Group title={say('ill.howMany')} columns={2}>
        {counts.map(one => (
          <Choice key={one} kind="danger" chosen={ill === one} onChoose={() => setCount(one)}>
            {say(one === counts.length ? 'ill.orMore' : 'ill.persons', { count: one })}
          </Choice>
        ))}
      </Group>
      <Group title={say('ill.symptoms')} columns={2}>
        {symptomKeys.map(key => (
          <Choice
            key={key}
            kind="attention"
            chosen={symptoms.includes(key)}
            onChoose={() => setSymptoms(turned(symptoms, key))}
          >
            {say(key)}
          </Choice>
        ))}
      </Group>
      {diners.length > 0 && (
        <Group title={say('ill.who')} columns={2}>
          {diners.map(({ elderId, name }) => (
            <Choice
              key={elderId}
              kind="attention"
              chosen={names.includes(elderId)}
              onChoose={() => setNames(turned(names, elderId))}
            >
              {name}
            </Choice>
          ))}
        </Group>
      )}
    </Screen>
  )
}

function Reported() {
  const { say } = useSpeech()
  return (
    <Screen title={say('ill.title')} back={backHome}>
      <Notice kind="danger" icon="danger">
        {say('ill.reported')}
      </Notice>
      <p className="big-line">{say('ill.next')}</p>
      <Ambulance />
    </Screen>
  )
}

function Ambulance() {
  const { say } = useSpeech()
  return (
    <a className="button good" href="tel:120">
      <Icon name="phone" />
      {say('ill.ambulance')}
    </a>
  )
}

export function IncidentButton() {
  const { say } = useSpeech()
  return (
    <a className="record-button" href={pathOf({ at: 'home', path: 'ill' })}>
      <Icon name="danger" />
      <strong>{say('ill.title')}</strong>
      <span>{say('ill.note')}</span>
    </a>
  )
}
