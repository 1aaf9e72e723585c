// One line: why it waits, order, proof and claim beside each other, and the one decision it asks for.
import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { payers } from '../../domain/service-orders/payers.ts'
import { timeText } from '../../domain/service-orders/time-share.ts'
import { claimLineKinds } from '../../domain/settlements/claim.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { splitText } from '../service-orders/words.ts'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { Facts, FaultList, LineState, LineStory, Yuan } from './marks.tsx'
import './settlements.css'

type File = Output<'claimLine.get'>

export function LinePage() {
  const say = useWords()
  const go = useGo()
  const answer = useAnswer('claimLine.get', useKey())
  return (
    <Answered query={answer}>
      {file => (
        <Page
          title={say('claims.lineTitle', { name: file.line.elderName ?? say('claims.noElder') })}
          actions={<Button onClick={() => go(paths.claims())}>{say('claims.toQueue')}</Button>}
        >
          <Reasons file={file} />
          <Decide file={file} />
          <Sides file={file} />
          <Story file={file} />
        </Page>
      )}
    </Answered>
  )
}

/** The provider sees the same, and answers instead of deciding. */
export function OwnLinePage() {
  const say = useWords()
  const go = useGo()
  const answer = useAnswer('myClaimLine.get', useKey())
  return (
    <Answered query={answer}>
      {file => (
        <Page
          title={say('claims.lineTitle', { name: file.line.elderName ?? say('claims.noElder') })}
          actions={
            <Button
              onClick={() => go(paths.myClaim({ countyCode: file.line.countyCode, id: file.line.claimId }))}
            >
              {say('claims.toClaim')}
            </Button>
          }
        >
          <Reasons file={file} />
          <AnswerForm file={file} />
          <Sides file={file} />
          <Story file={file} />
        </Page>
      )}
    </Answered>
  )
}

function Reasons({ file: { line } }: { file: File }) {
  const say = useWords()
  return (
    <Panel title={say('claims.reasons')} extra={<LineState state={line.state} />}>
      {line.faults.length === 0 ? (
        <p className="good-text">{say('claims.allAgrees')}</p>
      ) : (
        <FaultList faults={line.faults} />
      )}
    </Panel>
  )
}

function Sides({ file }: { file: File }) {
  const { line, order } = file
  const say = useWords()
  const at = (instant: string | null) => (instant === null ? '—' : instantText(instant))
  return (
    <div className="three-sides">
      <Panel title={say('claims.claimSide')}>
        <Facts
          rows={[
            [say('claims.provider'), line.providerName],
            [say('claims.month'), say('claims.monthLine', { month: monthText(line.month), line: line.line })],
            [say('claims.code'), line.orderCode ?? '—'],
            [say('claims.item'), line.itemName ?? '—'],
            ...(line.kind === 'feeLine'
              ? ([[say('claims.kind'), claimLineKinds.words[line.kind]]] as const)
              : []),
            [say('claims.servedOn'), dayText(line.servedOn)],
            [say('claims.quantity'), line.quantity],
            [say('claims.price'), <Yuan key="price" fen={line.unitPriceFen} />],
            [say('claims.sum'), <Yuan key="sum" fen={line.amountFen} />],
            ...(line.timeMinutes > 0
              ? ([
                  [payers.words.timeBank, say('claims.timeOwed', { time: timeText(line.timeMinutes) })],
                ] as const)
              : []),
          ]}
        />
      </Panel>
      <Panel title={say('claims.orderSide')}>
        {order === null ? (
          <p className="warn-text">{say('claims.noOrderSide')}</p>
        ) : (
          <Facts
            rows={[
              [say('claims.code'), order.code],
              [say('claims.item'), order.itemName],
              [say('claims.stage'), order.stage],
              [say('claims.planned'), at(order.plannedFrom)],
              [say('claims.standard'), say('claims.minutes', { minutes: order.standardMinutes })],
              [say('claims.price'), <Yuan key="price" fen={order.priceFen} />],
              [say('claims.split'), splitText(order.split, order.timeMinutes)],
              ...(order.timeMinutes > 0 ? ([['', say('bills.timeBankNote')]] as const) : []),
            ]}
          />
        )}
      </Panel>
      <ProofSide file={file} at={at} />
    </div>
  )
}

