// What a project costs, who has paid what, and the next payment.
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { type Funder, funders, type Project } from '../../domain/home-care/project.ts'
import { outstandingOf, sharesOf } from '../../domain/home-care/project-rules.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { fenOf, yuanText } from '../money.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { StepModal, staleAfterStep, versionOf } from './StepModal.tsx'
import { DayField } from './WorksDialogs.tsx'

export function PaymentsPanel({ project }: { project: Project }) {
  const say = useWords()
  const may = useMay()
  const [paying, setPaying] = useState(false)
  const [takingBack, setTakingBack] = useState<string | null>(null)
  const shares = sharesOf(project.lines)
  const owed = outstandingOf(project.lines, project.payments)
  const isOwed = funders.keys.some(funder => owed[funder] > 0)
  return (
    <Panel
      title={say('adapt.payTitle')}
      extra={
        may('claim:pay') && isOwed && <Button onClick={() => setPaying(true)}>{say('adapt.pay')}</Button>
      }
    >
      <dl className="facts">
        {funders.keys
          .filter(funder => shares[funder] > 0)
          .map(funder => (
            <div key={funder}>
              <dt>{funders.words[funder]}</dt>
              <dd>
                {yuanText(shares[funder])} 元 ·{' '}
                {owed[funder] > 0
                  ? `${say('adapt.owed')} ${yuanText(owed[funder])} 元`
                  : say('adapt.allPaid')}
              </dd>
            </div>
          ))}
      </dl>
      {project.payments.length > 0 && (
        <ul className="rows">
          {project.payments.map(payment => (
            <li key={payment.id}>
              {say('adapt.paymentLine', {
                ...{ day: dayText(payment.paidOn), funder: funders.words[payment.funder] },
                ...{
                  yuan: yuanText(payment.amountFen),
                  voucher: payment.voucher,
                  by: payment.paidByName ?? '',
                },
              })}
              {may('claim:pay') && (
                <Button type="link" danger onClick={() => setTakingBack(payment.id)}>
                  {say('adapt.takeBack')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {takingBack !== null && (
        <TakeBackDialog project={project} paymentId={takingBack} onClose={() => setTakingBack(null)} />
      )}
      {paying && <PayDialog project={project} owed={owed} onClose={() => setPaying(false)} />}
    </Panel>
  )
}

function TakeBackDialog({
  project,
  paymentId,
  onClose,
}: {
  project: Project
  paymentId: string
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('adaptation.takeBackPayment', staleAfterStep)
  return (
    <ReasonDialog
      title={say('adapt.takeBack')}
      note={say('adapt.takeBackNote')}
      submit={say('adapt.takeBack')}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        act.mutate(
          { ...versionOf(project), paymentId, reason },
          {
            onSuccess: () => {
              notice.done(say('adapt.takenBack'))
              onClose()
            },
          },
        )
      }
    />
  )
}

interface Filled {
  funder: Funder
  yuan: number
  on: string
  voucher: string
}

interface PayDialogProps {
  project: Project
  owed: Record<Funder, number>
  onClose: () => void
}

function PayDialog({ project, owed, onClose }: PayDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [paymentId] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const pay = useAct('adaptation.pay', staleAfterStep)
  const open = funders.keys.filter(funder => owed[funder] > 0)
  const first = open[0]
  const required = { required: true, message: say('form.required') }
  const today = dayOf(new Date())
  return (
    <StepModal
      title={say('adapt.pay')}
      note={undefined}
      busy={pay.isPending}
      error={pay.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ on: today, ...(first && { funder: first, yuan: owed[first] / 100 }) }}
        onFinish={({ funder, yuan, on, voucher }) =>
          pay.mutate(
            { ...versionOf(project), paymentId, funder, amountFen: fenOf(yuan), on, voucher },
            {
              onSuccess: () => {
                notice.done(say('adapt.payDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="funder" label={say('adapt.funder')} rules={[required]}>
          <Select<Funder>
            options={open.map(key => ({ value: key, label: funders.words[key] }))}
            onChange={funder => form.setFieldValue('yuan', owed[funder] / 100)}
          />
        </Form.Item>
        <Form.Item name="yuan" label={say('adapt.amount')} rules={[required]}>
          <InputNumber<number> min={0.01} precision={2} />
        </Form.Item>
        <DayField name="on" word="adapt.paidOn" max={today} />
        <Form.Item name="voucher" label={say('adapt.voucher')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </StepModal>
  )
}
