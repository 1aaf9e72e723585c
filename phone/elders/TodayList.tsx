// The first screen of the day: who to call on and why, the most overdue first.
import { type ReactNode, useState } from 'react'
import { ageOn } from '../../domain/kernel/day.ts'
import { go, pathOf } from '../address.ts'
import { type DueSection, type ElderToday, matchesSearch } from '../due-list.ts'
import { Bell } from '../duties/Bell.tsx'
import { SurgeBanners } from '../duties/SurgeBanner.tsx'
import { Button, Field, Notice, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { timeText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { standInsNow } from '../rounds/month.ts'
import { PlanOfDay, stopsLeft } from '../rounds/PlanOfDay.tsx'
import { practiceId } from '../visits/practising.ts'

const sections: readonly DueSection[] = ['now', 'soon', 'done']

export function TodayList({ phone, sendingState, strip }: ScreenParts & { strip: ReactNode }) {
  const { say, tag } = useSpeech()
  const { elders, drafts, pulledAt, rounds, today, acts } = useWork(phone.work)
  const [typed, setTyped] = useState('')
  const shown = elders.filter(({ elder }) => matchesSearch(elder, typed))
  const inForm = new Set(drafts.map(draft => draft.elderId))
  const isQuiet = typed.trim() === ''
  const stops = stopsLeft(today, rounds, shown)
  const planned = new Set(stops.flatMap(stop => stop.entries.map(({ entry }) => entry.elder.id)))
  const asked = standInsNow(rounds, acts, new Map()).filter(one => one.role === 'toMe').length

  return (
    <Screen title={say('today.title')} corner={<Corner phone={phone} />}>
      <div className="bleed">{strip}</div>
      <SurgeBanners phone={phone} />
      {elders.length === 0 ? (
        <Notice kind="info">{say(sendingState.running ? 'app.loading' : 'today.noElders')}</Notice>
      ) : (
        <Field label={say('today.search')} value={typed} onChange={setTyped} />
      )}
      {elders.length > 0 && shown.length === 0 && (
        <Notice kind="info">{say('today.notFound', { text: typed.trim() })}</Notice>
      )}
      {asked > 0 && (
        <Button kind="good" icon="person" onClick={() => go({ at: 'standIns' })}>
          {say('standIn.open', { count: asked })}
        </Button>
      )}
      <PlanOfDay
        title={say('rounds.today')}
        stops={stops}
        card={entry => <ElderCard entry={entry} isInForm={inForm.has(entry.elder.id)} phone={phone} />}
      />
      {sections.map(section => {
        const entries = shown.filter(entry => entry.section === section && !planned.has(entry.elder.id))
        if (section === 'now' && isQuiet && elders.length > 0 && entries.length === 0 && stops.length === 0)
          return (
            <Notice key={section} kind="good" icon="check">
              {say('today.nobodyNow')}
            </Notice>
          )
        return entries.length === 0 ? null : (
          <section key={section} aria-label={say(`today.${section}`)}>
            <h2 className="section">
              <span>{say(`today.${section}`)}</span>
              <span>{say('today.count', { count: entries.length })}</span>
            </h2>
            <ul className="list">
              {entries.map(entry => (
                <li key={entry.elder.id}>
                  <ElderCard entry={entry} isInForm={inForm.has(entry.elder.id)} phone={phone} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      <p />
      <OtherWays />
      <Button
        icon="refresh"
        disabled={sendingState.running}
        onClick={() => void phone.sending.run({ force: true })}
      >
        {say(sendingState.running ? 'app.loading' : 'today.refresh')}
      </Button>
      {pulledAt && <p className="soft center">{say('today.updated', { time: timeText(pulledAt, tag) })}</p>}
    </Screen>
  )
}

function Corner({ phone }: Pick<ScreenParts, 'phone'>) {
  const { say } = useSpeech()
  return (
    <>
      <Bell phone={phone} />
      <button
        type="button"
        className="corner"
        aria-label={say('settings.title')}
        onClick={() => go({ at: 'settings' })}
      >
        <Icon name="settings" />
      </button>
    </>
  )
}

/** What is not on today's list: the month, stand-ins, somebody new, and practice. */
function OtherWays() {
  const { say } = useSpeech()
  return (
    <>
      <Button icon="clock" onClick={() => go({ at: 'month' })}>
        {say('rounds.month')}
      </Button>
      <Button icon="person" onClick={() => go({ at: 'standIns' })}>
        {say('standIn.title')}
      </Button>
      <Button icon="person" onClick={() => go({ at: 'newcomer' })}>
        {say('newcomer.open')}
      </Button>
      <Button icon="pen" onClick={() => go({ at: 'visit', elderId: practiceId })}>
        {say('practice.open')}
      </Button>
    </>
  )
}

function ElderCard({
  entry,
  isInForm,
  phone,
}: {
  entry: ElderToday
  isInForm: boolean
  phone: ScreenParts['phone']
}) {
  const { say, choices } = useSpeech()
  const { today } = useWork(phone.work)
  const { elder, due } = entry
  const age = elder.bornOn === null ? null : ageOn(elder.bornOn, today)
  return (
    <a className={`card ${due.risk}`} href={pathOf({ at: 'elder', elderId: elder.id })}>
      <span className="line">
        <span className="name">{elder.name}</span>
        <span>{age === null ? say('elder.noAge') : say('elder.age', { age })}</span>
      </span>
      <span className="line">
        <span>{[elder.villageName, elder.hamlet].filter(Boolean).join(' ')}</span>
        <DueMark entry={entry} />
      </span>
      <p>
        <b className={`risk-word ${due.risk}`}>{choices.risks[due.risk]}</b> {choices.reasons[due.reason]}
      </p>
      {isInForm && <p className="mark warn">{say('today.draft')}</p>}
    </a>
  )
}

export function DueMark({ entry }: { entry: ElderToday }) {
  const { say } = useSpeech()
  const { daysOverdue, due } = entry
  if (due.reason === 'notAtHome') return <span className="mark">{say('due.notAtHome')}</span>
  if (daysOverdue > 0) return <span className="mark danger">{say('due.overdue', { days: daysOverdue })}</span>
  if (daysOverdue === 0) return <span className="mark warn">{say('due.today')}</span>
  return <span className="mark good">{say('due.inDays', { days: -daysOverdue })}</span>
}
