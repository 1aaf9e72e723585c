// Standing in: what colleagues ask, answered with one tap; what I asked, taken back as easily.
import { useState } from 'react'
import type { CarriedStandIn } from '../../domain/rounds/stand-in.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go } from '../address.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { standInsNow } from './month.ts'

const sections = ['toMe', 'carried', 'fromMe'] as const

export function StandInsPage({ phone }: ScreenParts) {
  const { say } = useSpeech()
  const { rounds, acts, elders } = useWork(phone.work)
  const [trouble, setTrouble] = useState<string | null>(null)
  const names = new Map(elders.map(({ elder }) => [elder.id, elder.name]))
  const all = standInsNow(rounds, acts, names)
  const refused = acts.find(kept => kept.act.operation.startsWith('standIn.') && kept.state === 'refused')
  const act = (doing: Promise<unknown>) =>
    doing.then(
      () => void phone.sending.run({ force: true }),
      (error: unknown) => setTrouble(sentenceOf(error)),
    )
  return (
    <Screen
      title={say('standIn.title')}
      back={() => go({ at: 'today' })}
      action={
        <Button kind="main" icon="person" onClick={() => go({ at: 'askStandIn' })}>
          {say('standIn.ask')}
        </Button>
      }
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      {refused && (
        <Notice kind="danger">
          {refused.refusal?.message}
          <Button onClick={() => go({ at: 'record', actId: refused.act.id })}>{say('standIn.look')}</Button>
        </Notice>
      )}
      {all.length === 0 && <Notice kind="info">{say('standIn.none')}</Notice>}
      {sections.map(role => {
        const shown = all.filter(one => one.role === role)
        return shown.length === 0 ? null : (
          <section key={role} aria-label={say(`standIn.${role}`)}>
            <h2 className="section">
              <span>{say(`standIn.${role}`)}</span>
              <span>{shown.length}</span>
            </h2>
            <ul className="list">
              {shown.map(one => (
                <li key={one.id}>
                  <StandInCard one={one} phone={phone} act={act} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </Screen>
  )
}

interface CardProps {
  one: CarriedStandIn
  phone: ScreenParts['phone']
  act: (doing: Promise<unknown>) => void
}

function StandInCard({ one, phone, act }: CardProps) {
  const { say, tag, listed } = useSpeech()
  const { work } = phone
  const days =
    one.from === one.to ? dayText(one.from, tag) : `${dayText(one.from, tag)} — ${dayText(one.to, tag)}`
  const label = one.other ?? say('standIn.anybody')
  return (
    <div className="card">
      <span className="line">
        <span className="name">{days}</span>
        <span>{say('today.count', { count: one.elders.length })}</span>
      </span>
      <p>
        {one.role === 'fromMe'
          ? one.other
            ? say('standIn.asked', { who: one.other })
            : say('standIn.askedAnybody')
          : say('standIn.from', { who: one.other ?? say('standIn.noMain') })}
        {' · '}
        {say(`standInReason.${one.reason}`)}
      </p>
      <p>{listed(one.elders.map(elder => elder.name))}</p>
      {one.role === 'fromMe' && <p className="mark warn">{say(`standInState.${one.state}`)}</p>}
      {one.role === 'toMe' ? (
        <div className="choices columns-2">
          <Button kind="good" icon="check" onClick={() => act(work.answerStandIn(one.id, true, label))}>
            {say('standIn.yes')}
          </Button>
          <Button onClick={() => act(work.answerStandIn(one.id, false, label))}>{say('standIn.no')}</Button>
        </div>
      ) : (
        <Button onClick={() => act(work.withdrawStandIn(one.id, label))}>
          {say(one.role === 'fromMe' ? 'standIn.takeBack' : 'standIn.giveBack')}
        </Button>
      )}
    </div>
  )
}
