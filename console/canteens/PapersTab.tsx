// Food papers and the people who work there; what runs out is said before it does.
import { Button, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import {
  type CanteenPaper,
  type CanteenPaperKind,
  canteenPaperKinds,
  type StaffDuty,
  type StaffMember,
  staffDuties,
} from '../../domain/canteens/canteen.ts'
import { dayOf, daysBetween } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Nothing, Trouble, useNotice } from '../states.tsx'
import type { CanteenParts } from './CanteenPage.tsx'
import { EndDialog } from './EndDialog.tsx'

type Key = { countyCode: string; id: string }
const stale = ['canteen.get', 'canteen.list', 'canteen.standing'] as const
/** As the warning of the list; there the county's own setting decides. */
const soonDays = 30

export function PapersTab({ parts: { canteen, papers, staff } }: { parts: CanteenParts }) {
  const key = { countyCode: canteen.countyCode, id: canteen.id }
  return (
    <>
      <Papers of={key} papers={papers} />
      <Staff of={key} staff={staff} />
    </>
  )
}

function Until({ day, none }: { day: string | null; none: string }) {
  if (day === null) return <span>{none}</span>
  const left = daysBetween(dayOf(new Date()), day)
  if (left < 0) return <Tag color="error">{day}</Tag>
  return left <= soonDays ? <Tag color="warning">{day}</Tag> : <span>{day}</span>
}

function RowActs({ onEdit, onEnd }: { onEdit: () => void; onEnd: () => void }) {
  const say = useWords()
  return (
    <>
      <Button type="link" onClick={onEdit}>
        {say('papers.edit')}
      </Button>
      <Button type="link" danger onClick={onEnd}>
        {say('papers.end')}
      </Button>
    </>
  )
}

