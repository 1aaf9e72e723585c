// What is written down about one who serves: when she is registered, when something changes, when a paper is void.
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Sex, type SpokenLanguage, sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { certificateKinds } from '../../domain/service-orders/catalogue.ts'
import type { ServiceWorker } from '../../domain/service-orders/provider.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble } from '../states.tsx'
import { staleWorkers } from './words.ts'

interface Filled {
  name: string
  sex: Sex
  spokenLanguage: SpokenLanguage
  phone?: string
  login?: string
  dailyOrders: number
}

interface RegisterProps {
  countyCode: string
  providerId: string
  onClose: () => void
}

export function RegisterWorker({ countyCode, providerId, onClose }: RegisterProps) {
  const say = useWords()
  const [id] = useState(newId)
  const act = useAct('worker.register', staleWorkers)
  const submit = ({ login, phone, ...rest }: Filled) =>
    act.mutate(
      {
        ...{ countyCode, id, providerId, login: login?.trim() || null },
        worker: { ...rest, phone: phone?.trim() || null },
      },
      { onSuccess: onClose },
    )
  return (
    <WorkerDialog
      {...{ title: say('worker.register'), busy: act.isPending, error: act.error, onSubmit: submit, onClose }}
      first={{ sex: 'notStated', spokenLanguage: 'zh', dailyOrders: 6 }}
    >
      <Form.Item name="login" label={say('worker.login')}>
        <Input maxLength={60} />
      </Form.Item>
    </WorkerDialog>
  )
}

/** Her telephone is never read back in full: what is left empty stays as it was. */
export function ChangeWorker({ worker, onClose }: { worker: ServiceWorker; onClose: () => void }) {
  const say = useWords()
  const act = useAct('worker.change', staleWorkers)
  const { countyCode, id, version, name, sex, spokenLanguage, dailyOrders, phoneTail, lon, lat } = worker
  const submit = ({ phone, ...rest }: Filled) =>
    act.mutate(
      { countyCode, id, version, worker: { ...rest, phone: phone?.trim() || null, lon, lat } },
      { onSuccess: onClose },
    )
  return (
    <WorkerDialog
      {...{ title: `${name} · ${say('worker.change')}`, busy: act.isPending, error: act.error }}
      {...{ first: { name, sex, spokenLanguage, dailyOrders }, onSubmit: submit, onClose }}
      {...(phoneTail && { phoneHint: say('worker.phoneKept', { tail: phoneTail }) })}
    />
  )
}

interface DialogProps {
  title: string
  first: Partial<Filled>
  busy: boolean
  error: unknown
  phoneHint?: string
  onSubmit: (filled: Filled) => void
  onClose: () => void
  children?: React.ReactNode
}

function WorkerDialog({ title, first, busy, error, phoneHint, onSubmit, onClose, children }: DialogProps) {
  const say = useWords()
  const [form] = Form.useForm<Filled>()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={title}
      okText={say('svc.save')}
      okButtonProps={{ loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled> form={form} layout="vertical" initialValues={first} onFinish={onSubmit}>
        <Form.Item name="name" label={say('worker.name')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="sex" label={say('worker.sex')} rules={required}>
          <Select options={sexes.keys.map(key => ({ value: key, label: sexes.words[key] }))} />
        </Form.Item>
        <Form.Item name="spokenLanguage" label={say('worker.language')} rules={required}>
          <Select
            options={spokenLanguages.keys.map(key => ({ value: key, label: spokenLanguages.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="phone" label={say('worker.phone')} extra={phoneHint}>
          <Input maxLength={20} />
        </Form.Item>
        {children}
        <Form.Item name="dailyOrders" label={say('worker.daily')} rules={required}>
          <InputNumber min={1} max={40} precision={0} />
        </Form.Item>
      </Form>
      {error !== null && <Trouble error={error} />}
    </Modal>
  )
}

/** Certificates that still count. */
export const inUse = ({ certificates }: ServiceWorker) =>
  certificates.filter(one => one.state !== 'certificateRevoked')

export function RevokeDialog({ worker, onClose }: { worker: ServiceWorker; onClose: () => void }) {
  const say = useWords()
  const act = useAct('worker.revoke', staleWorkers)
  const { countyCode, id } = worker
  const papers = inUse(worker)
  const only = papers.length === 1 ? papers[0]?.id : undefined
  return (
    <ReasonDialog<{ reason: string; certificateId: string }>
      title={`${worker.name} · ${say('worker.revoke')}`}
      note={say('worker.revokeNote')}
      submit={say('worker.revoke')}
      busy={act.isPending}
      error={act.error}
      onSubmit={({ reason, certificateId }) =>
        act.mutate({ countyCode, id, certificateId, why: reason }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <Form.Item
        name="certificateId"
        label={say('worker.certificate')}
        initialValue={only}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select
          options={papers.map(one => ({
            value: one.id,
            label: `${say('worker.until', {
              kind: certificateKinds.words[one.kind],
              day: dayText(one.expiresOn),
            })}（${one.number}）`,
          }))}
        />
      </Form.Item>
    </ReasonDialog>
  )
}
