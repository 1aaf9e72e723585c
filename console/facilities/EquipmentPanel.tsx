// What stands in a place: bath sets above all, how many, in use or not, and who paid.
import { Button, Form, Input, InputNumber, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import {
  type EquipmentCondition,
  type EquipmentKind,
  equipmentConditions,
  equipmentKinds,
} from '../../domain/facilities/facility.ts'
import type { EquipmentLine, Facility } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { EndDialog } from '../canteens/EndDialog.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Nothing, Trouble, useNotice } from '../states.tsx'
import { stale } from './stale.ts'
import { optionsOf, RowActs } from './standing.tsx'

interface EquipmentProps {
  facility: Facility
  equipment: readonly EquipmentLine[]
}

export function EquipmentPanel({ facility, equipment }: EquipmentProps) {
  const say = useWords()
  const may = useMay()
  const [editing, setEditing] = useState<EquipmentLine | 'new' | null>(null)
  const [ending, setEnding] = useState<EquipmentLine | null>(null)
  const end = useAct('facility.endEquipment', stale)
  const manages = may('facility:manage')
  const key = { countyCode: facility.countyCode, id: facility.id }
  return (
    <Panel
      title={say('kit.title')}
      extra={manages && <Button onClick={() => setEditing('new')}>{say('kit.add')}</Button>}
    >
      {equipment.length === 0 ? (
        <Nothing>{say('kit.none')}</Nothing>
      ) : (
        <CardTable<EquipmentLine>
          rowKey="id"
          dataSource={[...equipment]}
          pagination={false}
          columns={[
            { key: 'kind', title: say('kit.kind'), render: (_, row) => equipmentKinds.words[row.kind] },
            { key: 'pieces', title: say('kit.pieces'), dataIndex: 'pieces', className: 'facility-day' },
            {
              key: 'condition',
              title: say('kit.condition'),
              className: 'facility-day',
              render: (_, row) => <Condition of={row.condition} />,
            },
            {
              key: 'received',
              title: say('kit.received'),
              className: 'facility-day',
              render: (_, row) => row.receivedOn ?? '—',
            },
            { key: 'source', title: say('kit.source'), render: (_, row) => row.source ?? '—' },
            ...(manages
              ? [
                  {
                    key: 'acts',
                    className: 'no-print facility-day',
                    render: (_: unknown, row: EquipmentLine) => (
                      <RowActs
                        words={[say('kit.edit'), say('kit.end')]}
                        onEdit={() => setEditing(row)}
                        onEnd={() => setEnding(row)}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {editing && (
        <LineDialog of={key} held={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {ending && (
        <EndDialog
          title={say('kit.endTitle')}
          note={say('kit.endNote', { name: equipmentKinds.words[ending.kind] })}
          submit={say('kit.end')}
          act={end}
          input={{ ...key, equipmentId: ending.id, endedOn: dayOf(new Date()) }}
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}

function Condition({ of: condition }: { of: EquipmentCondition }) {
  const word = equipmentConditions.words[condition]
  return condition === 'inUse' ? <span>{word}</span> : <Tag color="warning">{word}</Tag>
}

interface Filled {
  kind: EquipmentKind
  pieces: number
  condition: EquipmentCondition
  receivedOn?: string | null
  source?: string | null
}

interface LineDialogProps {
  of: { countyCode: string; id: string }
  held: EquipmentLine | null
  onClose: () => void
}

function LineDialog({ of, held, onClose }: LineDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [equipmentId] = useState(() => held?.id ?? newId())
  const [form] = Form.useForm<Filled>()
  const keep = useAct('facility.keepEquipment', stale)
  const required = { required: true, message: say('form.required') }
  const save = ({ receivedOn, source, ...filled }: Filled) =>
    keep.mutate(
      { ...of, equipmentId, ...filled, receivedOn: receivedOn || null, source: source?.trim() || null },
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
      title={say('kit.add')}
      okText={say('facility.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={held ?? { kind: 'bathSet', pieces: 1, condition: 'inUse' }}
      >
        <Form.Item name="kind" label={say('kit.kind')} rules={[required]}>
          <Select options={optionsOf(equipmentKinds)} />
        </Form.Item>
        <Form.Item name="pieces" label={say('kit.pieces')} rules={[required]}>
          <InputNumber min={1} max={5000} precision={0} />
        </Form.Item>
        <Form.Item name="condition" label={say('kit.condition')} rules={[required]}>
          <Select options={optionsOf(equipmentConditions)} />
        </Form.Item>
        <Form.Item name="receivedOn" label={say('kit.received')}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="source" label={say('kit.source')}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}
