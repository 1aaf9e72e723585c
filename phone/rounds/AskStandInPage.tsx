// Asking for a stand-in: from when, how long, why, whom; all of one's elders unless some are chosen.
import { useState } from 'react'
import { addDays } from '../../domain/kernel/day.ts'
import type { StandInReason } from '../../domain/rounds/stand-in.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go } from '../address.ts'
import { Button, Choice, Group, Notice, Screen } from '../frame/Controls.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'

const starts = [0, 1, 2, 3] as const
const lengths = [1, 2, 3, 5, 7, 14] as const
const reasons: readonly StandInReason[] = ['sick', 'errands', 'swap', 'otherMatter']

export function AskStandInPage({ phone }: ScreenParts) {
  const { say, tag } = useSpeech()
  const { rounds, elders, today } = useWork(phone.work)
  const [start, setStart] = useState(0)
  const [length, setLength] = useState(1)
  const [reason, setReason] = useState<StandInReason>('sick')
  const [whom, setWhom] = useState<string | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [trouble, setTrouble] = useState<string | null>(null)
  const lent = new Set(
    rounds.standIns.filter(one => one.role === 'carried').flatMap(one => one.elders.map(e => e.id)),
  )
  const own = elders.filter(({ elder }) => !lent.has(elder.id)).map(({ elder }) => elder)
  const chosen = own.filter(elder => !left.has(elder.id))
  const from = addDays(today, start)
  const send = () =>
    phone.work
      .askStandIn({
        ...{
          elderIds: chosen.map(elder => elder.id),
          from,
          to: addDays(from, length - 1),
          toAccountId: whom,
          reason,
        },
        label: dayText(from, tag),
      })
      .then(
        () => {
          void phone.sending.run({ force: true })
          go({ at: 'standIns' }, { replace: true })
        },
        (error: unknown) => setTrouble(sentenceOf(error)),
      )
  const flip = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  return (
    <Screen
      title={say('standIn.ask')}
      back={() => go({ at: 'standIns' })}
      action={
        <Button kind="main" icon="check" disabled={chosen.length === 0} onClick={() => void send()}>
          {say('standIn.send', { count: chosen.length })}
        </Button>
      }
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <WhenAndWhy {...{ start, setStart, length, setLength, reason, setReason, today }} />
      <Group title={say('standIn.whom')}>
        <Choice chosen={whom === null} onChoose={() => setWhom(null)}>
          {say('standIn.anybody')}
        </Choice>
        {rounds.colleagues.map(one => (
          <Choice key={one.id} chosen={whom === one.id} onChoose={() => setWhom(one.id)}>
            {one.name}
          </Choice>
        ))}
      </Group>
      <Group title={say('standIn.elders', { count: chosen.length })}>
        {own.map(elder => (
          <Choice key={elder.id} chosen={!left.has(elder.id)} onChoose={() => flip(elder.id)}>
            {elder.name}
          </Choice>
        ))}
      </Group>
    </Screen>
  )
}

interface WhenProps {
  today: string
  start: number
  setStart: (days: number) => void
  length: number
  setLength: (days: number) => void
  reason: StandInReason
  setReason: (reason: StandInReason) => void
}

function WhenAndWhy({ today, start, setStart, length, setLength, reason, setReason }: WhenProps) {
  const { say, tag } = useSpeech()
  return (
    <>
      <Group title={say('standIn.start')}>
        {starts.map(days => (
          <Choice key={days} chosen={start === days} onChoose={() => setStart(days)}>
            {dayText(addDays(today, days), tag)}
          </Choice>
        ))}
      </Group>
      <Group title={say('standIn.length')} columns={3}>
        {lengths.map(days => (
          <Choice key={days} chosen={length === days} onChoose={() => setLength(days)}>
            {say('standIn.days', { count: days })}
          </Choice>
        ))}
      </Group>
      <Group title={say('standIn.why')}>
        {reasons.map(one => (
          <Choice key={one} chosen={reason === one} onChoose={() => setReason(one)}>
            {say(`standInReason.${one}`)}
          </Choice>
        ))}
      </Group>
    </>
  )
}
