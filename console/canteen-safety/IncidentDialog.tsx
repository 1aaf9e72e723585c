// People are unwell after a meal: who, how, since when. Two of them stop the kitchen, and the form says so.
import { Button, Checkbox, Form, Input, InputNumber, Modal, Space } from 'antd'
import { useState } from 'react'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { FindElder } from '../canteens/FindElder.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble } from '../states.tsx'

interface Filled {
  noticedAt: string
  symptoms: string
  ill: { elderId?: string; inHospital?: boolean }[]
  othersIll?: number
}

interface IncidentProps {
  place: { countyCode: string; canteenId: string }
  /** More people of one that stands open. */
  incidentId?: string
  onClose: () => void
}

const refreshed = ['safety.get', 'safety.standing', 'safety.list', 'canteen.get', 'foodIncident.get'] as const

/** '2026-11-26T13:05' as a field of the browser wants it. */
const localNow = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16)

export function IncidentDialog({ place, incidentId, onClose }: IncidentProps) {
  const say = useWords()
  const go = useGo()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const safety = useAnswer('safety.get', place)
  const record = useAct('foodIncident.record', [...refreshed])
  const add = useAct('foodIncident.addIll', [...refreshed])
  const save = ({ noticedAt, symptoms, ill = [], othersIll = 0 }: Filled) => {
    const told = ill.flatMap(({ elderId, inHospital = false }) => (elderId ? [{ elderId, inHospital }] : []))
    if (incidentId !== undefined) {
      const { countyCode } = place
      add.mutate({ countyCode, id: incidentId, ill: told, othersIll }, { onSuccess: onClose })
      return
    }
    const at = new Date(`${noticedAt}:00+08:00`).toISOString()
    record.mutate(
      { ...place, id, noticedAt: at, symptoms, ill: told, othersIll },
      { onSuccess: () => go(paths.foodIncident({ countyCode: place.countyCode, id })) },
    )
  }
  const required = { required: true, whitespace: true, message: say('form.required') }
  const act = incidentId === undefined ? record : add
  return (
    <Modal
      open
      title={say(incidentId === undefined ? 'safety.report' : 'incident.addIll')}
      okText={say('incident.send')}
      cancelText={say('safety.cancel')}
      okButtonProps={{ danger: true, loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('incident.reportNote', { count: safety.data?.illAtLeast ?? 2 })}</p>
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ noticedAt: localNow(), ill: [{}] }}
      >
        <Form.List name="ill">
          {(fields, { add: addLine }) => (
            <>
              {fields.map(field => (
                <Space key={field.key} align="end" wrap>
                  <Form.Item name={[field.name, 'elderId']} label={say('incident.who')}>
                    <Elder of={place} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'inHospital']} valuePropName="checked">
                    <Checkbox>{say('incident.inHospital')}</Checkbox>
                  </Form.Item>
                </Space>
              ))}
              <Button onClick={() => addLine({})}>{say('incident.addWho')}</Button>
            </>
          )}
        </Form.List>
        <Form.Item name="othersIll" label={say('incident.others')} className="below">
          <InputNumber min={0} max={500} />
        </Form.Item>
        {incidentId === undefined && (
          <>
            <Form.Item name="noticedAt" label={say('incident.noticedAt')} rules={[required]}>
              <Input type="datetime-local" max={localNow()} />
            </Form.Item>
            <Form.Item name="symptoms" label={say('incident.symptoms')} rules={[required]}>
              <Input.TextArea rows={2} maxLength={200} showCount />
            </Form.Item>
          </>
        )}
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}

interface ElderProps {
  of: { countyCode: string; canteenId: string }
  value?: string
  id?: string
  onChange?: (elderId: string) => void
}

function Elder(props: ElderProps) {
  return (
    <div className="safety-elder">
      <FindElder {...props} />
    </div>
  )
}
