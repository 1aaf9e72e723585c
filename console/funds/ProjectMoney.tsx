// The money of a project: what is paid, what is left, and the next payment by finance.
import { Button, Checkbox, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { FundPayment } from '../../domain/funds/fund.ts'
import { mayDo } from '../../domain/funds/rules.ts'
import { fenFromWan, sumWords } from '../../domain/funds/words.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { Nothing, Trouble, useNotice } from '../states.tsx'
import { DayField, TextField, WanField } from './fields.tsx'
import type { Project, ProjectRecord } from './ProjectPage.tsx'
import { staleProject } from './stale.ts'

export function ProjectMoney({ record: { project, payments, payableFen } }: { record: ProjectRecord }) {
  const say = useWords()
  const may = useMay()
  const { account } = useSession()
  const [paying, setPaying] = useState(false)
  const [back, setBack] = useState<FundPayment | null>(null)
  const mayPay =
    may('fund:pay') &&
    mayDo(project.state, 'paysProject') &&
    ![project.draftedBy, project.approvedBy].includes(account.id)
  const returned = project.approvedOn === null ? 0 : project.plannedFen - project.paidFen - project.leftFen
  return (
    <Panel
      title={say('fund.money')}
      extra={
        mayPay &&
        payableFen > 0 && (
          <Button type="primary" onClick={() => setPaying(true)}>
            {say('fund.pay')}
          </Button>
        )
      }
    >
      <div className="fund-bar" aria-hidden>
        <i style={{ width: `${(project.paidFen * 100) / project.plannedFen}%` }} />
        <i style={{ width: `${(project.leftFen * 100) / project.plannedFen}%` }} />
      </div>
      <p>
        <b>{say('fund.barPaid', { sum: sumWords(project.paidFen) })}</b>
        {project.leftFen > 0 && `，${say('fund.barLeft', { sum: sumWords(project.leftFen) })}`}
        {returned > 0 && `，${say('fund.barReturned', { sum: sumWords(returned) })}`}
        {mayPay && (
          <span className="soft">
            　{say('fund.payable', { sum: sumWords(payableFen) })}
            {payableFen < project.leftFen && `（${say('fund.payableWhy')}）`}
          </span>
        )}
      </p>
      <Payments project={project} payments={payments} onBack={mayPay ? setBack : null} />
      {paying && <PayDialog project={project} payableFen={payableFen} onClose={() => setPaying(false)} />}
      {back && <TakeBackDialog project={project} payment={back} onClose={() => setBack(null)} />}
    </Panel>
  )
}

interface PaymentsProps {
  project: Project
  payments: readonly FundPayment[]
  /** Null for who may not take one back. */
  onBack: ((payment: FundPayment) => void) | null
}

function Payments({ project, payments, onBack }: PaymentsProps) {
  const say = useWords()
  if (payments.length === 0) return <Nothing>{say('fund.paymentsNone')}</Nothing>
  return (
    <ul className="fund-rows">
      {payments.map(payment => (
        <li key={payment.id} className={payment.cancelReason === null ? '' : 'crossed'}>
          <div>
            <span>
              {dayText(payment.paidOn)}　<b>{sumWords(payment.amountFen)}</b>　{payment.payee}
            </span>
            {payment.cancelReason !== null && <Tag>{say('fund.tookBack')}</Tag>}
            <div className="soft small">
              {[
                `${say('fund.voucher')} ${payment.voucher}`,
                payment.note,
                payment.paidByName,
                payment.cancelReason,
              ]
                .filter(Boolean)
                .join(' · ')}
              {payment.canteenId !== null && (
                <>
                  {' · '}
                  <Go to={paths.mealBook({ countyCode: project.countyCode, id: payment.canteenId })}>
                    {say('fund.canteenBook')}
                  </Go>
                </>
              )}
            </div>
          </div>
          {onBack && payment.cancelReason === null && (
            <Button onClick={() => onBack(payment)}>{say('fund.takeBack')}</Button>
          )}
        </li>
      ))}
    </ul>
  )
}

interface Filled {
  wan: string
  paidOn: string
  payee: string
  voucher: string
  note?: string
  intoCanteen: boolean
}

function PayDialog({
  project,
  payableFen,
  onClose,
}: {
  project: Project
  payableFen: number
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const pay = useAct('fundPayment.pay', staleProject)
  const today = dayOf(new Date())
  const canteenId = project.siteKind === 'canteen' ? project.siteId : null
  return (
    <Modal
      open
      title={say('fund.pay')}
      okText={say('fund.pay')}
      okButtonProps={{ loading: pay.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">
        {say('fund.payNote')}
        {say('fund.payable', { sum: sumWords(payableFen) })}
      </p>
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ paidOn: today, intoCanteen: false }}
        onFinish={({ wan, note, intoCanteen, ...filled }) =>
          pay.mutate(
            {
              ...{
                countyCode: project.countyCode,
                id,
                projectId: project.id,
                version: project.version,
                ...filled,
              },
              ...{ amountFen: fenFromWan(wan) ?? 0, note: note?.trim() || null },
              canteenId: intoCanteen ? canteenId : null,
            },
            {
              onSuccess: () => {
                notice.done(say('fund.payDone'))
                onClose()
              },
            },
          )
        }
      >
        <PayFields project={project} />
      </Form>
      {pay.error && <Trouble error={pay.error} />}
    </Modal>
  )
}

function PayFields({ project }: { project: Project }) {
  const say = useWords()
  const today = dayOf(new Date())
  return (
    <>
      <WanField />
      <DayField
        name="paidOn"
        word="fund.paidOn"
        max={today}
        {...(project.approvedOn && { min: project.approvedOn })}
      />
      <TextField name="payee" word="fund.payee" most={80} />
      <TextField name="voucher" word="fund.voucher" most={60} />
      {project.siteKind === 'canteen' && (
        <Form.Item name="intoCanteen" valuePropName="checked">
          <Checkbox>{say('fund.intoCanteen')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="note" label={say('fund.note')}>
        <Input maxLength={400} />
      </Form.Item>
    </>
  )
}

function TakeBackDialog({
  project,
  payment,
  onClose,
}: {
  project: Project
  payment: FundPayment
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const takeBack = useAct('fundPayment.takeBack', staleProject)
  return (
    <ReasonDialog
      title={say('fund.takeBackTitle')}
      note={`${sumWords(payment.amountFen)}，${payment.payee}。${say('fund.takeBackNote')}`}
      submit={say('fund.takeBack')}
      busy={takeBack.isPending}
      error={takeBack.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        takeBack.mutate(
          { countyCode: project.countyCode, id: payment.id, reason },
          {
            onSuccess: () => {
              notice.done(say('fund.tookBack'))
              onClose()
            },
          },
        )
      }
    />
  )
}
