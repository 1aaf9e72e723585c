// 并户: all who live here go to live with another household of the village.
import { Alert, Form, Modal } from 'antd'
import { useState } from 'react'
import type { Household, HouseholdRow } from '../../../domain/elders/household.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { newId } from '../../../ui/client.ts'
import { useAct } from '../../asking.ts'
import { HouseholdPicker, houseWords } from '../../households/HouseholdPicker.tsx'
import { useWords } from '../../language.tsx'
import { Trouble, useNotice } from '../../states.tsx'
import { WhenAndWhy } from './SplitDialog.tsx'
import { staleAfterFamily } from './stale.ts'

interface Filled {
  intoHouseholdId: string
  happenedOn: string
  reason: string
}

export function JoinDialog({ household, onClose }: { household: Household; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [eventId] = useState(newId)
  const [picked, setPicked] = useState<HouseholdRow | null>(null)
  const join = useAct('household.join', staleAfterFamily)
  const day = Form.useWatch('happenedOn', form)
  const names = [...household.members, ...household.kinAtHome].map(one => one.name).join('、')
  return (
    <Modal
      open
      width={640}
      title={say('house.joinTitle')}
      okText={say('house.joinSubmit')}
      okButtonProps={{ loading: join.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ happenedOn: dayOf(new Date()) }}
        onFinish={filled =>
          join.mutate(
            { countyCode: household.countyCode, eventId, householdId: household.id, ...filled },
            {
              onSuccess: () => {
                notice.done(say('house.joinDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="intoHouseholdId"
          label={say('house.joinInto')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <HouseholdPicker regionCode={household.regionCode} without={household.id} onPicked={setPicked} />
        </Form.Item>
        <WhenAndWhy />
        {picked && day && (
          <Alert
            type="info"
            role="status"
            title={say('house.joinPreview', { day, names, to: houseWords(picked) })}
          />
        )}
      </Form>
      {join.isError && <Trouble error={join.error} />}
    </Modal>
  )
}
