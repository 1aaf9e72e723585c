// A need written down at the desk: in the record, or on the page that it came from, which is then its source.
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { type ServiceKind, serviceKinds } from '../../domain/service-orders/catalogue.ts'
import { type NeedSource, needSources } from '../../domain/service-orders/need.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Whose {
  countyCode: string
  elderId: string
  /** The page it was heard on. */
  from?: { source: NeedSource; id: string }
}

interface Heard {
  kind: ServiceKind
  source: NeedSource
  note?: string
  wantedBy?: string
}

/** What an alarm, an assessment or a case shows to be needed. */
export function RecordNeedButton({ countyCode, elderId, from }: Required<Whose>) {
  const say = useWords()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  if (!may('need:record')) return null
  return (
    <>
      <Button onClick={() => setRecording(true)}>{say('need.recordFrom')}</Button>
      {recording && <RecordNeed {...{ countyCode, elderId, from }} onClose={() => setRecording(false)} />}
    </>
  )
}

/** A visit raises its needs by itself; what comes from a page is written down there. */
const spokenSources = needSources.keys.filter(
  key => !['fromVisit', 'fromAssessment', 'fromAidCase'].includes(key),
)

export function RecordNeed({ countyCode, elderId, from, onClose }: Whose & { onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Heard>()
  const [id] = useState(newId)
  const act = useAct('need.record', ['order.ofElder', 'need.list'])
  const sources = from ? [from.source] : spokenSources
  const submit = ({ kind, source, note, wantedBy }: Heard) =>
    act.mutate(
      {
        ...{ countyCode, id, elderId, kind, source, sourceId: from?.id ?? null },
        ...{ note: note?.trim() || null, wantedBy: wantedBy || null },
      },
      {
        onSuccess: () => {
          notice.done(say('need.recorded'))
          onClose()
        },
      },
    )
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say(from ? 'need.recordFrom' : 'need.record')}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Heard>
        form={form}
        layout="vertical"
        initialValues={{ source: from?.source ?? 'byCall' }}
        onFinish={submit}
      >
        <Form.Item name="kind" label={say('svc.kind')} rules={required}>
          <Select options={serviceKinds.keys.map(key => ({ value: key, label: serviceKinds.words[key] }))} />
        </Form.Item>
        <Form.Item name="source" label={say('need.source')} rules={required}>
          <Select
            disabled={from !== undefined}
            options={sources.map(key => ({ value: key, label: needSources.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="wantedBy" label={say('need.wantedBy')}>
          <Input type="date" min={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="note" label={say('svc.note')}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
