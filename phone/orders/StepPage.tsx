// The steps that ask for something: the measurement, who confirms, why it was stopped or nobody was there.
import { useState } from 'react'
import type { ConfirmationWay } from '../../domain/service-orders/catalogue.ts'
import type { Signature } from '../../domain/service-orders/order.ts'
import { type VitalLimits, Vitals, whyHalted } from '../../domain/service-orders/vitals.ts'
import { go } from '../address.ts'
import { Button, Choice, Field, Group, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { PhoneKey } from '../messages/zh.ts'
import type { Opened } from '../open-phone.ts'
import { StrokeBox } from './StrokeBox.tsx'
import { keepStep } from './stepping.ts'
import type { OrderToday } from './today.ts'

const pages = ['vitals', 'confirm', 'halt', 'nobody'] as const
type StepPlace = (typeof pages)[number]

export function steppedTo(step: string | undefined): StepPlace | null {
  return pages.find(one => one === step) ?? null
}

interface StepParts {
  phone: Opened
  found: OrderToday
  step: StepPlace
  limits: VitalLimits
}

export function StepPage(parts: StepParts) {
  switch (parts.step) {
    case 'vitals':
      return <VitalsStep {...parts} />
    case 'confirm':
      return <ConfirmStep {...parts} />
    case 'halt':
      return <WhyStep {...parts} kind="halt" reasons={['pressure', 'unwell', 'unwilling']} />
    case 'nobody':
      return <WhyStep {...parts} kind="meetNobody" reasons={['noAnswer', 'wentOut', 'hospital']} />
  }
}

const backTo = (found: OrderToday) => go({ at: 'home', path: `order/${found.order.id}` }, { replace: true })

/** Empty where it was left empty, NaN where it is no number. */
const numberIn = (typed: string) => (typed.trim() === '' ? null : Number(typed.trim().replace('．', '.')))

function VitalsStep({ phone, found, limits }: StepParts) {
  const { say } = useSpeech()
  const [upper, setUpper] = useState('')
  const [lower, setLower] = useState('')
  const [pulse, setPulse] = useState('')
  const [warm, setWarm] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const degrees = numberIn(warm)
  const read = Vitals.safeParse({
    ...{ systolic: numberIn(upper), diastolic: numberIn(lower), pulse: numberIn(pulse) },
    temperatureTenths: degrees === null ? null : Math.round(degrees * 10),
  })
  const why = read.success ? whyHalted(read.data, limits) : []
  const complete = upper.length >= 2 && lower.length >= 2

  function save(): void {
    if (read.success)
      void keepStep(phone, found.order, { kind: 'takeVitals', vitals: read.data }).then(() => backTo(found))
    else setTrouble(say('orders.notNumber'))
  }

  return (
    <Screen
      title={say('orders.next.takeVitals')}
      back={() => backTo(found)}
      action={
        <Button kind="main" icon="check" disabled={!complete} onClick={save}>
          {say('orders.save')}
        </Button>
      }
    >
      {trouble && !read.success && <Notice kind="danger">{trouble}</Notice>}
      {complete && why.length > 0 && (
        <Notice kind="danger" icon="danger">
          {say('orders.mustHalt', { why: why.join('，') })}
        </Notice>
      )}
      <Field label={say('orders.upper')} value={upper} onChange={setUpper} digits />
      <Field label={say('orders.lower')} value={lower} onChange={setLower} digits />
      <Field label={say('orders.pulse')} value={pulse} onChange={setPulse} digits />
      <Field label={say('orders.temperature')} value={warm} onChange={setWarm} />
    </Screen>
  )
}

/** A call is made by somebody else than whoever served. */
const doorWays: readonly ConfirmationWay[] = [
  ...(['elderSigned', 'elderPressed', 'elderSpoke', 'familyAgreed', 'villageWitnessed'] as const),
]

function ConfirmStep({ phone, found }: StepParts) {
  const { say } = useSpeech()
  const ways = doorWays.filter(way => found.order.confirmations.includes(way))
  const [way, setWay] = useState<ConfirmationWay | null>(ways.length === 1 ? (ways[0] ?? null) : null)
  const [strokes, setStrokes] = useState<Signature>([])
  const [name, setName] = useState('')
  const [rating, setRating] = useState<number | null>(null)
  const signs = way === 'elderSigned' || way === 'elderPressed'
  const names = way === 'familyAgreed' || way === 'villageWitnessed'
  const ready = way !== null && (!signs || strokes.length > 0) && (!names || name.trim() !== '')

  function save(): void {
    void keepStep(phone, found.order, {
      ...{ kind: 'confirm', way, rating, signature: signs ? strokes : null },
      byName: names ? name.trim() : null,
    }).then(() => go({ at: 'today' }, { replace: true }))
  }

  return (
    <Screen
      title={say('orders.next.confirm')}
      back={() => backTo(found)}
      action={
        <Button kind="main" icon="check" disabled={!ready} onClick={save}>
          {say('orders.save')}
        </Button>
      }
    >
      <Group title={say('orders.how')} columns={1}>
        {ways.map(one => (
          <Choice key={one} chosen={way === one} onChoose={() => setWay(one)}>
            {say(`orders.way.${one}`)}
          </Choice>
        ))}
      </Group>
      {signs && <StrokeBox value={strokes} onChange={setStrokes} />}
      {names && <Field label={say('orders.whoConfirms')} value={name} onChange={setName} />}
      <Group title={say('orders.rating')} columns={1}>
        {([5, 4, 3, 2, 1] as const).map(one => (
          <Choice key={one} chosen={rating === one} onChoose={() => setRating(one)}>
            {say(`orders.rate.${one}`)}
          </Choice>
        ))}
      </Group>
    </Screen>
  )
}

type Reason = 'pressure' | 'unwell' | 'unwilling' | 'noAnswer' | 'wentOut' | 'hospital'

/** Kept in Chinese whatever the phone speaks: the office reads it. */
const kept: Readonly<Record<Reason, string>> = {
  pressure: '血压超过限值',
  unwell: '老年人不舒服',
  unwilling: '老年人今天不愿意',
  noAnswer: '敲门没人应',
  wentOut: '邻居说出门了',
  hospital: '听说住院了',
}

function WhyStep({
  phone,
  found,
  kind,
  reasons,
}: StepParts & { kind: 'halt' | 'meetNobody'; reasons: Reason[] }) {
  const { say } = useSpeech()
  const [reason, setReason] = useState<Reason | null>(null)
  const [saving, setSaving] = useState(false)
  const title: PhoneKey = kind === 'halt' ? 'orders.halt' : 'orders.nobody'

  function save(): void {
    if (reason === null) return
    setSaving(true)
    void keepStep(phone, found.order, { kind, says: kept[reason] }).then(() =>
      go({ at: 'today' }, { replace: true }),
    )
  }

  return (
    <Screen
      title={say(title)}
      back={() => backTo(found)}
      action={
        <Button kind="danger" icon="check" disabled={reason === null || saving} onClick={save}>
          {say(saving ? 'orders.locating' : title)}
        </Button>
      }
    >
      {kind === 'halt' && <Notice kind="warn">{say('orders.haltSure')}</Notice>}
      <Group title={say('orders.why')} columns={1}>
        {reasons.map(one => (
          <Choice key={one} chosen={reason === one} onChoose={() => setReason(one)}>
            {say(`orders.why.${one}`)}
          </Choice>
        ))}
      </Group>
    </Screen>
  )
}
