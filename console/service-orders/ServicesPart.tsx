// Services in an elder's record: what she needs, what comes every week, and her orders.
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import { type ServiceKind, serviceKinds } from '../../domain/service-orders/catalogue.ts'
import { type NeedSource, needSources } from '../../domain/service-orders/need.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Trouble } from '../states.tsx'
import { NeedsTable } from './NeedsPage.tsx'
import { OrdersTable } from './OrdersTable.tsx'

export function ServicesPart({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  const answer = useAnswer('order.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  return (
    <Answered query={answer}>
      {({ needs, orders }) => (
        <>
          <Panel
            title={say('need.title')}
            extra={
              may('need:record') &&
              elder.endedOn === null && (
                <Button type="primary" onClick={() => setRecording(true)}>
                  {say('need.record')}
                </Button>
              )
            }
          >
            {needs.length === 0 ? (
              <p className="soft">{say('part.servicesNone')}</p>
            ) : (
              <NeedsTable rows={needs} />
            )}
          </Panel>
          <Panel title={say('order.title')}>
            {orders.length === 0 ? (
              <p className="soft">{say('need.noOrders')}</p>
            ) : (
              <OrdersTable rows={orders} to={paths.order} />
            )}
          </Panel>
          {recording && <RecordNeed elder={elder} onClose={() => setRecording(false)} />}
        </>
      )}
    </Answered>
  )
}

interface Heard {
  kind: ServiceKind
  source: NeedSource
  note?: string
  wantedBy?: string
}

/** A visit raises its needs by itself. */
const sources = needSources.keys.filter(key => key !== 'fromVisit')

function RecordNeed({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const [form] = Form.useForm<Heard>()
  const [id] = useState(newId)
  const act = useAct('need.record', ['order.ofElder', 'need.list'])
  const submit = ({ kind, source, note, wantedBy }: Heard) =>
    act.mutate(
      {
        ...{ countyCode: elder.countyCode, id, elderId: elder.id, kind, source },
        ...{ note: note?.trim() || null, wantedBy: wantedBy || null },
      },
      { onSuccess: onClose },
    )
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('need.record')}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Heard> form={form} layout="vertical" initialValues={{ source: 'byCall' }} onFinish={submit}>
        <Form.Item name="kind" label={say('svc.kind')} rules={required}>
          <Select options={serviceKinds.keys.map(key => ({ value: key, label: serviceKinds.words[key] }))} />
        </Form.Item>
        <Form.Item name="source" label={say('need.source')} rules={required}>
          <Select options={sources.map(key => ({ value: key, label: needSources.words[key] }))} />
        </Form.Item>
        <Form.Item name="wantedBy" label={say('need.wantedBy')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="note" label={say('svc.note')}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
