// Near ten beds: what the law asks, said as help, and how far the place has come.
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type FilingStep, filingStepKinds } from '../../domain/facilities/facility.ts'
import type { Facility, FacilityParts } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { stale } from './stale.ts'

export function FilingPanel({ parts: { facility, filing, filingSteps } }: { parts: FacilityParts }) {
  const say = useWords()
  const may = useMay()
  const [keeping, setKeeping] = useState(false)
  const drop = useAct('facility.dropFilingStep', stale)
  if (filing === null && filingSteps.length === 0) return null
  const manages = may('facility:manage')
  const isOver = facility.flags.includes('mustFile')
  return (
    <Panel
      title={say('filing.title')}
      extra={
        manages &&
        filing !== null &&
        filing.open.length > 0 && <Button onClick={() => setKeeping(true)}>{say('filing.keep')}</Button>
      }
    >
      {filing && (
        <Alert
          className="facility-advice"
          showIcon
          type={filing.next === null ? 'success' : isOver ? 'error' : 'warning'}
          title={filing.says}
          description={
            filing.next && (
              <>
                <b>{say('filing.next')}</b>
                {filing.next.how}
              </>
            )
          }
        />
      )}
      {filingSteps.length > 0 && (
        <ul className="network-lines">
          {filingSteps.map(one => (
            <li key={one.step}>
              {`${one.doneOn} ${filingStepKinds.words[one.step]}`}
              <span className="soft small">
                {[one.note, one.doneByName].filter(Boolean).map(word => `；${word}`)}
              </span>
              {manages && (
                <Button
                  type="link"
                  size="small"
                  className="no-print"
                  onClick={() =>
                    drop.mutate({ countyCode: facility.countyCode, id: facility.id, step: one.step })
                  }
                >
                  {say('filing.drop')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {drop.isError && <Trouble error={drop.error} />}
      {keeping && filing && (
        <KeepDialog facility={facility} open={filing.open} onClose={() => setKeeping(false)} />
      )}
    </Panel>
  )
}

interface Filled {
  step: FilingStep
  doneOn: string
  note?: string
}

function KeepDialog({
  facility,
  open,
  onClose,
}: {
  facility: Facility
  open: readonly FilingStep[]
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const keep = useAct('facility.keepFilingStep', stale)
  const required = { required: true, message: say('form.required') }
  const save = ({ note, ...filled }: Filled) =>
    keep.mutate(
      { countyCode: facility.countyCode, id: facility.id, ...filled, note: note?.trim() || null },
      {
        onSuccess: () => {
          notice.done(say('facility.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('filing.keep')}
      okText={say('facility.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ step: open[0], doneOn: dayOf(new Date()) }}
      >
        <Form.Item name="step" label={say('filing.done')} rules={[required]}>
          <Select options={open.map(step => ({ value: step, label: filingStepKinds.words[step] }))} />
        </Form.Item>
        <Form.Item name="doneOn" label={say('filing.day')} rules={[required]}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="note" label={say('filing.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}
