// Everything an elder's groups ever were, as a line through time: proof, photos, who confirmed, what was voided.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type Elder, elderGroups } from '../../domain/elders/elder.ts'
import type { MembershipEntry } from '../../domain/elders/groups/api.ts'
import { membershipStandings } from '../../domain/elders/groups/history.ts'
import { proofWords } from '../../domain/elders/memberships.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAnswer } from '../asking.ts'
import { OnDay } from '../elders/OnDay.tsx'
import { Panel } from '../frame/Page.tsx'
import { type Say, useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { EntryActs } from './EntryActs.tsx'
import { Papers } from './Papers.tsx'
import { RecordGroupDialog } from './RecordGroupDialog.tsx'

export function GroupHistory({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const history = useAnswer('membership.history', { countyCode: elder.countyCode, elderId: elder.id })
  const editable = may('elder:edit') && elder.endedOn === null
  return (
    <Panel
      title={say('groups.title')}
      note={say('groups.historyNote')}
      extra={
        editable && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('groups.add')}
          </Button>
        )
      }
    >
      <OnDay elder={elder} />
      <Answered query={history}>
        {({ entries }) => (
          <>
            {entries.length === 0 && elder.groups.length === 0 && (
              <p className="soft">{say('groups.none')}</p>
            )}
            <ul className="timeline">
              {elder.groups.includes('veryOld') && (
                <li>
                  <div className="entry-head">
                    <span className="entry-name">{elderGroups.words.veryOld}</span>
                    <span className="soft">{say('groups.byAge')}</span>
                  </div>
                </li>
              )}
              {entries.map(entry => (
                <Entry key={entry.id} elder={elder} entry={entry} editable={editable} />
              ))}
            </ul>
          </>
        )}
      </Answered>
      {adding && <RecordGroupDialog elder={elder} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

export function spanText(entry: MembershipEntry, say: Say): string {
  const { validFrom, validTo, standing, expiresOn } = entry
  if (validTo === null) return say('groups.since', { day: validFrom })
  if (standing === 'inForce' && validTo === expiresOn)
    return say('groups.until', { from: validFrom, to: validTo })
  return say('groups.span', { from: validFrom, to: validTo })
}

export function EntryFlags({ entry }: { entry: MembershipEntry }) {
  const say = useWords()
  const lacks = entry.lacking.length > 0 && entry.standing === 'inForce'
  return (
    <span className="flag-tags">
      {lacks && <Tag color="warning">{say('groups.lackingTag')}</Tag>}
      {entry.expiresSoon && <Tag color="error">{say('groups.soonTag')}</Tag>}
      {entry.confirmationDue && <Tag color="warning">{say('groups.dueTag')}</Tag>}
    </span>
  )
}

interface EntryProps {
  elder: Elder
  entry: MembershipEntry
  editable: boolean
}

function Entry({ elder, entry, editable }: EntryProps) {
  const say = useWords()
  const { standing } = entry
  const look = standing === 'inForce' ? '' : standing === 'voided' ? 'voided' : 'past'
  return (
    <li className={look}>
      <div className="entry-head">
        <span className="entry-name">{elderGroups.words[entry.group]}</span>
        <span>{spanText(entry, say)}</span>
        {standing !== 'inForce' && <Tag>{membershipStandings.words[standing]}</Tag>}
        <EntryFlags entry={entry} />
      </div>
      <Proof entry={entry} />
      {entry.lacking.length > 0 && standing === 'inForce' && (
        <p className="warn-text">{say('groups.lacking', { fields: entry.lacking.join('、') })}</p>
      )}
      <Confirmations entry={entry} />
      {entry.replaces !== null && <p className="soft small">{say('groups.replaces')}</p>}
      {entry.voidedAt !== null && (
        <p className="warn-text">
          {say('groups.voided', {
            day: dayOf(new Date(entry.voidedAt)),
            name: entry.voidedByName ?? say('groups.someone'),
            reason: entry.voidReason ?? '',
          })}
        </p>
      )}
      <div className="entry-acts">
        {editable && standing !== 'voided' && <EntryActs elder={elder} entry={entry} />}
        <Papers elder={elder} entry={entry} editable={editable} />
      </div>
    </li>
  )
}

function Proof({ entry }: { entry: MembershipEntry }) {
  const say = useWords()
  const { proof } = entry
  const lines = (Object.keys(proof) as (keyof typeof proof)[]).map(field => ({
    word: proofWords[field],
    value:
      field === 'level'
        ? say('groups.level', { level: proof.level ?? '' })
        : field === 'grade'
          ? say('groups.grade', { grade: proof.grade ?? '' })
          : String(proof[field] ?? ''),
  }))
  if (entry.certificateMask) lines.push({ word: say('groups.certificate'), value: entry.certificateMask })
  if (entry.expiresOn) lines.push({ word: say('groups.expires'), value: entry.expiresOn })
  return (
    <>
      <div>{entry.evidence}</div>
      {lines.length > 0 && (
        <dl className="entry-proof">
          {lines.map(({ word, value }) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function Confirmations({ entry }: { entry: MembershipEntry }) {
  const say = useWords()
  const by = (day: string, name: string | null) =>
    name === null ? say('groups.confirmedOn', { day }) : say('groups.confirmedBy', { day, name })
  return (
    <div className="soft small">
      {entry.confirmedOn ? by(entry.confirmedOn, entry.confirmedByName) : say('groups.confirmedNever')}
      {entry.confirmations.map((one, place) => (
        // The newest one stands above already; its note does not.
        <div key={`${one.confirmedOn}${one.note}`}>
          {place > 0 && by(one.confirmedOn, one.byName)}
          {one.note && `“${one.note}”`}
        </div>
      ))}
    </div>
  )
}
