// The first rung of the ladder: somebody near who can be at the door before any office can.
import { KeyOutlined, PhoneOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { AidCase, CaseContact } from '../../domain/aid-cases/record.ts'
import { useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Answered } from '../states.tsx'
import { MoveDialog } from './CaseActions.tsx'

export function NeighbourPanel({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  // Whoever opens the case to answer it calls at once; for a milder one the numbers stay covered until asked for.
  const [shown, setShown] = useState(aidCase.level === 'p0')
  const asked = aidCase.acts.findLast(act => act.kind === 'neighbourAsked')
  return (
    <Panel title={say('neighbour.title')} note={say('neighbour.note')} className="neighbour">
      {asked && (
        <p className="good-text">{say('neighbour.askedAlready', { when: instantText(asked.doneAt) })}</p>
      )}
      {shown ? (
        <Contacts aidCase={aidCase} />
      ) : (
        <Button size="large" onClick={() => setShown(true)}>
          {say('neighbour.show')}
        </Button>
      )}
    </Panel>
  )
}

const contactsShown = 4

function Contacts({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const { countyCode, id } = aidCase
  const contacts = useAnswer('aidCase.contacts', { countyCode, id })
  const [asking, setAsking] = useState<CaseContact | null>(null)
  return (
    <Answered query={contacts}>
      {people => (
        <>
          {people.length === 0 && <p className="warn-text">{say('neighbour.none')}</p>}
          <ul className="call-first">
            {people.slice(0, contactsShown).map(person => (
              <li key={person.id}>
                <span>
                  <b>{person.name}</b> <span className="soft">{person.relation}</span>{' '}
                  {person.hasKey && (
                    <Tag icon={<KeyOutlined />} color="green">
                      {say('neighbour.key')}
                    </Tag>
                  )}
                  {person.isNear && <Tag>{say('neighbour.near')}</Tag>}
                </span>
                {person.phone === null ? (
                  <span className="soft">{say('neighbour.noPhone')}</span>
                ) : (
                  <a href={`tel:${person.phone}`} className="call-number">
                    <PhoneOutlined aria-hidden /> {person.phone}
                  </a>
                )}
                <Button onClick={() => setAsking(person)}>
                  {say('neighbour.asked', { name: person.name })}
                </Button>
              </li>
            ))}
          </ul>
          {asking && (
            <MoveDialog
              aidCase={aidCase}
              move="neighbourAsked"
              note={say('neighbour.noteBegun', { name: asking.name, relation: asking.relation })}
              onClose={() => setAsking(null)}
            />
          )}
        </>
      )}
    </Answered>
  )
}
