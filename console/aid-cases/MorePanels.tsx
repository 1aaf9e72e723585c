// Meetings, re-checks and cases of one trouble.
import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import { type RecheckVerdict, recheckVerdicts } from '../../domain/aid-cases/case-work.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { isEnded } from '../../domain/aid-cases/stages.ts'
import { newId } from '../../ui/client.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { ActDialog } from './ActDialog.tsx'
import { LevelTag } from './CaseMarks.tsx'
import { DayField, orNull, TextField } from './fields.tsx'

interface PartProps {
  aidCase: AidCase
  works: boolean
}

export function MeetingPanel({ aidCase, works }: PartProps) {
  const say = useWords()
  const [adding, setAdding] = useState(false)
  const [meetingId, setMeetingId] = useState(newId)
  const { countyCode, id, today } = aidCase
  const close = () => {
    setAdding(false)
    setMeetingId(newId())
  }
  return (
    <Panel
      title={say('meeting.title')}
      extra={works && <Button onClick={() => setAdding(true)}>{say('meeting.add')}</Button>}
    >
      {aidCase.meetings.length === 0 ? (
        <p className="soft">{say('meeting.none')}</p>
      ) : (
        <ul className="case-lines">
          {aidCase.meetings.map(meeting => (
            <li key={meeting.id}>
              <div>
                <span className="soft small">
                  {say('meeting.line', { day: dayText(meeting.heldOn), people: meeting.people })}
                </span>
                <p className="visit-note">{meeting.decided}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {adding && (
        <ActDialog<'aidCase.confer', { heldOn: string; place?: string; people: string; decided: string }>
          operation="aidCase.confer"
          title={say('meeting.add')}
          done={say('meeting.saved')}
          initial={{ heldOn: today }}
          inputOf={({ place, ...filled }) => ({ countyCode, id, meetingId, place: orNull(place), ...filled })}
          onClose={close}
        >
          <DayField name="heldOn" label="meeting.heldOn" />
          <TextField name="place" label="meeting.place" most={60} needed={false} />
          <TextField name="people" label="meeting.people" most={300} rows={2} help="meeting.peopleHelp" />
          <TextField name="decided" label="meeting.decided" most={2000} rows={5} />
        </ActDialog>
      )}
    </Panel>
  )
}

export function RecheckPanel({ aidCase, works }: PartProps) {
  const say = useWords()
  const [adding, setAdding] = useState(false)
  const [recheckId, setRecheckId] = useState(newId)
  const { countyCode, id, today } = aidCase
  const close = () => {
    setAdding(false)
    setRecheckId(newId())
  }
  return (
    <Panel
      title={say('recheck.title')}
      extra={works && <Button onClick={() => setAdding(true)}>{say('recheck.add')}</Button>}
    >
      {aidCase.rechecks.length === 0 ? (
        <p className="soft">{say('recheck.none')}</p>
      ) : (
        <ul className="case-lines">
          {aidCase.rechecks.map(({ id: key, verdict, checkedOn, byName, visitId, note }) => (
            <li key={key}>
              <div>
                <b
                  className={verdict === 'stillThere' ? 'danger-text' : verdict === 'gone' ? 'good-text' : ''}
                >
                  {recheckVerdicts.words[verdict]}
                </b>
                <div className="soft small">
                  {dayText(checkedOn)}
                  {byName && ` · ${byName}`}
                  {visitId && ` · ${say('recheck.byVisit')}`}
                </div>
                {note && <p>{note}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {adding && (
        <ActDialog<'aidCase.recheck', { verdict: RecheckVerdict; checkedOn: string; note?: string }>
          operation="aidCase.recheck"
          title={say('recheck.add')}
          done={say('recheck.saved')}
          initial={{ checkedOn: today }}
          inputOf={({ note, ...filled }) => ({ countyCode, id, recheckId, note: orNull(note), ...filled })}
          onClose={close}
        >
          <Form.Item
            name="verdict"
            label={say('recheck.verdict')}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <Radio.Group
              options={recheckVerdicts.keys.map(key => ({ value: key, label: recheckVerdicts.words[key] }))}
            />
          </Form.Item>
          <DayField name="checkedOn" label="recheck.checkedOn" />
          <TextField name="note" label="recheck.note" most={500} rows={3} needed={false} />
        </ActDialog>
      )}
    </Panel>
  )
}

export function JoinPanel({ aidCase, works }: PartProps) {
  const say = useWords()
  const [joining, setJoining] = useState(false)
  const canJoin = works && !isEnded(aidCase.stage)
  if (aidCase.tookIn.length === 0 && !canJoin) return null
  return (
    <Panel
      title={say('case.tookIn')}
      note={aidCase.tookIn.length === 0 ? say('join.note') : undefined}
      extra={canJoin && <Button onClick={() => setJoining(true)}>{say('join.add')}</Button>}
    >
      {aidCase.tookIn.length > 0 && (
        <ul className="case-lines">
          {aidCase.tookIn.map(one => (
            <li key={one.id}>
              <div>
                <LevelTag level={one.level} />
                <Go to={paths.aidCase(one)}>{one.trouble}</Go>
                <div className="soft small">{one.elderName}</div>
              </div>
            </li>
          ))}
        </ul>
      )}
      {joining && <JoinDialog aidCase={aidCase} onClose={() => setJoining(false)} />}
    </Panel>
  )
}

function JoinDialog({ aidCase, onClose }: { aidCase: AidCase; onClose: () => void }) {
  const say = useWords()
  const { countyCode, id, version } = aidCase
  const found = useAnswer('aidCase.mergeable', { countyCode, id })
  return (
    <ActDialog<'aidCase.merge', { intoId: string; note: string }>
      operation="aidCase.merge"
      title={say('join.title')}
      ok={say('join.add')}
      note={say('join.note')}
      done={say('join.saved')}
      inputOf={filled => ({ countyCode, id, version, ...filled })}
      onClose={onClose}
    >
      <Answered query={found}>
        {cases =>
          cases.length === 0 ? (
            <p className="warn-text">{say('join.nothing')}</p>
          ) : (
            <Form.Item
              name="intoId"
              label={say('join.into')}
              rules={[{ required: true, message: say('form.required') }]}
            >
              <Radio.Group className="join-choices">
                {cases.map(one => (
                  <Radio key={one.id} value={one.id}>
                    <LevelTag level={one.level} /> {one.trouble} <span className="soft">{one.elderName}</span>
                  </Radio>
                ))}
              </Radio.Group>
            </Form.Item>
          )
        }
      </Answered>
      <TextField name="note" label="join.why" most={500} rows={2} />
    </ActDialog>
  )
}
