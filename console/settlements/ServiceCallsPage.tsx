// Calls about services: drawn from a month, rung from a list that can be printed, answered by two questions.
import { Button, Form, Input, Modal, Progress, Radio, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { showTelephone } from '../../domain/elders/telephone.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { servedAnswers } from '../../domain/settlements/service-call.ts'
import { callBackStates, satisfiedAnswers } from '../../domain/visit-truth/call-back.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { type RowOf, useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Trouble, useNotice, useSentence } from '../states.tsx'
import { ComplaintDialog } from './ComplaintsPage.tsx'
import './settlements.css'

type Draw = RowOf<'serviceCall.draws'>
type Call = RowOf<'serviceCall.list'>

export function ServiceCallsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const [drawing, setDrawing] = useState(false)
  const region = filters.region ?? post.regionCode
  return (
    <Page
      title={say('serviceCalls.title')}
      above={<RegionBar code={region} to={code => paths.serviceCalls({ region: code })} />}
      actions={
        <>
          <Button type="primary" onClick={() => setDrawing(true)}>
            {say('serviceCalls.draw')}
          </Button>
          <Button onClick={() => window.print()}>{say('bills.print')}</Button>
          <Button onClick={() => go(paths.complaints({ region }))}>{say('complaints.title')}</Button>
        </>
      }
    >
      <Draws region={region} />
      <Calls region={region} />
      {drawing && <DrawDialog region={region} onClose={() => setDrawing(false)} />}
    </Page>
  )
}

