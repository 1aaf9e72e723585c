// The people a provider sends, each with the traffic light of her certificates; registering and certifying them.
import { Button, Form, Input, Modal, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { spokenLanguages } from '../../domain/elders/elder.ts'
import { type CertificateKind, certificateKinds } from '../../domain/service-orders/catalogue.ts'
import {
  certificateStates,
  type ServiceWorker,
  type WorkerCertificate,
} from '../../domain/service-orders/provider.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { WorkerTimeDialog } from '../care-accounts/SavedTime.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Trouble } from '../states.tsx'
import { ChangeWorker, inUse, RegisterWorker, RevokeDialog } from './WorkerForm.tsx'
import { lightColours, staleWorkers } from './words.ts'

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
  const [isNew, setNew] = useState(false)
  const [open, setOpen] = useState<{ act: WorkerAct; worker: ServiceWorker } | null>(null)
  const close = () => setOpen(null)
  return (
    <Panel
      title={say('worker.title')}
      extra={
        mayManage &&
        providerId && (
          <Button type="primary" onClick={() => setNew(true)}>
            {say('worker.register')}
          </Button>
        )
      }
    >
      <Workers workers={workers} mayManage={mayManage} onAct={(act, worker) => setOpen({ act, worker })} />
      {isNew && providerId && (
        <RegisterWorker countyCode={countyCode} providerId={providerId} onClose={() => setNew(false)} />
      )}
      {open?.act === 'certify' && <CertifyDialog worker={open.worker} onClose={close} />}
      {open?.act === 'change' && <ChangeWorker worker={open.worker} onClose={close} />}
      {open?.act === 'revoke' && <RevokeDialog worker={open.worker} onClose={close} />}
      {open?.act === 'time' && (
        <WorkerTimeDialog countyCode={countyCode} id={open.worker.id} onClose={close} />
      )}
      {open?.act === 'leave' && <LeaveDialog worker={open.worker} onClose={close} />}
    </Panel>
  )
}

type WorkerAct = 'certify' | 'change' | 'revoke' | 'leave' | 'time'

interface WorkersProps {
  workers: readonly ServiceWorker[]
  mayManage: boolean
  onAct: (act: WorkerAct, worker: ServiceWorker) => void
}

function Workers({ workers, mayManage, onAct }: WorkersProps) {
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
                  row.endedOn === null ? (
                    <WorkerActs worker={row} onAct={onAct} />
                  ) : (
                    <Button onClick={() => onAct('time', row)}>{say('worker.time')}</Button>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function WorkerActs({ worker, onAct }: { worker: ServiceWorker } & Pick<WorkersProps, 'onAct'>) {
  const say = useWords()
  return (
    <Space wrap>
      <Button onClick={() => onAct('certify', worker)}>{say('worker.certify')}</Button>
      <Button onClick={() => onAct('time', worker)}>{say('worker.time')}</Button>
      <Button onClick={() => onAct('change', worker)}>{say('worker.change')}</Button>
      {inUse(worker).length > 0 && (
        <Button onClick={() => onAct('revoke', worker)}>{say('worker.revoke')}</Button>
      )}
      <Button danger onClick={() => onAct('leave', worker)}>
        {say('worker.leave')}
      </Button>
    </Space>
  )
}

function Certificates({ worker }: { worker: ServiceWorker }) {
  const say = useWords()
  if (worker.certificates.length === 0) return <span className="soft">{say('worker.noCertificates')}</span>
  return worker.certificates.map(one => (
    <Tag key={one.id} color={lightColours[one.state]} title={certificateTitle(one)}>
      {one.state === 'certificateRevoked' && `${certificateStates.words.certificateRevoked} · `}
      {say('worker.until', { kind: certificateKinds.words[one.kind], day: dayText(one.expiresOn) })}
    </Tag>
  ))
}

const certificateTitle = ({ state, revokedWhy }: WorkerCertificate) =>
  revokedWhy ? `${certificateStates.words[state]}：${revokedWhy}` : certificateStates.words[state]

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
  const act = useAct('worker.certify', staleWorkers)
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
  const act = useAct('worker.end', staleWorkers)
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