function Papers({ of, papers }: { of: Key; papers: readonly CanteenPaper[] }) {
  const say = useWords()
  const may = useMay()
  const [editing, setEditing] = useState<CanteenPaper | 'new' | null>(null)
  const [ending, setEnding] = useState<CanteenPaper | null>(null)
  const end = useAct('canteen.endPaper', stale)
  const manages = may('canteen:manage')
  return (
    <Panel
      title={say('papers.title')}
      extra={manages && <Button onClick={() => setEditing('new')}>{say('papers.add')}</Button>}
    >
      {papers.length === 0 ? (
        <Nothing>{say('papers.none')}</Nothing>
      ) : (
        <CardTable<CanteenPaper>
          rowKey="id"
          dataSource={[...papers]}
          pagination={false}
          columns={[
            { key: 'kind', title: say('papers.kind'), render: (_, row) => canteenPaperKinds.words[row.kind] },
            { key: 'number', title: say('papers.number'), dataIndex: 'number' },
            { key: 'issuer', title: say('papers.issuer'), dataIndex: 'issuer' },
            { key: 'issued', title: say('papers.issuedOn'), dataIndex: 'issuedOn' },
            {
              key: 'expires',
              title: say('papers.expiresOn'),
              render: (_, row) => <Until day={row.expiresOn} none={say('papers.noEnd')} />,
            },
            ...(manages
              ? [
                  {
                    key: 'acts',
                    render: (_: unknown, row: CanteenPaper) => (
                      <RowActs onEdit={() => setEditing(row)} onEnd={() => setEnding(row)} />
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {editing && (
        <PaperDialog of={of} held={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {ending && (
        <EndDialog
          title={say('papers.endTitle')}
          note={say('papers.endNote', { name: canteenPaperKinds.words[ending.kind] })}
          submit={say('papers.end')}
          act={end}
          input={{ ...of, paperId: ending.id }}
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}

interface FilledPaper {
  kind: CanteenPaperKind
  number: string
  issuer: string
  issuedOn: string
  expiresOn?: string
}

function PaperDialog({ of, held, onClose }: { of: Key; held: CanteenPaper | null; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [paperId] = useState(() => held?.id ?? newId())
  const [form] = Form.useForm<FilledPaper>()
  const keep = useAct('canteen.keepPaper', stale)
  const required = { required: true, message: say('form.required') }
  const save = ({ expiresOn, ...filled }: FilledPaper) =>
    keep.mutate(
      { ...of, paperId, ...filled, expiresOn: expiresOn || null },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('papers.add')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<FilledPaper>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={held ?? { kind: 'foodLicence' }}
      >
        <Form.Item name="kind" label={say('papers.kind')} rules={[required]}>
          <Select
            options={canteenPaperKinds.keys.map(key => ({
              value: key as string,
              label: canteenPaperKinds.words[key],
            }))}
          />
        </Form.Item>
        <Form.Item name="number" label={say('papers.number')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="issuer" label={say('papers.issuer')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="issuedOn" label={say('papers.issuedOn')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="expiresOn" label={say('papers.expiresOn')} extra={say('papers.noEnd')}>
          <Input type="date" />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}

function Staff({ of, staff }: { of: Key; staff: readonly StaffMember[] }) {
  const say = useWords()
  const may = useMay()
  const [editing, setEditing] = useState<StaffMember | 'new' | null>(null)
  const [ending, setEnding] = useState<StaffMember | null>(null)
  const end = useAct('canteen.endStaff', stale)
  const manages = may('canteen:manage')
  return (
    <Panel
      title={say('staff.title')}
      extra={manages && <Button onClick={() => setEditing('new')}>{say('staff.add')}</Button>}
    >
      {staff.length === 0 ? (
        <Nothing>{say('staff.none')}</Nothing>
      ) : (
        <CardTable<StaffMember>
          rowKey="id"
          dataSource={[...staff]}
          pagination={false}
          columns={[
            { key: 'name', title: say('staff.name'), dataIndex: 'name' },
            { key: 'duty', title: say('staff.duty'), render: (_, row) => staffDuties.words[row.duty] },
            {
              key: 'account',
              title: say('staff.account'),
              render: (_, row) => row.accountName ?? <span className="soft">{say('staff.noAccount')}</span>,
            },
            {
              key: 'health',
              title: say('staff.healthExpires'),
              render: (_, row) =>
                row.healthExpiresOn === null && row.duty !== 'canteenHead' ? (
                  <Tag color="error">{say('staff.healthMissing')}</Tag>
                ) : (
                  <Until day={row.healthExpiresOn} none="—" />
                ),
            },
            ...(manages
              ? [
                  {
                    key: 'acts',
                    render: (_: unknown, row: StaffMember) => (
                      <RowActs onEdit={() => setEditing(row)} onEnd={() => setEnding(row)} />
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {editing && (
        <StaffDialog of={of} held={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {ending && (
        <EndDialog
          title={say('staff.endTitle')}
          note={say('staff.endNote', { name: ending.name })}
          submit={say('papers.end')}
          act={end}
          input={{ ...of, staffId: ending.id }}
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}

interface FilledStaff {
  name: string
  duty: StaffDuty
  accountId?: string | null
  healthCertificate?: string | null
  healthCheckedOn?: string | null
  healthExpiresOn?: string | null
}

function StaffDialog({ of, held, onClose }: { of: Key; held: StaffMember | null; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [staffId] = useState(() => held?.id ?? newId())
  const [form] = Form.useForm<FilledStaff>()
  const accounts = useAnswer('canteen.accounts', of)
  const keep = useAct('canteen.keepStaff', stale)
  const required = { required: true, message: say('form.required') }
  const save = (filled: FilledStaff) =>
    keep.mutate(
      {
        ...{ ...of, staffId, name: filled.name, duty: filled.duty, accountId: filled.accountId ?? null },
        healthCertificate: filled.healthCertificate?.trim() || null,
        healthCheckedOn: filled.healthCheckedOn || null,
        healthExpiresOn: filled.healthExpiresOn || null,
      },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('staff.add')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<FilledStaff>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={held ?? { duty: 'cook' }}
      >
        <Form.Item name="name" label={say('staff.name')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={30} />
        </Form.Item>
        <Form.Item name="duty" label={say('staff.duty')} rules={[required]}>
          <Select
            options={staffDuties.keys.map(key => ({ value: key as string, label: staffDuties.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="healthCertificate" label={say('staff.health')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="healthCheckedOn" label={say('staff.healthChecked')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="healthExpiresOn" label={say('staff.healthExpires')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="accountId" label={say('staff.account')} extra={say('staff.accountHelp')}>
          <Select
            allowClear
            options={(accounts.data ?? []).map(one => ({
              value: one.id,
              label: `${one.name}（${one.login}）`,
            }))}
          />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}
