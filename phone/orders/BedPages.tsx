// Beds of care at home on a worker's phone: whom she looks after, one of them at the door, and what was done there.
import { useState } from 'react'
import { type BedTask, bedTasks } from '../../domain/home-care/home-bed.ts'
import { type VitalLimits, Vitals, whyHalted } from '../../domain/service-orders/vitals.ts'
import { go, pathOf } from '../address.ts'
import { Button, Choice, Field, Group, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { Opened } from '../open-phone.ts'
import { BedPictures, useTaken } from './BedPictures.tsx'
import { type BedToday, inOrder, keepArrival, keepLeaving } from './beds.ts'
import { hourText } from './today.ts'

export function BedSection({ beds }: { beds: readonly BedToday[] }) {
  const { say } = useSpeech()
  if (beds.length === 0) return null
  return (
    <section aria-label={say('beds.title')}>
      <h2 className="section">
        <span>{say('beds.title')}</span>
        <span>{say('beds.count', { count: beds.length })}</span>
      </h2>
      <ul className="list">
        {inOrder(beds).map(found => (
          <li key={found.bed.id}>
            <BedCard found={found} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Addresses often begin with the village already. */
const whereOf = ({ villageName, address }: BedToday['bed']) =>
  address.includes(villageName) ? address : `${villageName} ${address}`

function BedCard({ found }: { found: BedToday }) {
  const { say } = useSpeech()
  const { bed, open, doneToday, monthVisits, refused } = found
  const isBehind = monthVisits < bed.monthlyVisits
  return (
    <a className="card" href={pathOf({ at: 'home', path: `bed/${bed.id}` })}>
      <span className="line">
        <span className="name">{bed.elderName}</span>
        <span className={`mark ${isBehind ? 'warn' : 'good'}`}>
          {say('beds.month', { done: monthVisits, owed: bed.monthlyVisits })}
        </span>
      </span>
      <span className="line">
        <span>{whereOf(bed)}</span>
        {open && <span className="mark warn">{say('beds.open')}</span>}
        {!open && doneToday && <span className="mark good">{say('beds.doneToday')}</span>}
      </span>
      {bed.paused && <p className="mark">{bed.paused}</p>}
      {refused > 0 && <p className="mark danger">{say('beds.refused')}</p>}
    </a>
  )
}

interface BedParts {
  phone: Opened
  found: BedToday | undefined
  step: string | undefined
  limits: VitalLimits
}

export function BedPages({ phone, found, step, limits }: BedParts) {
  const { say } = useSpeech()
  if (!found)
    return (
      <Screen title={say('beds.title')} back={() => go({ at: 'today' })}>
        <Notice kind="info">{say('beds.gone')}</Notice>
      </Screen>
    )
  return step === 'leave' && found.open ? (
    <LeavePage phone={phone} found={found} visitId={found.open.visitId} limits={limits} />
  ) : (
    <BedPage phone={phone} found={found} />
  )
}

function BedPage({ phone, found }: { phone: Opened; found: BedToday }) {
  const { say, choices } = useSpeech()
  const [locating, setLocating] = useState(false)
  const { bed, open, doneToday, refused } = found

  function arrive(): void {
    setLocating(true)
    void keepArrival(phone, bed).finally(() => setLocating(false))
  }

  const arriveWord = say(doneToday ? 'beds.moreToday' : 'beds.arrive')
  return (
    <Screen
      title={bed.elderName}
      back={() => go({ at: 'today' })}
      action={
        open ? (
          <Button kind="main" icon="pen" onClick={() => go({ at: 'home', path: `bed/${bed.id}/leave` })}>
            {say('beds.leave')}
          </Button>
        ) : (
          bed.paused === null && (
            <Button kind="main" icon="check" disabled={locating} onClick={arrive}>
              {locating ? say('orders.locating') : arriveWord}
            </Button>
          )
        )
      }
    >
      {bed.paused && <Notice kind="warn">{bed.paused}</Notice>}
      {refused > 0 && <Notice kind="danger">{say('beds.refused')}</Notice>}
      {open && <Notice kind="info">{say('beds.since', { time: hourText(open.startedAt) })}</Notice>}
      {!open && doneToday && <Notice kind="info">{say('beds.doneToday')}</Notice>}
      <div className="card">
        <span className="name">{say(`beds.level.${bed.level}`)}</span>
        <p>{say('beds.month', { done: found.monthVisits, owed: bed.monthlyVisits })}</p>
        <p>
          {whereOf(bed)}
          {bed.elderAge !== null && ` · ${say('elder.age', { age: bed.elderAge })}`}
        </p>
        <p>
          {choices.spoken[bed.spokenLanguage]}
          {bed.hardOfHearing && ` · ${say('orders.hardOfHearing')}`}
          {bed.weakSight && ` · ${say('orders.weakSight')}`}
        </p>
        <p>{bed.lastVisitOn ? say('beds.last', { day: bed.lastVisitOn }) : say('beds.lastNever')}</p>
        {bed.lastTasks.length > 0 && (
          <p>
            {say('beds.lastTasks', { tasks: bed.lastTasks.map(task => say(`beds.task.${task}`)).join('、') })}
          </p>
        )}
        {bed.lastFound && <p className="mark warn">{say('beds.lastFound', { found: bed.lastFound })}</p>}
      </div>
      {open && <BedPictures phone={phone} bed={bed} visitId={open.visitId} />}
      {bed.phone && (
        <a className="button good" href={`tel:${bed.phone}`}>
          <span>
            {say('orders.call')} {bed.phone}
          </span>
        </a>
      )}
    </Screen>
  )
}

const numberIn = (typed: string) => (typed.trim() === '' ? null : Number(typed.trim()))

interface LeaveParts {
  phone: Opened
  found: BedToday
  visitId: string
  limits: VitalLimits
}

function LeavePage({ phone, found: { bed }, visitId, limits }: LeaveParts) {
  const { say } = useSpeech()
  const [tasks, setTasks] = useState<BedTask[]>([])
  const [found, setFound] = useState('')
  const [upper, setUpper] = useState('')
  const [lower, setLower] = useState('')
  const [saving, setSaving] = useState(false)
  const taken = useTaken(phone, visitId)
  const measured = upper.trim() !== '' || lower.trim() !== ''
  const read = Vitals.safeParse({ systolic: numberIn(upper), diastolic: numberIn(lower) })
  const isTyped = upper.trim().length >= 2 && lower.trim().length >= 2
  const why = read.success && isTyped ? whyHalted(read.data, limits) : []
  const back = () => go({ at: 'home', path: `bed/${bed.id}` }, { replace: true })

  const toggle = (task: BedTask) =>
    setTasks(tasks.includes(task) ? tasks.filter(one => one !== task) : [...tasks, task])

  function save(): void {
    setSaving(true)
    const vitals = measured && read.success ? read.data : null
    void keepLeaving(phone, bed, visitId, { tasks, found: found.trim() || null, vitals }).then(
      () => go({ at: 'today' }, { replace: true }),
      () => setSaving(false),
    )
  }

  return (
    <Screen
      title={say('beds.leave')}
      back={back}
      action={
        <Button
          kind="main"
          icon="check"
          disabled={tasks.length === 0 || (measured && !read.success) || saving}
          onClick={save}
        >
          {say(saving ? 'orders.locating' : 'beds.save')}
        </Button>
      }
    >
      <Group title={say('beds.what')} columns={1}>
        {bedTasks.keys.map(task => (
          <Choice key={task} chosen={tasks.includes(task)} onChoose={() => toggle(task)}>
            {say(`beds.task.${task}`)}
          </Choice>
        ))}
      </Group>
      {taken.length > 0 && (
        <Notice kind={tasks.includes('bath') ? 'warn' : 'info'} icon="camera">
          {tasks.includes('bath')
            ? say('beds.pictureBath')
            : say('beds.pictureWaits', { count: taken.length })}
        </Notice>
      )}
      <h2 className="section">
        <span>{say('beds.pressure')}</span>
      </h2>
      {why.length > 0 && (
        <Notice kind="danger" icon="danger">
          {say('beds.high', { why: why.join('，') })}
        </Notice>
      )}
      {isTyped && !read.success && <Notice kind="danger">{say('orders.notNumber')}</Notice>}
      <Field label={say('orders.upper')} value={upper} onChange={setUpper} digits />
      <Field label={say('orders.lower')} value={lower} onChange={setLower} digits />
      <Field label={say('beds.found')} value={found} onChange={setFound} />
    </Screen>
  )
}
