// Who stands in for whom: what visitors asked among themselves, and what the office arranges.
import { Button, Form, Input, Modal, Popconfirm, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { type StandInReason, standInReasons, standInStates } from '../../domain/rounds/stand-in.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { type RowOf, useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

const colors = {
  awaitingYes: 'warning',
  takenOn: 'success',
  cannotCome: 'error',
  givenBack: 'default',
} as const

export function StandInList({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const [filters, change] = useFilters()
  const [arranging, setArranging] = useState(false)
  const state = standInStates.keys.find(key => key === filters.state)
  const list = usePages('standIn.list', { regionCode: region, ...(state && { state }) })
  return (
    <Panel
      note={say('standIn.what')}
      extra={
        may('round:plan') && (
          <Button type="primary" onClick={() => setArranging(true)}>
            {say('standIn.arrange')}
          </Button>
        )
      }
      title={say('rounds.standIns')}
    >
      <search className="filters no-print">
        <Segmented
          size="large"
          value={state ?? 'all'}
          options={[
            { value: 'all', label: say('standIn.all') },
            ...standInStates.keys.map(key => ({ value: key, label: standInStates.words[key] })),
          ]}
          onChange={chosen => change({ state: chosen === 'all' ? undefined : chosen })}
        />
      </search>
      <Paged list={list} nothing={say('standIn.none')}>
        {rows => <StandInTable rows={rows} />}
      </Paged>
      {arranging && <Arrange region={region} onClose={() => setArranging(false)} />}
    </Panel>
  )
}

function StandInTable({ rows }: { rows: RowOf<'standIn.list'>[] }) {
  const say = useWords()
  const may = useMay()
  return (
    <CardTable<RowOf<'standIn.list'>>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'main',
          title: say('standIn.main'),
          render: (_, row) => row.mainName ?? say('standIn.noMain'),
        },
        { key: 'days', title: say('standIn.days'), render: (_, row) => `${row.from} — ${row.to}` },
        {
          key: 'elders',
          title: say('rounds.elders'),
          align: 'right',
          render: (_, row) => figure(row.elders),
        },
        {
          key: 'reason',
          title: say('rounds.reason'),
          render: (_, row) => standInReasons.words[row.reason],
        },
        {
          key: 'carrier',
          title: say('standIn.carrier'),
          render: (_, row) => row.carrierName ?? row.askedName ?? say('standIn.anybody'),
        },
        {
          key: 'state',
          title: say('rounds.state'),
          render: (_, row) => <Tag color={colors[row.state]}>{standInStates.words[row.state]}</Tag>,
        },
        {
          key: 'act',
          title: say('rounds.acts'),
          render: (_, row) =>
            may('round:plan') && row.state !== 'givenBack' && <End countyCode={row.countyCode} id={row.id} />,
        },
      ]}
    />
  )
}

const stale = ['standIn.list', 'visitorLoad.read'] as const

function End({ countyCode, id }: { countyCode: string; id: string }) {
  const say = useWords()
  const notice = useNotice()
  const end = useAct('standIn.end', stale)
  return (
    <Popconfirm
      title={say('standIn.endSure')}
      okText={say('standIn.end')}
      cancelText={say('form.cancel')}
      onConfirm={() =>
        end.mutate(
          { countyCode, id },
          { onSuccess: () => notice.done(say('standIn.ended')), onError: notice.refused },
        )
      }
    >
      <Button loading={end.isPending}>{say('standIn.end')}</Button>
    </Popconfirm>
  )
}

interface Filled {
  accountId: string
  toAccountId: string
  from: string
  to: string
  reason: StandInReason
  note?: string
}

function Arrange({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const visitors = useAnswer('visitor.list', { regionCode: region })
  const arrange = useAct('standIn.arrange', stale)
  const required = [{ required: true, message: say('form.required') }]
  const options = (visitors.data ?? []).map(one => ({
    value: one.id,
    label: say('standIn.visitor', { name: one.name, count: one.elders }),
  }))
  const save = ({ note, ...filled }: Filled) =>
    arrange.mutate(
      { ...filled, countyCode: region.slice(0, 6), id: newId(), note: note?.trim() || null },
      {
        onSuccess: ({ elders }) => {
          notice.done(say('standIn.arranged', { count: elders }))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('standIn.arrange')}
      okText={say('standIn.save')}
      okButtonProps={{ loading: arrange.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ reason: 'sick', from: dayOf(new Date()), to: dayOf(new Date()) }}
        onFinish={save}
      >
        <Form.Item name="accountId" label={say('standIn.main')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} loading={visitors.isPending} options={options} />
        </Form.Item>
        <Form.Item name="toAccountId" label={say('standIn.carrier')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} loading={visitors.isPending} options={options} />
        </Form.Item>
        <Form.Item name="from" label={say('standIn.from')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={say('standIn.to')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="reason" label={say('rounds.reason')} rules={required}>
          <Select
            options={standInReasons.keys
              .filter(key => key !== 'byPlan')
              .map(key => ({ value: key, label: standInReasons.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="note" label={say('standIn.note')}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
      {arrange.isError && <Trouble error={arrange.error} />}
    </Modal>
  )
}
