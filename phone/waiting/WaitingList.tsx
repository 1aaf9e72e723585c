// Every record with its state and its reason: what was sent back first, what waits, what has a receipt.
import type { ReactNode } from 'react'
import { offline } from '../../ui/client.ts'
import { usePeople, WhatWaits } from '../account/Who.tsx'
import { go, pathOf } from '../address.ts'
import { kindTitle } from '../assessments/AssessForm.tsx'
import { kindOfOperation } from '../assessments/draft.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { timeText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { KeptAct, KeptState } from '../outbox.ts'
import type { PhonePeople } from '../people.ts'
import { ClockFault } from './ClockFault.tsx'

const order: readonly KeptState[] = ['refused', 'waiting', 'sent', 'closed']
const marks: Readonly<Record<KeptState, string>> = {
  refused: 'danger',
  waiting: 'warn',
  sent: 'good',
  closed: '',
}

export function WaitingList({
  phone,
  people,
  sendingState,
  strip,
}: ScreenParts & { people: PhonePeople; strip: ReactNode }) {
  const { say, tag } = useSpeech()
  const { acts, pulledAt } = useWork(phone.work)
  const waiting = acts.filter(kept => kept.state === 'waiting')
  return (
    <Screen
      title={say('waiting.title')}
      back={() => go({ at: 'today' })}
      action={
        <Button
          kind="main"
          icon="upload"
          disabled={sendingState.running}
          onClick={() => void phone.sending.run({ force: true })}
        >
          {say(sendingState.running ? 'state.sending' : 'waiting.sendNow')}
        </Button>
      }
    >
      <div className="bleed">{strip}</div>
      <WhyNotSent phone={phone} sendingState={sendingState} />
      <p className="soft">
        {pulledAt ? say('waiting.lastContact', { time: timeText(pulledAt, tag) }) : say('waiting.noContact')}
      </p>
      <ClockFault phone={phone} />
      <AttachmentsOnTheirWay phone={phone} />
      {waiting.length === 0 && <p className="soft">{say('waiting.none')}</p>}
      {order.map(state => {
        const shown = acts.filter(kept => kept.state === state)
        return shown.length === 0 ? null : (
          <section key={state} aria-label={say(`waiting.${state}`)}>
            <h2 className="section">
              <span>{say(`waiting.${state}`)}</span>
              <span>{shown.length}</span>
            </h2>
            <ul className="list">
              {shown.map(kept => (
                <li key={kept.act.id}>
                  <RecordCard kept={kept} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      <OthersHere phone={phone} people={people} />
      <Button onClick={() => go({ at: 'carry' })}>{say('carry.open')}</Button>
    </Screen>
  )
}

function WhyNotSent({ phone, sendingState }: Pick<ScreenParts, 'phone' | 'sendingState'>) {
  const { say, tag } = useSpeech()
  const nextTryAtMs = phone.sending.nextTryAtMs()
  if (!sendingState.trouble) return null
  return (
    <Notice kind="warn">
      {say('waiting.reason', { reason: troubleText(sendingState.trouble.message, say) })}
      {nextTryAtMs > Date.now() && (
        <div>{say('waiting.nextTry', { time: timeText(new Date(nextTryAtMs).toISOString(), tag) })}</div>
      )}
    </Notice>
  )
}

/** What waits of the others who share this phone. */
function OthersHere({ phone, people }: Pick<ScreenParts, 'phone'> & { people: PhonePeople }) {
  const { say } = useSpeech()
  const { session } = useWork(phone.work)
  const { here } = usePeople(people)
  const others = here?.filter(person => person.accountId !== session.account.id) ?? []
  if (others.length === 0) return null
  return (
    <section aria-label={say('who.settings')}>
      <h2 className="section">{say('who.settings')}</h2>
      <ul className="list people">
        {others.map(person => (
          <li key={person.accountId} className="card">
            <span className="name">{person.name ?? say('who.nameless')}</span>
            <WhatWaits unsent={person.unsent} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RecordCard({ kept }: { kept: KeptAct }) {
  const { say, tag } = useSpeech()
  const kind = kindOfOperation(kept.act.operation)
  return (
    <a className="card" href={pathOf({ at: 'record', actId: kept.act.id })}>
      <span className="line">
        <span className="name">{kept.about.label}</span>
        <span>{timeText(kept.act.doneAt, tag)}</span>
      </span>
      {kind && <span>{say(kindTitle[kind])}</span>}
      <span className={`mark ${marks[kept.state]}`}>{say(`waiting.${kept.state}`)}</span>
      <p>{reasonOf(kept, say)}</p>
    </a>
  )
}

/** What the server says is Chinese; that it is out of reach is said here, in her language. */
function troubleText(sentence: string, say: ReturnType<typeof useSpeech>['say']): string {
  return sentence === offline ? say('waiting.noLine') : sentence
}

/** One sentence: why it is where it is. */
export function reasonOf(kept: KeptAct, say: ReturnType<typeof useSpeech>['say']): string {
  switch (kept.state) {
    case 'refused':
      return say('waiting.reason', { reason: kept.refusal?.message ?? '' })
    case 'waiting':
      return kept.trouble
        ? say('waiting.reason', { reason: troubleText(kept.trouble, say) })
        : say('waiting.notTried')
    case 'sent':
      return `${say('waiting.receipt')} ${kept.receipt ?? ''}`
    case 'closed':
      return kept.closing?.kind === 'givenUp'
        ? say('waiting.giveUpDone', { reason: kept.closing.reason })
        : say('waiting.mended')
  }
}

function AttachmentsOnTheirWay({ phone }: Pick<ScreenParts, 'phone'>) {
  const { say } = useSpeech()
  const { attachments } = useWork(phone.work)
  const queued = attachments.filter(one => one.state === 'queued')
  const refused = attachments.find(one => one.state === 'refused')
  const total = queued.reduce((sum, one) => sum + one.sizeBytes, 0)
  const received = queued.reduce((sum, one) => sum + one.receivedBytes, 0)
  const share = total === 0 ? 0 : Math.floor((received / total) * 100)
  return (
    <>
      {refused && (
        <Notice kind="warn">{say('waiting.attachmentRefused', { reason: refused.refusal ?? '' })}</Notice>
      )}
      {queued.length > 0 && (
        <Notice kind="info" icon="camera">
          {say('waiting.attachments', { count: queued.length, share })}
        </Notice>
      )}
    </>
  )
}
