// Editing one elder: only the fields changed are sent, with the version that was seen.
import { Form, Modal } from 'antd'
import type { Elder } from '../../domain/elders/elder.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { ElderFields, type ElderFilled } from './ElderFields.tsx'
import { changesBetween, filledFrom } from './elder-changes.ts'

export function EditDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<ElderFilled>()
  const before = filledFrom(elder)
  const update = useAct('elder.update', ['elder.get', 'elder.list'])
  const save = (filled: ElderFilled) => {
    const changes = changesBetween(before, filled)
    if (Object.keys(changes).length === 0) return onClose()
    update.mutate(
      { countyCode: elder.countyCode, id: elder.id, version: elder.version, elder: changes },
      {
        onSuccess: () => {
          notice.done(say('elder.saved'))
          onClose()
        },
      },
    )
  }
  return (
    <Modal
      open
      width={820}
      title={say('elder.editTitle', { name: elder.name })}
      okText={say('form.save')}
      okButtonProps={{ loading: update.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {update.isError && <Trouble error={update.error} />}
      <Form<ElderFilled> form={form} layout="vertical" initialValues={before} onFinish={save}>
        <ElderFields masked={{ name: elder.name, citizenNumber: elder.numberMask, phone: elder.phoneMask }} />
      </Form>
    </Modal>
  )
}