function Draws({ region }: { region: string }) {
  const say = useWords()
  const list = usePages('serviceCall.draws', { regionCode: region, limit: 10 })
  return (
    <Panel title={say('serviceCalls.draws')} note={say('serviceCalls.what')} className="no-print">
      <Paged list={list} nothing={say('serviceCalls.noDraws')}>
        {rows => (
          <CardTable<Draw>
            rowKey="id"
            dataSource={rows}
            pagination={false}
            columns={[
              { key: 'month', title: say('claims.month'), render: (_, row) => monthText(row.month) },
              { key: 'place', title: say('serviceCalls.place'), dataIndex: 'regionName' },
              {
                key: 'drawn',
                title: say('serviceCalls.drawn'),
                render: (_, row) => say('serviceCalls.ofPool', { drawn: row.drawn, pool: row.poolSize }),
              },
              {
                key: 'done',
                title: say('serviceCalls.done'),
                width: 160,
                render: (_, row) => (
                  <Progress
                    percent={row.drawn === 0 ? 0 : Math.round((row.done / row.drawn) * 100)}
                    format={() => `${row.done}/${row.drawn}`}
                  />
                ),
              },
              { key: 'satisfied', title: satisfiedAnswers.words.satisfied, dataIndex: 'satisfied' },
              {
                key: 'denied',
                title: servedAnswers.words.nobodyServes,
                render: (_, row) =>
                  row.denied === 0 ? 0 : <span className="warn-text strong">{row.denied}</span>,
              },
              { key: 'check', title: '', render: (_, row) => <CheckDraw draw={row} /> },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}

/** Drawing again from the kept seed: anybody who may read can see that nobody chose. */
function CheckDraw({ draw: { countyCode, id, seed } }: { draw: Draw }) {
  const say = useWords()
  const sentence = useSentence()
  const [asked, setAsked] = useState(false)
  const check = useAnswer('serviceCall.check', { countyCode, id }, { enabled: asked })
  if (!asked) return <Button onClick={() => setAsked(true)}>{say('serviceCalls.check')}</Button>
  if (check.isError) return <span className="warn-text">{sentence(check.error)}</span>
  if (!check.data) return <span className="soft">{say('state.loading')}</span>
  return (
    <span role="status" className={check.data.same ? 'good-text' : 'warn-text'}>
      {say(check.data.same ? 'serviceCalls.same' : 'serviceCalls.different', { seed: seed.slice(0, 8) })}
    </span>
  )
}

function Calls({ region }: { region: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const [calling, setCalling] = useState<Call | null>(null)
  const open = filters.shown !== 'all'
  const list = usePages('serviceCall.list', { regionCode: region, open })
  return (
    <Panel title={say('serviceCalls.list')}>
      <search className="filters no-print">
        <Segmented
          size="large"
          value={open ? 'open' : 'all'}
          options={[
            { value: 'open', label: say('serviceCalls.toRing') },
            { value: 'all', label: say('complaints.all') },
          ]}
          onChange={chosen => change({ shown: chosen === 'all' ? 'all' : undefined })}
        />
      </search>
      <Paged list={list} nothing={say('serviceCalls.none')}>
        {rows => (
          <CardTable<Call>
            rowKey="id"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'elder',
                title: say('claims.elder'),
                render: (_, row) => <span className="strong">{row.elderName}</span>,
              },
              { key: 'place', title: say('serviceCalls.place'), dataIndex: 'regionName' },
              { key: 'item', title: say('claims.item'), dataIndex: 'itemName' },
              { key: 'served', title: say('claims.servedOn'), render: (_, row) => dayText(row.servedOn) },
              { key: 'provider', title: say('claims.provider'), dataIndex: 'providerName' },
              {
                key: 'state',
                title: say('claims.state'),
                render: (_, row) => (
                  <span className="fault-tags">
                    <Tag>{callBackStates.words[row.state]}</Tag>
                    {row.served && (
                      <Tag color={row.served === 'nobodyServes' ? 'error' : 'success'}>
                        {servedAnswers.words[row.served]}
                      </Tag>
                    )}
                    {row.satisfied && <Tag>{satisfiedAnswers.words[row.satisfied]}</Tag>}
                  </span>
                ),
              },
              {
                key: 'call',
                title: '',
                render: (_, row) => <CallAct call={row} onCall={() => setCalling(row)} />,
              },
            ]}
          />
        )}
      </Paged>
      {calling && <CallDialog call={calling} region={region} onClose={() => setCalling(null)} />}
    </Panel>
  )
}

function CallAct({ call, onCall }: { call: Call; onCall: () => void }) {
  const say = useWords()
  if (call.complaintId)
    return (
      <Go to={paths.complaint({ countyCode: call.countyCode, id: call.complaintId })}>
        {say('serviceCalls.toComplaint')}
      </Go>
    )
  if (call.leftOn)
    return <span className="soft">{say('serviceCalls.left', { day: dayText(call.leftOn) })}</span>
  return (
    <Button className="no-print" onClick={onCall}>
      {say(call.state === 'gotAnswer' ? 'serviceCalls.more' : 'serviceCalls.ring')}
    </Button>
  )
}

function DrawDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const thisMonth = monthOf(dayOf(new Date()))
  const [month, setMonth] = useState(thisMonth)
  const act = useAct('serviceCall.draw', ['serviceCall.draws', 'serviceCall.list'])
  return (
    <Modal
      open
      title={say('serviceCalls.draw')}
      okText={say('serviceCalls.draw')}
      okButtonProps={{ loading: act.isPending }}
      onCancel={onClose}
      onOk={() =>
        act.mutate(
          { id, regionCode: region, month },
          {
            onSuccess: draw => {
              notice.done(say('serviceCalls.drawDone', { count: draw.drawn }))
              onClose()
            },
          },
        )
      }
    >
      <p>{say('serviceCalls.drawWhat')}</p>
      <Select
        size="large"
        className="filter-group"
        aria-label={say('claims.month')}
        value={month}
        options={[thisMonth, addMonths(thisMonth, -1)].map(one => ({ value: one, label: monthText(one) }))}
        onChange={setMonth}
      />
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}

interface Filled {
  state: 'gotAnswer' | 'unreachable' | 'refusedAnswer'
  served?: (typeof servedAnswers.keys)[number]
  satisfied?: (typeof satisfiedAnswers.keys)[number]
  note?: string
}

const outcomes = ['gotAnswer', 'unreachable', 'refusedAnswer'] as const

function CallDialog({ call, region, onClose }: { call: Call; region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [complaining, setComplaining] = useState(call.state === 'gotAnswer')
  const act = useAct('serviceCall.answer', ['serviceCall.list', 'serviceCall.draws'])
  const { countyCode, id } = call
  if (complaining)
    return (
      <ComplaintDialog
        region={region}
        given={{ countyCode, orderId: call.orderId, callId: id }}
        onClose={onClose}
      />
    )
  const send = (filled: Filled) =>
    act.mutate(
      {
        ...{ countyCode, id, state: filled.state },
        served: filled.state === 'gotAnswer' ? (filled.served ?? null) : null,
        satisfied: filled.served === 'wasServed' ? (filled.satisfied ?? null) : null,
        note: filled.note?.trim() || null,
      },
      {
        onSuccess: answered => {
          notice.done(say('serviceCalls.kept'))
          if (answered.served === 'nobodyServes' || answered.satisfied === 'notSatisfied')
            setComplaining(true)
          else onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('serviceCalls.ringTitle', { name: call.elderName })}
      okText={say('form.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        {say('serviceCalls.script', {
          day: dayText(call.servedOn),
          item: call.itemName,
          provider: call.providerName,
        })}
      </p>
      <Telephone call={call} />
      <Form<Filled> form={form} layout="vertical" className="below" onFinish={send}>
        <Questions />
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}

const choicesOf = (list: Readonly<Record<string, string>>, keys: readonly string[]) =>
  keys.map(key => ({ value: key, label: list[key] }))

/** Two questions to who was reached, none to who was not. */
function Questions() {
  const say = useWords()
  const form = Form.useFormInstance<Filled>()
  const state = Form.useWatch('state', form)
  const served = Form.useWatch('served', form)
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="state" label={say('serviceCalls.outcome')} rules={required}>
        <Radio.Group options={choicesOf(callBackStates.words, outcomes)} />
      </Form.Item>
      {state === 'gotAnswer' && (
        <Form.Item name="served" label={say('serviceCalls.served')} rules={required}>
          <Radio.Group options={choicesOf(servedAnswers.words, servedAnswers.keys)} />
        </Form.Item>
      )}
      {state === 'gotAnswer' && served === 'wasServed' && (
        <Form.Item name="satisfied" label={say('serviceCalls.satisfied')} rules={required}>
          <Radio.Group options={choicesOf(satisfiedAnswers.words, satisfiedAnswers.keys)} />
        </Form.Item>
      )}
      <Form.Item name="note" label={say('serviceCalls.note')}>
        <Input.TextArea rows={2} maxLength={300} showCount />
      </Form.Item>
    </>
  )
}

function Telephone({ call: { countyCode, elderId } }: { call: Call }) {
  const say = useWords()
  const unmask = useAct('elder.unmask')
  if (unmask.data)
    return (
      <p className="strong">
        {unmask.data.phone ? showTelephone(unmask.data.phone) : say('serviceCalls.noPhone')}
      </p>
    )
  return (
    <>
      <Button
        loading={unmask.isPending}
        onClick={() => unmask.mutate({ countyCode, id: elderId, reason: say('serviceCalls.title') })}
      >
        {say('serviceCalls.showPhone')}
      </Button>
      {unmask.isError && <Trouble error={unmask.error} />}
    </>
  )
}
