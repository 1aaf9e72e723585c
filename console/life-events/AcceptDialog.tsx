// Taking an elder in: the village she now lives in and her address there; all else comes with the transfer.
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { levelOf } from '../../domain/kernel/area.ts'
import type { Transfer } from '../../domain/life-events/transfer.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { PlacePicker } from './PlacePicker.tsx'

interface Filled {
  villageCode: string
  address?: string
  hamlet?: string
}

export function AcceptDialog({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const { post } = useSession()
  const [ids] = useState(() => ({ elderId: newId(), householdId: newId() }))
  const [form] = Form.useForm<Filled>()
  const accept = useAct('transfer.accept', ['transfer.get', 'transfer.list', 'elder.list', 'board.read'])
  const isVillage = levelOf(post.regionCode) === 'village'
  const save = ({ villageCode, address = '', hamlet = '' }: Filled) =>
    accept.mutate(
      {
        countyCode: transfer.countyCode,
        id: transfer.id,
        ...ids,
        villageCode: isVillage ? post.regionCode : villageCode,
        address,
        hamlet: hamlet.trim() || null,
      },
      {
        onSuccess: made => {
          notice.done(say('transfers.accepted'))
          onClose()
          go(paths.elder({ countyCode: made.countyCode, id: made.elderId }))
        },
      },
    )
  return (
    <Modal
      open
      title={say('transfers.acceptTitle', { name: transfer.elderName })}
      okText={say('transfers.accept')}
      okButtonProps={{ loading: accept.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{say('transfers.acceptNote')}</p>
      <Form<Filled> form={form} layout="vertical" onFinish={save}>
        {!isVillage && (
          <Form.Item
            name="villageCode"
            label={say('elder.village')}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <PlacePicker under={underOf(post.regionCode, transfer.toRegionCode)} />
          </Form.Item>
        )}
        <Form.Item name="hamlet" label={say('change.hamlet')}>
          <Input size="large" maxLength={40} />
        </Form.Item>
        <Form.Item name="address" label={say('change.address')}>
          <Input size="large" maxLength={200} />
        </Form.Item>
      </Form>
      {accept.isError && <Trouble error={accept.error} />}
    </Modal>
  )
}

/** Where choosing begins: one's own township or county, as narrow as the post is. */
function underOf(postRegion: string, to: string): string {
  return levelOf(postRegion) === 'township' ? postRegion : `${to.slice(0, 6)}000000`
}
