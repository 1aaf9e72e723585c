// One complaint: what was said, what has been done, and the one step that comes next.
import { Alert, Button, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { OperationName } from '../../domain/api.ts'
import {
  type Complaint,
  type ComplaintOutcome,
  complaintDeeds,
  complaintKinds,
  complaintOutcomes,
  complaintSources,
  complaintStages,
} from '../../domain/settlements/complaint.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { fenOfYuan } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { Facts, Yuan } from './marks.tsx'
import './settlements.css'

export function ComplaintPage() {
  const may = useMay()
  const answer = useAnswer('complaint.get', useKey())
  return (
    <Answered query={answer}>
      {complaint => (
        <Whole complaint={complaint}>
          {may('complaint:work') ? (
            <NextStep key={complaint.stage} complaint={complaint} />
          ) : (
            <Watched complaint={complaint} />
          )}
        </Whole>
      )}
    </Answered>
  )
}

/** Above the county nobody works on a complaint: they see to it that the county does. */
function Watched({ complaint }: { complaint: Complaint }) {
  const say = useWords()
  return complaint.stage === 'complaintClosed' ? null : (
    <Panel title={say('complaints.watched')}>
      <p>{say('complaints.watchedWhat')}</p>
    </Panel>
  )
}

export function MyComplaintPage() {
  const answer = useAnswer('myComplaint.get', useKey())
  return (
    <Answered query={answer}>
      {complaint => (
        <Whole complaint={complaint}>
          {complaint.stage === 'awaitsAnswer' && <OwnAnswer complaint={complaint} />}
        </Whole>
      )}
    </Answered>
  )
}

const ownerText = ({ climbedPlace, ownerName }: Complaint) =>
  [climbedPlace, ownerName].filter(part => part !== null).join(' ') || '—'

/** Why it is where it is, and until when it stays there. */
function Climbed({ complaint }: { complaint: Complaint }) {
  const say = useWords()
  const { climbs, climbedOn, climbedPlace, isLate, nextClimbOn, nextPlace, settleDueOn, stage } = complaint
  if (stage === 'complaintClosed') return null
  const next =
    nextClimbOn === null
      ? climbedPlace && say('complaints.climbsNoMore')
      : say('complaints.climbsNext', { day: dayText(nextClimbOn), place: nextPlace ?? '' })
  if (climbedOn === null || climbedPlace === null)
    return isLate ? (
      <Alert type="warning" showIcon title={say('complaints.isLate')} description={next} />
    ) : null
  return (
    <Alert
      type="error"
      showIcon
      title={say(climbs === 1 ? 'complaints.climbedToWork' : 'complaints.climbed', { place: climbedPlace })}
      description={`${say('complaints.climbedWhy', { due: dayText(settleDueOn), day: dayText(climbedOn) })}${next ?? ''}`}
    />
  )
}

function Whole({ complaint, children }: { complaint: Complaint; children: React.ReactNode }) {
  const say = useWords()
  const { countyCode, elderId, elderName } = complaint
  return (
    <Page title={say('complaints.one', { name: elderName, kind: complaintKinds.words[complaint.kind] })}>
      <Climbed complaint={complaint} />
      <Panel title={complaintStages.words[complaint.stage]}>
        <p className="strong">{complaint.words}</p>
        <Facts
          rows={[
            [
              say('claims.elder'),
              <Go key="elder" to={paths.elder({ countyCode, id: elderId })}>
                {elderName}
              </Go>,
            ],
            [say('claims.item'), `${complaint.itemName} ${complaint.orderCode}`],
            [say('claims.provider'), complaint.providerName],
            [say('complaints.source'), complaintSources.words[complaint.source]],
            [say(complaint.climbs > 1 ? 'complaints.watcher' : 'complaints.owner'), ownerText(complaint)],
            [say('complaints.openedAt'), instantText(complaint.openedAt)],
            [say('complaints.answerDue'), dayText(complaint.answerDueOn)],
            [say('complaints.settleDue'), dayText(complaint.settleDueOn)],
            ...(complaint.outcome
              ? ([[say('complaints.outcome'), complaintOutcomes.words[complaint.outcome]]] as const)
              : []),
            ...(complaint.refundFen === null
              ? []
              : ([[say('complaints.refund'), <Yuan key="fen" fen={complaint.refundFen} />]] as const)),
          ]}
        />
      </Panel>
      {children}
      <Panel title={say('claims.story')}>
        <ol className="line-story">
          {complaint.events.map(event => (
            <li key={event.id}>
              <span className="strong">{complaintDeeds.words[event.deed]}</span>{' '}
              <span className="soft small">
                {event.byName ??
                  say(event.deed === 'climbComplaint' ? 'complaints.byClock' : 'complaints.nobody')}{' '}
                · {instantText(event.at)}
              </span>
              {event.words && (
                <>
                  <br />
                  {event.words}
                </>
              )}
            </li>
          ))}
        </ol>
      </Panel>
    </Page>
  )
}

const stale = ['complaint.get', 'complaint.list', 'myComplaint.get', 'myComplaint.list'] as const

function NextStep({ complaint }: { complaint: Complaint }) {
  switch (complaint.stage) {
    case 'awaitsAnswer':
    case 'awaitsOutcome':
      return <Outcome complaint={complaint} />
    case 'puttingRight':
      return <Words complaint={complaint} operation="complaint.madeGood" title="complaints.madeGood" />
    case 'awaitsSecondLook':
      return <SecondLook complaint={complaint} />
    case 'complaintClosed':
      return null
  }
}

interface Decided {
  outcome: ComplaintOutcome
  refundYuan?: number
  words: string
}

function Outcome({ complaint: { countyCode, id, stage } }: { complaint: Complaint }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Decided>()
  const outcome = Form.useWatch('outcome', form)
  const act = useAct('complaint.decide', stale)
  const required = [{ required: true, message: say('form.required') }]
  const send = ({ outcome: chosen, refundYuan, words }: Decided) =>
    act.mutate(
      {
        ...{ countyCode, id, outcome: chosen, words },
        refundFen: chosen === 'giveBack' ? fenOfYuan(refundYuan ?? null) : null,
      },
      { onSuccess: () => notice.done(say('complaints.decided')) },
    )
  return (
    <Panel
      title={say('complaints.decide')}
      note={say(stage === 'awaitsAnswer' ? 'complaints.noAnswerYet' : 'complaints.decideWhat')}
    >
      <Form<Decided> form={form} layout="vertical" onFinish={send}>
        <Form.Item name="outcome" label={say('complaints.outcome')} rules={required}>
          <Radio.Group
            size="large"
            optionType="button"
            options={complaintOutcomes.keys.map(key => ({ value: key, label: complaintOutcomes.words[key] }))}
          />
        </Form.Item>
        {outcome === 'giveBack' && (
          <Form.Item
            name="refundYuan"
            label={say('complaints.refund')}
            extra={say('complaints.refundHelp')}
            rules={required}
          >
            <InputNumber min={0.01} max={1e6} precision={2} />
          </Form.Item>
        )}
        <Form.Item name="words" label={say('complaints.says')} rules={required}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={act.isPending}>
          {say('complaints.decide')}
        </Button>
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Panel>
  )
}

interface WordsProps {
  complaint: Complaint
  operation: Extract<OperationName, 'complaint.madeGood' | 'myComplaint.answer'>
  title: 'complaints.madeGood' | 'complaints.answer'
}

function Words({ complaint: { countyCode, id }, operation, title }: WordsProps) {
  const say = useWords()
  const notice = useNotice()
  const [words, setWords] = useState('')
  const act = useAct(operation, stale)
  return (
    <Panel title={say(title)}>
      <Input.TextArea
        aria-label={say(title)}
        rows={3}
        maxLength={1000}
        showCount
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <p className="below">
        <Button
          type="primary"
          size="large"
          disabled={words.trim() === ''}
          loading={act.isPending}
          onClick={() =>
            act.mutate({ countyCode, id, words }, { onSuccess: () => notice.done(say('complaints.kept')) })
          }
        >
          {say(title)}
        </Button>
      </p>
      {act.isError && <Trouble error={act.error} />}
    </Panel>
  )
}

function OwnAnswer({ complaint }: { complaint: Complaint }) {
  return <Words complaint={complaint} operation="myComplaint.answer" title="complaints.answer" />
}

function SecondLook({ complaint: { countyCode, id } }: { complaint: Complaint }) {
  const say = useWords()
  const notice = useNotice()
  const [words, setWords] = useState('')
  const act = useAct('complaint.lookAgain', stale)
  const send = (closes: boolean) =>
    act.mutate({ countyCode, id, closes, words }, { onSuccess: () => notice.done(say('complaints.kept')) })
  const empty = words.trim() === ''
  return (
    <Panel title={say('complaints.secondLook')} note={say('complaints.secondWhat')}>
      <Input.TextArea
        aria-label={say('complaints.says')}
        rows={3}
        maxLength={1000}
        showCount
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <p className="below">
        <Button
          type="primary"
          size="large"
          disabled={empty}
          loading={act.isPending}
          onClick={() => send(true)}
        >
          {say('complaints.close')}
        </Button>{' '}
        <Button size="large" disabled={empty} loading={act.isPending} onClick={() => send(false)}>
          {say('complaints.reopen')}
        </Button>
      </p>
      {act.isError && <Trouble error={act.error} />}
    </Panel>
  )
}
