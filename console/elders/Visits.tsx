// The visits of one elder, newest first, each with its answers in words by block.
import { Tag, Timeline } from 'antd'
import type { Elder } from '../../domain/elders/elder.ts'
import {
  type AnswerLevel,
  answerLevels,
  fieldsOfBlock,
  visitBlocks,
  visitFields,
  visitNeeds,
} from '../../domain/visits/answers.ts'
import { notReachedReasons } from '../../domain/visits/not-met.ts'
import { type Visit, visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { usePages } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { Attachments } from '../visits/Attachments.tsx'
import { VisitBeside } from '../visits/VisitBeside.tsx'

const levelColors: Record<AnswerLevel, string> = {
  ok: 'green',
  attention: 'orange',
  danger: 'red',
  notAsked: 'gray',
}

export function Visits({ elder }: { elder: Elder }) {
  const say = useWords()
  const list = usePages('visit.list', { countyCode: elder.countyCode, elderId: elder.id, limit: 10 })
  return (
    <Panel title={say('visits.title')}>
      <Paged list={list} nothing={say('visits.none')}>
        {rows => (
          <Timeline
            items={rows.map(visit => ({
              key: visit.id,
              color: visit.result === 'met' ? levelColors[visit.worst] : 'gray',
              content: <VisitEntry visit={visit} />,
            }))}
          />
        )}
      </Paged>
    </Panel>
  )
}

function VisitEntry({ visit }: { visit: Visit }) {
  const say = useWords()
  const reason = visit.notReachedReason ? `（${notReachedReasons.words[visit.notReachedReason]}）` : ''
  return (
    <article className="visit">
      <div className="visit-head">
        <Go to={paths.visit(visit)}>
          <b>{visit.visitedOn}</b>
        </Go>{' '}
        {visitMethods.words[visit.method]} · {visitResults.words[visit.result]}
        {reason} · {visit.visitorName}
        {!visit.countsForRate && <Tag>{say('visits.notCounted')}</Tag>}
      </div>
      <VisitSaid visit={visit} />
      <Attachments visit={visit} />
      <p className="soft small">{say('visits.received', { at: instantText(visit.receivedAt) })}</p>
    </article>
  )
}

/** What was found, wanted and written down, and the cases that came of it. */
export function VisitSaid({ visit }: { visit: Visit }) {
  const say = useWords()
  return (
    <>
      {visit.result === 'met' && <AnswerSummary visit={visit} />}
      <VisitBeside visit={visit} />
      {visit.needs.length > 0 && (
        <p>{say('visits.needs', { needs: visit.needs.map(need => visitNeeds.words[need]).join('、') })}</p>
      )}
      {visit.note && <p className="visit-note">{visit.note}</p>}
      {visit.aidCaseIds.map(id => (
        <p key={id}>
          <Go to={paths.aidCase({ countyCode: visit.countyCode, id })}>{say('visits.openedCase')}</Go>
        </p>
      ))}
    </>
  )
}

/** The worrying answers first and in colour; the calm ones folded away by block. */
function AnswerSummary({ visit }: { visit: Visit }) {
  const say = useWords()
  const worries = visitFields.keys.filter(field => ['danger', 'attention'].includes(visit.answers[field]))
  return (
    <>
      {worries.length === 0 ? (
        <p className="good-text">{say('visits.allWell')}</p>
      ) : (
        <p className="tags">
          {worries.map(field => (
            <Tag key={field} color={visit.answers[field] === 'danger' ? 'error' : 'warning'}>
              {visitFields.words[field]}：{answerLevels.words[visit.answers[field]]}
            </Tag>
          ))}
        </p>
      )}
      <details className="definition">
        <summary>{say('visits.answers')}</summary>
        <dl className="answers">
          {visitBlocks.keys.map(block => (
            <div key={block}>
              <dt>{visitBlocks.words[block]}</dt>
              {fieldsOfBlock[block].map(field => (
                <dd key={field} className={`answer-${visit.answers[field]}`}>
                  {visitFields.words[field]}：{answerLevels.words[visit.answers[field]]}
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}
