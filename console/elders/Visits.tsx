// The visits of one elder, newest first, each with its answers in words by block.
import { Tag, Timeline } from 'antd'
import { useEffect, useState } from 'react'
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
import { download } from '../../ui/client.ts'
import { usePages } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useSentence } from '../states.tsx'

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
        <b>{visit.visitedOn}</b> {visitMethods.words[visit.method]} · {visitResults.words[visit.result]}
        {reason} · {visit.visitorName}
        {!visit.countsForRate && <Tag>{say('visits.notCounted')}</Tag>}
      </div>
      {visit.result === 'met' && <AnswerSummary visit={visit} />}
      {visit.needs.length > 0 && (
        <p>{say('visits.needs', { needs: visit.needs.map(need => visitNeeds.words[need]).join('、') })}</p>
      )}
      {visit.note && <p className="visit-note">{visit.note}</p>}
      {visit.aidCaseIds.map(id => (
        <p key={id}>
          <Go to={paths.aidCase({ countyCode: visit.countyCode, id })}>{say('visits.openedCase')}</Go>
        </p>
      ))}
      <Attachments visit={visit} />
      <p className="soft small">{say('visits.received', { at: instantText(visit.receivedAt) })}</p>
    </article>
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

function Attachments({ visit }: { visit: Visit }) {
  if (visit.attachments.length === 0) return null
  return (
    <div className="attachments">
      {visit.attachments.map(attachment => (
        <Attachment key={attachment.id} countyCode={visit.countyCode} attachment={attachment} />
      ))}
    </div>
  )
}

interface AttachmentProps {
  countyCode: string
  attachment: Visit['attachments'][number]
}

/** Each look at a photo is audited, so it is fetched only when somebody asks to see it. */
function Attachment({ countyCode, attachment }: AttachmentProps) {
  const say = useWords()
  const sentence = useSentence()
  const [address, setAddress] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  const photo = attachment.kind === 'photo'
  if (!attachment.complete)
    return <span className="soft">{say(photo ? 'visits.photoComing' : 'visits.voiceComing')}</span>
  if (trouble) return <span className="warn-text">{trouble}</span>
  if (!address)
    return (
      <button
        type="button"
        className="link"
        onClick={() =>
          download('attachment.read', { countyCode, id: attachment.id }).then(
            ({ blob }) => setAddress(URL.createObjectURL(blob)),
            error => setTrouble(sentence(error)),
          )
        }
      >
        {say(photo ? 'visits.showPhoto' : 'visits.playVoice')}
      </button>
    )
  // biome-ignore lint/a11y/useMediaCaption: a voice note recorded in a yard has no captions
  return photo ? <img src={address} alt={say('visits.photo')} /> : <audio src={address} controls autoPlay />
}
