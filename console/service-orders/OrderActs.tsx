// What the office does with an order, each with what it means before it is done.
import { Alert, Form, Input, Modal, Radio, Rate, Select } from 'antd'
import { useState } from 'react'
import { yuanFixed } from '../../domain/kernel/money.ts'
import { cancelText } from '../../domain/service-orders/cancelling.ts'
import { confirmationWays } from '../../domain/service-orders/catalogue.ts'
import type { Order } from '../../domain/service-orders/order.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { staleOrder } from './words.ts'

interface DialogProps {
  order: Order
  onClose: () => void
}

export function CancelDialog({ order: shown, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [byElder, setByElder] = useState<boolean | null>(null)
  const act = useAct('order.cancel', staleOrder)
  const { countyCode, id } = shown
  // The page may have been open for hours, and the sum goes by the clock.
  const fresh = useAnswer('order.get', { countyCode, id })
  const { cancelTerms: terms } = fresh.data ?? shown
  const feeFen = byElder && terms ? terms.cancelFeeFen : 0
  return (
    <ReasonDialog<{ reason: string }>
      title={say('order.cancel')}
      note={say('order.cancelNote')}
      submit={feeFen > 0 ? say('order.cancelFor', { yuan: yuanFixed(feeFen) }) : say('order.cancel')}
      busy={act.isPending || fresh.isFetching}
      error={act.error}
      onSubmit={({ reason }) =>
        act.mutate(
          { countyCode, id, why: reason, byElder: byElder === true, agreedFeeFen: feeFen },
          {
            onSuccess: ({ feeFen: charged }) => {
              notice.done(
                charged > 0
                  ? say('order.cancelled', { yuan: yuanFixed(charged) })
                  : say('order.cancelledFree'),
              )
              onClose()
            },
            onError: () => void fresh.refetch(),
          },
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="byElder"
        label={say('order.byElder')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Radio.Group
          onChange={event => setByElder(event.target.value as boolean)}
          options={[
            { value: true, label: say('order.byElderYes') },
            { value: false, label: say('order.byElderNo') },
          ]}
        />
      </Form.Item>
      {byElder !== null && terms && (
        <Alert
          className="cancel-fee"
          type={feeFen > 0 ? 'warning' : 'info'}
          showIcon
          title={cancelText(terms, byElder)}
          {...(feeFen > 0 && { description: say('order.cancelTell') })}
        />
      )}
    </ReasonDialog>
  )
}

const deskWays = ['familyAgreed', 'villageWitnessed', 'calledBack'] as const

interface Confirmed {
  way: (typeof deskWays)[number]
  byName?: string
  rating?: number
}

export function ConfirmDialog({ order, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Confirmed>()
  const act = useAct('order.confirm', staleOrder)
  const { countyCode, id } = order
  const submit = ({ way, byName, rating }: Confirmed) =>
    act.mutate(
      { countyCode, id, way, byName: byName?.trim() || null, rating: rating || null },
      {
        onSuccess: () => {
          notice.done(say('svc.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('order.confirm')}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Confirmed> form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="way"
          label={say('order.confirmWay')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select options={deskWays.map(way => ({ value: way, label: confirmationWays.words[way] }))} />
        </Form.Item>
        <Form.Item name="byName" label={say('order.confirmBy')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="rating" label={say('order.rating')}>
          <Rate />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
