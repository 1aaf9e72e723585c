// Turns a plan into projects: out of which sum, and when the doors are to open.
import { Form, Input, Modal, Radio, Select } from 'antd'
import type { SitingPlanRow } from '../../domain/siting/plan.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  from: 'sum' | 'share'
  programme?: string
  sum?: string
  share?: string
  title?: string
  opensOn: string
}

export function AdoptDialog({ plan, onClose }: { plan: SitingPlanRow; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const adopt = useAct('siting.adopt', ['siting.get', 'siting.list'])
  const key = { countyCode: plan.countyCode, id: plan.id }
  const picks = useAnswer('siting.get', key)
  const save = ({ from, sum, share, title, opensOn }: Filled) => {
    const projects = (picks.data?.picks ?? []).map(pick => ({ candidateId: pick.id, id: newId() }))
    const money =
      from === 'sum'
        ? { appropriation: keyOf(sum), batchId: newId(), title: title ?? plan.name }
        : { share: keyOf(share) }
    adopt.mutate(
      { ...key, from: money, opensOn, projects },
      {
        onSuccess: () => {
          notice.done(say('siting.adoptDone', { count: projects.length }))
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      title={say('siting.adoptTitle')}
      okText={say('siting.adopt')}
      okButtonProps={{ loading: adopt.isPending, disabled: !picks.data }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('siting.adoptNote')}</p>
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ from: plan.countyCode === '220000' ? 'sum' : 'share', title: plan.name }}
      >
        <MoneyFields />
        <Form.Item
          name="opensOn"
          label={say('siting.adoptOpens')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" size="large" />
        </Form.Item>
      </Form>
      {adopt.error && <Trouble error={adopt.error} />}
    </Modal>
  )
}

function keyOf(text: string | undefined): { countyCode: string; id: string } {
  const [countyCode = '', id = ''] = (text ?? '').split(' ')
  return { countyCode, id }
}

function MoneyFields() {
  const say = useWords()
  const from = Form.useWatch('from')
  return (
    <>
      <Form.Item name="from" label={say('siting.adoptFrom')}>
        <Radio.Group
          options={[
            { value: 'sum', label: say('siting.adoptProgramme') },
            { value: 'share', label: say('siting.adoptShare') },
          ]}
        />
      </Form.Item>
      {from === 'share' ? <ShareField /> : <SumFields />}
    </>
  )
}

function SumFields() {
  const say = useWords()
  const { post } = useSession()
  const programmes = useAnswer('fundProgramme.list', { regionCode: post.regionCode })
  const programme: string | undefined = Form.useWatch('programme')
  const chosen = useAnswer('fundProgramme.get', keyOf(programme), { enabled: programme !== undefined })
  const sums = (chosen.data?.appropriations ?? []).filter(sum => sum.leftFen > 0)
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="programme" label={say('siting.adoptProgramme')} rules={required}>
        <Select
          size="large"
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={say('siting.adoptNoMoney')}
          options={(programmes.data?.rows ?? []).map(one => ({
            value: `${one.countyCode} ${one.id}`,
            label: one.title,
          }))}
        />
      </Form.Item>
      <Form.Item name="sum" label={say('siting.adoptSum')} rules={required}>
        <Select
          size="large"
          notFoundContent={say('siting.adoptNoMoney')}
          options={sums.map(sum => ({
            value: `${sum.countyCode} ${sum.id}`,
            label: say('siting.adoptLeft', {
              name: `${sum.yearFrom ?? ''} ${sum.scope ?? sum.programmeTitle}`.trim(),
              sum: yuanText(sum.leftFen),
            }),
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label={say('siting.adoptBatch')} rules={required}>
        <Input size="large" maxLength={80} />
      </Form.Item>
    </>
  )
}

function ShareField() {
  const say = useWords()
  const { post } = useSession()
  const shares = useAnswer('fundShare.list', { regionCode: post.regionCode })
  return (
    <Form.Item
      name="share"
      label={say('siting.adoptShare')}
      rules={[{ required: true, message: say('form.required') }]}
    >
      <Select
        size="large"
        notFoundContent={say('siting.adoptNoMoney')}
        options={(shares.data?.rows ?? [])
          .filter(share => share.leftFen > 0)
          .map(share => ({
            value: `${share.countyCode} ${share.id}`,
            label: say('siting.adoptLeft', {
              name: `${share.regionName} ${share.batchTitle}`,
              sum: yuanText(share.leftFen),
            }),
          }))}
      />
    </Form.Item>
  )
}
