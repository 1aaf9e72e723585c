// The duty list of one emergency: what to look at, whom first, a call or a visit away.
import type { ReactNode } from 'react'
import { go, pathOf } from '../address.ts'
import type { ElderToday } from '../due-list.ts'
import { Notice, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { timeText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { SurgeToday } from './duties.ts'
import { dutyWords } from './words.ts'

export function SurgePage({ phone, strip, surgeId }: ScreenParts & { strip: ReactNode; surgeId: string }) {
  const { say, tag, language } = useSpeech()
  const { surges, elders } = useWork(phone.work)
  const words = dutyWords[language]
  const surge = surges.find(one => one.id === surgeId)
  if (!surge)
    return (
      <Screen title={say('today.title')} back={() => go({ at: 'today' })}>
        <Notice kind="good" icon="check">
          {say('duty.over')}
        </Notice>
      </Screen>
    )
  const carried = new Map(elders.map(entry => [entry.elder.id, entry]))
  const missing = surge.toDo.filter(duty => !carried.has(duty.elderId)).length
  return (
    <Screen title={words.kinds[surge.kind]} back={() => go({ at: 'today' })}>
      <div className="bleed">{strip}</div>
      <Notice kind="danger" icon="danger">
        <strong>{say('duty.until', { time: timeText(surge.until, tag) })}</strong>
        {surge.word && <div>{surge.word}</div>}
      </Notice>
      <Notice kind="info" icon="eye">
        <strong>{say('duty.checks')}</strong>
        <ul>
          {surge.checks.map(check => (
            <li key={check}>{words.checks[check]}</li>
          ))}
        </ul>
      </Notice>
      {missing > 0 && <Notice kind="warn">{say('duty.notCarried', { count: missing })}</Notice>}
      {surge.toDo.length > 0 ? (
        <section aria-label={say('duty.toDo')}>
          <h2 className="section">
            <span>{say('duty.toDo')}</span>
            <span>{say('today.count', { count: surge.toDo.length })}</span>
          </h2>
          <ol className="list">
            {surge.toDo.map((duty, index) => {
              const entry = carried.get(duty.elderId)
              return entry ? (
                <li key={duty.elderId}>
                  <DutyCard duty={duty} entry={entry} place={index + 1} />
                </li>
              ) : null
            })}
          </ol>
          <p className="soft">{say('duty.how')}</p>
        </section>
      ) : (
        <Notice kind="good" icon="check">
          {say('duty.allSeen', { kind: words.kinds[surge.kind], count: surge.done.length })}
        </Notice>
      )}
      <Seen ids={surge.done} carried={carried} />
    </Screen>
  )
}

function DutyCard({
  duty,
  entry,
  place,
}: {
  duty: SurgeToday['toDo'][number]
  entry: ElderToday
  place: number
}) {
  const { say, language } = useSpeech()
  const { elder } = entry
  return (
    <div className="card duty">
      <span className="line">
        <a className="name" href={pathOf({ at: 'elder', elderId: elder.id })}>
          {place}. {elder.name}
        </a>
        <span>{[elder.villageName, elder.hamlet].filter(Boolean).join(' ')}</span>
      </span>
      <p>{duty.reasons.map(reason => dutyWords[language].criteria[reason]).join(' · ')}</p>
      {duty.isAttempted && <p className="mark warn">{say('duty.attempted')}</p>}
      <div className="pair">
        {elder.phone && (
          <a className="button" href={`tel:${elder.phone}`}>
            <Icon name="phone" />
            <span>{say('duty.call')}</span>
          </a>
        )}
        <a className="button main" href={pathOf({ at: 'visit', elderId: elder.id })}>
          <Icon name="pen" />
          <span>{say('duty.visit')}</span>
        </a>
      </div>
    </div>
  )
}

function Seen({ ids, carried }: { ids: readonly string[]; carried: ReadonlyMap<string, ElderToday> }) {
  const { say } = useSpeech()
  const known = ids.flatMap(id => carried.get(id) ?? [])
  if (known.length === 0) return null
  return (
    <section aria-label={say('duty.done')}>
      <h2 className="section">
        <span>{say('duty.done')}</span>
        <span>{say('today.count', { count: known.length })}</span>
      </h2>
      <ul className="list">
        {known.map(({ elder }) => (
          <li key={elder.id}>
            <a className="card" href={pathOf({ at: 'elder', elderId: elder.id })}>
              <span className="line">
                <span className="name">{elder.name}</span>
                <Icon name="check" />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
