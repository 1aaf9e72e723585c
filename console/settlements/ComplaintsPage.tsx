// Complaints about services, with their clocks; and how one is taken down.
import { Button, Form, Input, Modal, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import {
  type ComplaintRow,
  complaintKinds,
  complaintOutcomes,
  complaintSources,
  complaintStages,
} from '../../domain/settlements/complaint.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { ElderPicker } from '../elders/family/ElderPicker.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import './settlements.css'

export function ComplaintsPage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const [taking, setTaking] = useState(false)
  const region = filters.region ?? post.regionCode
  const open = filters.shown !== 'all'
  const list = usePages('complaint.list', { regionCode: region, open })
  return (
    <Page
      title={say('complaints.title')}
      above={<RegionBar code={region} to={code => paths.complaints({ region: code })} />}
      actions={
        may('complaint:work') && (
          <>
            <Button type="primary" onClick={() => setTaking(true)}>
              {say('complaints.take')}
            </Button>
            <Button onClick={() => go(paths.serviceCalls({ region }))}>{say('serviceCalls.title')}</Button>
          </>
        )
      }
    >
      <p className="soft">{say('complaints.what')}</p>
      <search className="filters no-print">
        <Segmented
          size="large"
          value={open ? 'open' : 'all'}
          options={[
            { value: 'open', label: say('complaints.open') },
            { value: 'all', label: say('complaints.all') },
          ]}
          onChange={chosen => change({ shown: chosen === 'all' ? 'all' : undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say(open ? 'complaints.noneOpen' : 'complaints.none')}>
          {rows => <ComplaintTable rows={rows} to={row => paths.complaint(row)} />}
        </Paged>
      </Panel>
      {taking && <ComplaintDialog region={region} given={null} onClose={() => setTaking(false)} />}
    </Page>
  )
}

/** What elders and families say of one’s own services, to be answered. */
export function MyComplaintsPage() {
  const say = useWords()
  const { post } = useSession()
  const list = usePages('myComplaint.list', { countyCode: post.regionCode.slice(0, 6) })
  return (
    <Page title={say('complaints.mine')}>
      <p className="soft">{say('complaints.mineWhat')}</p>
      <Panel>
        <Paged list={list} nothing={say('complaints.none')}>
          {rows => <ComplaintTable rows={rows} to={row => paths.myComplaint(row)} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function ComplaintTable({ rows, to }: { rows: readonly ComplaintRow[]; to: (row: ComplaintRow) => string }) {
  const say = useWords()
  return (
    <CardTable<ComplaintRow>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('claims.elder'),
          render: (_, row) => (
            <Go to={to(row)} className="strong">
              {row.elderName}
            </Go>
          ),
        },
        { key: 'kind', title: say('complaints.kind'), render: (_, row) => complaintKinds.words[row.kind] },
        { key: 'item', title: say('claims.item'), dataIndex: 'itemName' },
        { key: 'provider', title: say('claims.provider'), dataIndex: 'providerName' },
        {
          key: 'owner',
          title: say('complaints.owner'),
          render: (_, row) => (
            <>
              {row.ownerName ?? '—'}
              {row.climbedPlace !== null && row.stage !== 'complaintClosed' && (
                <div>
                  <Tag color="error">{say('complaints.climbedTo', { place: row.climbedPlace })}</Tag>
                </div>
              )}
            </>
          ),
        },
        {
          key: 'due',
          title: say('complaints.due'),
          render: (_, row) => (
            <span className={row.isLate ? 'warn-text' : undefined}>
              {dayText(row.stage === 'awaitsAnswer' && row.climbs === 0 ? row.answerDueOn : row.settleDueOn)}
              {row.isLate && ` ${say('complaints.late')}`}
              {row.isLate && row.nextClimbOn !== null && (
                <div className="soft small">
                  {say('complaints.next', { day: dayText(row.nextClimbOn), place: row.nextPlace ?? '' })}
                </div>
              )}
            </span>
          ),
        },
        {
          key: 'stage',
          title: say('claims.state'),
          render: (_, row) => (
            <>
              <Tag color={row.stage === 'complaintClosed' ? 'success' : 'warning'}>
                {complaintStages.words[row.stage]}
              </Tag>
              {row.outcome && <Tag>{complaintOutcomes.words[row.outcome]}</Tag>}
            </>
          ),
        },
      ]}
    />
  )
}

interface Filled {
  elderId: string
  orderId: string
  source: (typeof complaintSources.keys)[number]
  kind: (typeof complaintKinds.keys)[number]
  words: string
}

interface DialogProps {
  region: string
  /** The order is known already when it was said in a call. */
  given: { countyCode: string; orderId: string; callId: string } | null
  onClose: () => void
}

export function ComplaintDialog({ region, given, onClose }: DialogProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const [elder, setElder] = useState<{ countyCode: string; elderId: string } | null>(null)
  const orders = useAnswer('complaint.orders', elder ?? { countyCode: '222402', elderId: id }, {
    enabled: elder !== null,
  })
  const act = useAct('complaint.open', ['complaint.list', 'serviceCall.list'])
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  const send = ({ orderId, source, kind, words }: Filled) => {
    const countyCode = given?.countyCode ?? elder?.countyCode ?? region.slice(0, 6)
    act.mutate(
      {
        ...{ countyCode, id, orderId: given?.orderId ?? orderId, kind, words },
        ...{ source: given ? 'callBackSays' : source, callId: given?.callId ?? null },
      },
      {
        onSuccess: () => {
          notice.done(say('complaints.taken'))
          onClose()
          go(paths.complaint({ countyCode, id }))
        },
      },
    )
  }
  return (
    <Modal
      open
      title={say('complaints.take')}
      okText={say('complaints.take')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled> form={form} layout="vertical" onFinish={send}>
        {!given && (
          <>
            <Form.Item name="elderId" label={say('claims.elder')} rules={required}>
              <ElderPicker
                regionCode={region}
                without=""
                onPicked={row => setElder({ countyCode: row.countyCode, elderId: row.id })}
              />
            </Form.Item>
            <Form.Item name="orderId" label={say('complaints.order')} rules={required}>
              <Select
                disabled={elder === null}
                notFoundContent={say('complaints.noOrders')}
                options={(orders.data?.rows ?? []).map(row => ({
                  value: row.id,
                  label: `${dayText(row.plannedOn)} ${row.itemName} · ${row.providerName}`,
                }))}
              />
            </Form.Item>
            <Form.Item name="source" label={say('complaints.source')} rules={required}>
              <Select
                options={complaintSources.keys.map(key => ({
                  value: key,
                  label: complaintSources.words[key],
                }))}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="kind" label={say('complaints.kind')} rules={required}>
          <Select
            options={complaintKinds.keys.map(key => ({ value: key, label: complaintKinds.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="words" label={say('complaints.words')} rules={required}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}
