// What the office does with an order, each with what it means before it is done.
import { Form, Input, Modal, Radio, Rate, Select } from 'antd'
import { yuanFixed } from '../../domain/kernel/money.ts'
import { confirmationWays } from '../../domain/service-orders/catalogue.ts'
import type { Order } from '../../domain/service-orders/order.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { staleOrder } from './words.ts'

interface DialogProps {
  order: Order
  onClose: () => void
}

export function CancelDialog({ order, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('order.cancel', staleOrder)
  const { countyCode, id } = order
  return (
    <ReasonDialog<{ reason: string; byElder: boolean }>
      title={say('order.cancel')}
      note={say('order.cancelNote')}
      submit={say('order.cancel')}
      busy={act.isPending}
      error={act.error}
      onSubmit={({ reason, byElder }) =>
        act.mutate(
          { countyCode, id, why: reason, byElder },
          {
            onSuccess: ({ feeFen }) => {
              notice.done(
                feeFen > 0 ? say('order.cancelled', { yuan: yuanFixed(feeFen) }) : say('order.cancelledFree'),
              )
              onClose()
            },
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
          options={[
            { value: true, label: say('order.byElderYes') },
            { value: false, label: say('order.byElderNo') },
          ]}
        />
      </Form.Item>
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