function ProofSide({
  file: { line, order, proof },
  at,
}: {
  file: File
  at: (instant: string | null) => string
}) {
  const say = useWords()
  return (
    <Panel title={say('claims.proofSide')}>
      {line.kind === 'feeLine' ? (
        <p>{say('claims.feeProof', { stage: order?.stage ?? '—' })}</p>
      ) : proof === null ? (
        <p className="warn-text">{say('claims.noProofSide')}</p>
      ) : (
        <Facts
          rows={[
            [say('claims.worker'), proof.workerName ?? '—'],
            [say('claims.signIn'), at(proof.signedInAt)],
            [say('claims.signOut'), at(proof.signedOutAt)],
            [
              say('claims.lasted'),
              proof.minutes === null ? '—' : say('claims.minutes', { minutes: proof.minutes }),
            ],
            [say('claims.place'), say(proof.hasPlace ? 'claims.yes' : 'claims.no')],
            [say('claims.vitals'), say(proof.hasVitals ? 'claims.yes' : 'claims.no')],
            [say('claims.photos'), say('claims.photoCount', { count: proof.photos })],
            [
              say('claims.confirmed'),
              [proof.confirmedBy, proof.confirmedAt && at(proof.confirmedAt)].filter(Boolean).join(' ') ||
                '—',
            ],
          ]}
        />
      )}
    </Panel>
  )
}

function Story({ file }: { file: File }) {
  const say = useWords()
  if (file.events.length === 0) return null
  return (
    <Panel title={say('claims.story')}>
      <LineStory events={file.events} />
    </Panel>
  )
}

interface Filled {
  deed: 'askProvider' | 'admit' | 'sendBack' | 'deny'
  words: string
}

const decidable = ['inQuestion', 'awaitsProvider', 'awaitsSecondYes']

function Decide({ file: { line, mayDecide } }: { file: File }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const act = useAct('claimLine.decide', ['claimLine.get', 'claim.queue', 'claim.counts', 'claim.lines'])
  if (!decidable.includes(line.state)) return null
  if (!mayDecide)
    return (
      <Panel title={say('claims.decide')}>
        <p>{say('claims.awaitsOther')}</p>
      </Panel>
    )
  const second = line.state === 'awaitsSecondYes'
  const deeds = second
    ? (['admit', 'sendBack', 'deny'] as const)
    : (['askProvider', 'admit', 'deny'] as const)
  const send = (filled: Filled) =>
    act.mutate(
      { countyCode: line.countyCode, id: line.id, ...filled },
      {
        onSuccess: () => {
          form.resetFields()
          notice.done(say('claims.decided'))
        },
      },
    )
  return (
    <Panel title={say('claims.decide')}>
      <Form<Filled> form={form} layout="vertical" onFinish={send}>
        <Form.Item name="deed" rules={[{ required: true, message: say('form.required') }]}>
          <Radio.Group
            size="large"
            optionType="button"
            options={deeds
              .filter(deed => deed !== 'askProvider' || line.state === 'inQuestion')
              .map(deed => ({ value: deed, label: say(`claims.deed.${deed}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="words"
          label={say('claims.words')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={act.isPending}>
          {say('claims.keep')}
        </Button>
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Panel>
  )
}

function AnswerForm({ file: { line, events } }: { file: File }) {
  const say = useWords()
  const notice = useNotice()
  const [words, setWords] = useState('')
  const act = useAct('myClaimLine.answer', ['myClaimLine.get', 'myClaim.lines', 'myClaim.get'])
  if (line.state !== 'awaitsProvider') return null
  const asked = events.findLast(event => event.deed === 'askProvider')
  return (
    <Panel title={say('claims.asked')}>
      <p className="strong">{asked?.words}</p>
      <Input.TextArea
        aria-label={say('claims.answer')}
        rows={3}
        maxLength={500}
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
            act.mutate(
              { countyCode: line.countyCode, id: line.id, words },
              { onSuccess: () => notice.done(say('claims.answered')), onError: notice.refused },
            )
          }
        >
          {say('claims.answer')}
        </Button>
      </p>
    </Panel>
  )
}
