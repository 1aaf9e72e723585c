// What a visit says beside its 24 fields: last time's troubles, the season, the children, the shut door, the housemates.
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { visitFields } from '../../domain/visits/answers.ts'
import { type FollowUpOutcome, followUpOutcomes } from '../../domain/visits/follow-up.ts'
import { doorSigns, notReachedReasons, refusedReasons, tellers } from '../../domain/visits/not-met.ts'
import { seasonalAnswers, seasonalMeanings, seasonalQuestions } from '../../domain/visits/season.ts'
import { lastContacts } from '../../domain/visits/supporters.ts'
import type { Visit } from '../../domain/visits/visit.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

const outcomeColors: Readonly<Record<FollowUpOutcome, string>> = {
  mended: 'success',
  eased: 'warning',
  stillWrong: 'error',
  notSeen: 'default',
}
const levelColors = { ok: 'success', attention: 'warning', danger: 'error' } as const

/** Only what was said; an older phone says none of it. */
export function VisitBeside({ visit }: { visit: Visit }) {
  const say = useWords()
  const { countyCode } = visit
  return (
    <dl className="beside">
      <Row title={say('visit.followUps')} isThere={visit.followUps.length > 0}>
        {visit.followUps.map(({ field, caseId, outcome }) => (
          <span key={`${field} ${caseId}`}>
            <Tag color={outcomeColors[outcome]}>
              {field ? visitFields.words[field] : say('visit.aboutCase')}：{followUpOutcomes.words[outcome]}
            </Tag>
            {caseId && <Go to={paths.aidCase({ countyCode, id: caseId })}>{say('visit.followUpCase')}</Go>}
          </span>
        ))}
      </Row>
      <Row title={say('visit.seasonal')} isThere={visit.seasonal.length > 0}>
        {visit.seasonal.map(({ question, answer }) => (
          <Tag key={question} color={levelColors[seasonalMeanings[answer].level]}>
            {seasonalQuestions.words[question]}：{seasonalAnswers.words[answer]}
          </Tag>
        ))}
      </Row>
      <Row title={say('visit.kin')} isThere={visit.kinContacts.length > 0}>
        {visit.kinContacts.map(({ kinId, when, name, relation }) => (
          <Tag key={kinId} color={when === 'heardLongAgo' ? 'warning' : 'default'}>
            {name ? `${relation} ${name}` : say('visit.kinGone')}：{lastContacts.words[when]}
          </Tag>
        ))}
      </Row>
      <Row title={say('visit.refused')} isThere={visit.refusedReason !== null}>
        {visit.refusedReason && refusedReasons.words[visit.refusedReason]}
      </Row>
      <Row title={say('visit.toldBy')} isThere={visit.toldBy !== null}>
        {visit.toldBy && tellers.words[visit.toldBy]}
        {visit.notReachedReason && `：${notReachedReasons.words[visit.notReachedReason]}`}
      </Row>
      <Row title={say('visit.signs')} isThere={visit.doorSigns.length > 0}>
        {visit.doorSigns.map(sign => (
          <Tag key={sign} color="error">
            {doorSigns.words[sign]}
          </Tag>
        ))}
      </Row>
      <Row title={say('visit.household')} isThere={visit.household.length > 0}>
        {visit.household.map(({ visitId, elderName }) => (
          <Go key={visitId} to={paths.visit({ countyCode, id: visitId })}>
            {elderName}
          </Go>
        ))}
      </Row>
    </dl>
  )
}

function Row({ title, isThere, children }: { title: string; isThere: boolean; children: ReactNode }) {
  if (!isThere) return null
  return (
    <div>
      <dt>{title}</dt>
      <dd className="tags">{children}</dd>
    </div>
  )
}
