// One elder: why to go, whom to call, what was wrong last time, and the way into the form.
import type { ReactNode } from 'react'
import { ageOn } from '../../domain/kernel/day.ts'
import { visitFields } from '../../domain/visits/answers.ts'
import { go } from '../address.ts'
import { ElderAssessments } from '../assessments/ElderAssessments.tsx'
import type { ElderToday } from '../due-list.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { NextVisit, WishButton } from '../rounds/NextVisit.tsx'
import { HouseholdStart } from '../visits/HouseholdStart.tsx'
import { KinCalls } from './KinCalls.tsx'
import { AlsoDue, RiskWhy } from './RiskWhy.tsx'
import { DueMark } from './TodayList.tsx'

export function ElderPage({ phone, strip, elderId }: ScreenParts & { strip: ReactNode; elderId: string }) {
  const { say } = useSpeech()
  const { elders, drafts } = useWork(phone.work)
  const entry = elders.find(one => one.elder.id === elderId)
  if (!entry)
    return (
      <Screen title={say('today.title')} back={() => go({ at: 'today' })}>
        <Notice kind="warn">{say('elder.gone')}</Notice>
      </Screen>
    )
  const isInForm = drafts.some(draft => draft.elderId === elderId)
  return (
    <Screen
      title={entry.elder.name}
      back={() => go({ at: 'today' })}
      action={
        <Button kind="main" icon="pen" onClick={() => go({ at: 'visit', elderId })}>
          {say(isInForm ? 'elder.continue' : 'elder.start')}
        </Button>
      }
    >
      <div className="bleed">{strip}</div>
      <LastTime entry={entry} />
      <NextVisit entry={entry} phone={phone} />
      <HouseholdStart elder={entry.elder} phone={phone} />
      <Senses entry={entry} />
      <Calls entry={entry} />
      <KinCalls elder={entry.elder} />
      <Facts entry={entry} phone={phone} />
      <ElderAssessments elder={entry.elder} phone={phone} />
      <WishButton elderId={elderId} />
      <Button icon="pen" onClick={() => go({ at: 'report', elderId })}>
        {say('report.open')}
      </Button>
    </Screen>
  )
}

/** First of all what must be asked about today. */
function LastTime({ entry }: { entry: ElderToday }) {
  const { say, choices } = useSpeech()
  const { elder, lastVisit, due } = entry
  const troubles = lastVisit
    ? visitFields.keys.filter(field => ['danger', 'attention'].includes(lastVisit.answers[field]))
    : []
  return (
    <>
      <Notice kind="info" icon="clock">
        <strong>{say('elder.whyNow')}</strong>
        <div>
          {choices.reasons[due.reason]} <DueMark entry={entry} />
        </div>
        <AlsoDue entry={entry} />
        <RiskWhy entry={entry} />
      </Notice>
      {troubles.length > 0 && lastVisit && (
        <Notice kind="warn" icon="eye">
          <strong>{say('elder.lastTrouble')}</strong>
          <ul>
            {troubles.map(field => (
              <li key={field}>
                {choices.fields[field]}: {choices.levels[lastVisit.answers[field]]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {elder.openTroubles.length > 0 && (
        <Notice kind="warn" icon="danger">
          <strong>{say('elder.openTroubles')}</strong>
          <ul>
            {elder.openTroubles.map(trouble => (
              <li key={trouble}>{trouble}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** How to speak and what to show, before the first word. */
function Senses({ entry }: { entry: ElderToday }) {
  const { say } = useSpeech()
  const { hardOfHearing, weakSight } = entry.elder
  return (
    <>
      {hardOfHearing && (
        <Notice kind="info" icon="speaker">
          {say('elder.loud')}
        </Notice>
      )}
      {weakSight && (
        <Notice kind="info" icon="eye">
          {say('elder.bigPrint')}
        </Notice>
      )}
    </>
  )
}

function Calls({ entry }: { entry: ElderToday }) {
  const { say } = useSpeech()
  const { name, phone } = entry.elder
  return (
    <div className="calls">
      {phone ? (
        <a className="button" href={`tel:${phone}`}>
          <Icon name="phone" />
          <span>
            {say('elder.callTo', { name })} {phone}
          </span>
        </a>
      ) : (
        <p className="soft">{say('elder.noPhone')}</p>
      )}
    </div>
  )
}

function Facts({ entry, phone }: { entry: ElderToday; phone: ScreenParts['phone'] }) {
  const { say, tag, choices } = useSpeech()
  const { today } = useWork(phone.work)
  const { elder, lastVisit } = entry
  const isFine =
    lastVisit?.result === 'met' &&
    Object.values(lastVisit.answers).every(level => level === 'ok' || level === 'notAsked')
  return (
    <dl className="facts">
      <dt>{say('elder.address')}</dt>
      <dd>
        {[elder.villageName, elder.hamlet]
          .filter(part => part && !elder.address?.includes(part))
          .concat(elder.address || [])
          .join(' ')}
      </dd>
      <dt>{say('elder.ageTitle')}</dt>
      <dd>{elder.bornOn ? say('elder.age', { age: ageOn(elder.bornOn, today) }) : say('elder.noAge')}</dd>
      {elder.groups.length > 0 && (
        <>
          <dt>{say('elder.groups')}</dt>
          <dd>{elder.groups.map(group => choices.groups[group]).join(' · ')}</dd>
        </>
      )}
      <dt>{say('elder.speaks')}</dt>
      <dd className="with-icon">
        <Icon name="speaker" /> {choices.spoken[elder.spokenLanguage]}
      </dd>
      {elder.readLanguage && (
        <>
          <dt>{say('elder.reads')}</dt>
          <dd className="with-icon">
            <Icon name="eye" /> {choices.read[elder.readLanguage]}
          </dd>
        </>
      )}
      <dt>{say('elder.lastVisit')}</dt>
      <dd>
        {lastVisit
          ? `${dayText(lastVisit.visitedOn, tag)} · ${choices.methods[lastVisit.method]} · ${choices.results[lastVisit.result]}`
          : say('today.never')}
        {isFine && <div>{say('elder.lastFine')}</div>}
        <div>{say('elder.visits', { count: elder.visitedOn.length })}</div>
      </dd>
      {lastVisit && lastVisit.needs.length > 0 && (
        <>
          <dt>{say('elder.needs')}</dt>
          <dd>{lastVisit.needs.map(need => choices.needs[need]).join(' · ')}</dd>
        </>
      )}
    </dl>
  )
}
