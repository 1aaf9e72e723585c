// The people a provider sends, each with the traffic light of her certificates; registering and certifying them.
import { Button, Form, Input, InputNumber, Modal, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { type SpokenLanguage, spokenLanguages } from '../../domain/elders/elder.ts'
import { type CertificateKind, certificateKinds } from '../../domain/service-orders/catalogue.ts'
import { certificateStates, type ServiceWorker } from '../../domain/service-orders/provider.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Trouble } from '../states.tsx'
import { lightColours } from './words.ts'

const stale = ['worker.list', 'provider.get', 'provider.list'] as const

/** Of the caller's own organisation. */
export function WorkersPage() {
  const say = useWords()
  const { post } = useSession()
  const countyCode = post.regionCode.slice(0, 6)
  const own = useAnswer('order.mine', { countyCode, limit: 1 })
  const workers = useAnswer('worker.list', { countyCode })
  return (
    <Page title={say('worker.title')}>
      <Answered query={workers}>
        {({ rows }) => (
          <WorkersPanel
            workers={rows}
            countyCode={countyCode}
            providerId={own.data?.providers[0]?.id ?? null}
          />
        )}
      </Answered>
    </Page>
  )
}

interface WorkersPanelProps {
  workers: readonly ServiceWorker[]
  countyCode: string
  providerId: string | null
}

export function WorkersPanel({ workers, countyCode, providerId }: WorkersPanelProps) {
  const say = useWords()
  const mayManage = useMay()('worker:manage')
  const [open, setOpen] = useState<ServiceWorker | 'new' | null>(null)
  const [leaving, setLeaving] = useState<ServiceWorker | null>(null)
  return (
    <Panel
      title={say('worker.title')}
      extra={
        mayManage &&
        providerId && (
          <Button type="primary" onClick={() => setOpen('new')}>
            {say('worker.register')}
          </Button>
        )
      }
    >
      <Workers workers={workers} mayManage={mayManage} onCertify={setOpen} onLeave={setLeaving} />
      {open === 'new' && providerId && (
        <RegisterDialog countyCode={countyCode} providerId={providerId} onClose={() => setOpen(null)} />
      )}
      {open !== null && open !== 'new' && <CertifyDialog worker={open} onClose={() => setOpen(null)} />}
      {leaving && <LeaveDialog worker={leaving} onClose={() => setLeaving(null)} />}
    </Panel>
  )
}

interface WorkersProps {
  workers: readonly ServiceWorker[]
  mayManage: boolean
  onCertify: (worker: ServiceWorker) => void
  onLeave: (worker: ServiceWorker) => void
}

function Workers({ workers, mayManage, onCertify, onLeave }: WorkersProps) {
  const say = useWords()
  return (
    <CardTable<ServiceWorker>
      rowKey="id"
      dataSource={[...workers]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('worker.name'),
          render: (_, row) => (
            <>
              <b>{row.name}</b>{' '}
              {row.endedOn && <Tag>{say('worker.left', { day: dayText(row.endedOn) })}</Tag>}
            </>
          ),
        },
        {
          key: 'language',
          title: say('worker.language'),
          render: (_, row) => spokenLanguages.words[row.spokenLanguage],
        },
        {
          key: 'certificates',
          title: say('worker.certificates'),
          render: (_, row) => <Certificates worker={row} />,
        },
        { key: 'daily', title: say('worker.daily'), dataIndex: 'dailyOrders' },
        {
          key: 'account',
          title: say('worker.account'),
          render: (_, row) => row.accountLogin ?? say('worker.noAccount'),
        },
        ...(mayManage
          ? [
              {
                key: 'acts',
                render: (_: unknown, row: ServiceWorker) =>
                  row.endedOn === null && (
                    <Space wrap>
                      <Button onClick={() => onCertify(row)}>{say('worker.certify')}</Button>
                      <Button danger onClick={() => onLeave(row)}>
                        {say('worker.leave')}
                      </Button>
                    </Space>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Certificates({ worker }: { worker: ServiceWorker }) {
  const say = useWords()
  if (worker.certificates.length === 0) return <span className="soft">{say('worker.noCertificates')}</span>
  return worker.certificates.map(one => (
    <Tag key={one.id} color={lightColours[one.state]} title={certificateStates.words[one.state]}>
      {say('worker.until', { kind: certificateKinds.words[one.kind], day: dayText(one.expiresOn) })}
    </Tag>
  ))
}

interface Registered {
  name: string
  spokenLanguage: SpokenLanguage
  phone?: string
  login?: string
  dailyOrders: number
}

function RegisterDialog({
  countyCode,
  providerId,
  onClose,
}: Omit<WorkersPanelProps, 'workers'> & { providerId: string; onClose: () => void }) {
  const say = useWords()
  const [form] = Form.useForm<Registered>()
  const [id] = useState(newId)
  const act = useAct('worker.register', stale)
  const required = [{ required: true, message: say('form.required') }]
  const submit = ({ login, phone, ...rest }: Registered) =>
    act.mutate(
      {
        ...{ countyCode, id, providerId, login: login?.trim() || null },
        worker: { ...rest, sex: 'notStated', phone: phone?.trim() || null },
      },
      { onSuccess: onClose },
    )
  return (
    <Modal
      open
      title={say('worker.register')}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Registered>
        form={form}
        layout="vertical"
        initialValues={{ spokenLanguage: 'zh', dailyOrders: 6 }}
        onFinish={submit}
      >
        <Form.Item name="name" label={say('worker.name')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="spokenLanguage" label={say('worker.language')} rules={required}>
          <Select
            options={spokenLanguages.keys.map(key => ({ value: key, label: spokenLanguages.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="phone" label={say('worker.phone')}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="login" label={say('worker.login')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="dailyOrders" label={say('worker.daily')} rules={required}>
          <InputNumber min={1} max={40} precision={0} />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}

interface Certified {
  kind: CertificateKind
  number: string
  issuedOn: string
  expiresOn: string
}

function CertifyDialog({ worker, onClose }: { worker: ServiceWorker; onClose: () => void }) {
  const say = useWords()
  const [form] = Form.useForm<Certified>()
  const [certificateId] = useState(newId)
  const act = useAct('worker.certify', stale)
  const required = [{ required: true, message: say('form.required') }]
  const submit = (filled: Certified) =>
    act.mutate(
      { countyCode: worker.countyCode, id: worker.id, certificateId, ...filled },
      { onSuccess: onClose },
    )
  return (
    <Modal
      open
      title={`${worker.name} · ${say('worker.certify')}`}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Certified> form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="kind" label={say('worker.certificate')} rules={required}>
          <Select
            options={certificateKinds.keys.map(key => ({ value: key, label: certificateKinds.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="number" label={say('worker.number')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="issuedOn" label={say('worker.issuedOn')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="expiresOn" label={say('worker.expiresOn')} rules={required}>
          <Input type="date" />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}

function LeaveDialog({ worker, onClose }: { worker: ServiceWorker; onClose: () => void }) {
  const say = useWords()
  const act = useAct('worker.end', stale)
  const { countyCode, id } = worker
  return (
    <ReasonDialog<{ reason: string }>
      title={`${worker.name} · ${say('worker.leave')}`}
      note={say('worker.leaveNote')}
      submit={say('worker.leave')}
      busy={act.isPending}
      error={act.error}
      onSubmit={({ reason }) => act.mutate({ countyCode, id, why: reason }, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
