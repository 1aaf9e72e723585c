// A project drawn up from a county's money: what, where, how much, when its door opens, how many will come.
import { Form, InputNumber, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { type FundKind, type FundShare, fundKinds, openKinds, placeKinds } from '../../domain/funds/fund.ts'
import { fenFromWan, sumWords } from '../../domain/funds/words.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble, useNotice } from '../states.tsx'
import { DayField, PlaceField, TextField, WanField } from './fields.tsx'

interface Filled {
  kind: FundKind
  name: string
  regionCode: string
  wan: string
  opensOn: string
  peopleSummer?: number | null
  peopleWinter?: number | null
}

export function DraftProjectDialog({ share, onClose }: { share: FundShare; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const draft = useAct('fundProject.draft', ['fundShare.list', 'fundProject.list', 'fund.overview'])
  const required = { required: true, message: say('form.required') }
  const kinds = openKinds.includes(share.kind) ? [...placeKinds, share.kind] : [share.kind]
  const save = ({ wan, peopleSummer, peopleWinter, ...filled }: Filled) =>
    draft.mutate(
      {
        ...{ countyCode: share.countyCode, id, shareId: share.id, ...filled },
        plannedFen: fenFromWan(wan) ?? 0,
        promise:
          peopleSummer == null
            ? null
            : {
                ...{ peopleSummer, peopleWinter: peopleWinter ?? peopleSummer },
                ...{ costFenAMeal: null, breakEvenPeople: null, says: '' },
              },
      },
      {
        onSuccess: () => {
          notice.done(say('fund.draftProjectDone'))
          go(paths.fundProject({ countyCode: share.countyCode, id }))
        },
      },
    )
  return (
    <Modal
      open
      width={640}
      title={say('fund.draftProject')}
      okText={say('fund.submit')}
      okButtonProps={{ loading: draft.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{say('fund.draftProjectNote', { left: sumWords(share.leftFen) })}</p>
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ kind: kinds[0], opensOn: addDays(dayOf(new Date()), 180) }}
        onFinish={save}
      >
        <TextField name="name" word="fund.projectName" most={80} />
        <Form.Item name="regionCode" label={say('fund.projectWhere')} rules={[required]}>
          <PlaceField />
        </Form.Item>
        <div className="two-columns">
          <Form.Item name="kind" label={say('fund.kind')} rules={[required]}>
            <Select options={kinds.map(value => ({ value, label: fundKinds.words[value] }))} />
          </Form.Item>
          <WanField />
          <DayField name="opensOn" word="fund.opensOn" min={addDays(dayOf(new Date()), 1)} />
          <PromiseField />
        </div>
      </Form>
      {draft.error && <Trouble error={draft.error} />}
    </Modal>
  )
}

/** How many are expected; what they are held to later. */
function PromiseField() {
  const say = useWords()
  return (
    <Form.Item label={say('fund.promise')}>
      <Space wrap>
        <Form.Item name="peopleSummer" noStyle>
          <InputNumber
            min={0}
            max={2000}
            precision={0}
            prefix={say('fund.summer')}
            suffix={say('fund.peopleUnit')}
          />
        </Form.Item>
        <Form.Item name="peopleWinter" noStyle>
          <InputNumber
            min={0}
            max={2000}
            precision={0}
            prefix={say('fund.winter')}
            suffix={say('fund.peopleUnit')}
          />
        </Form.Item>
      </Space>
    </Form.Item>
  )
}
