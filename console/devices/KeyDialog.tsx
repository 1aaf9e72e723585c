// A key, shown once: it stands here until somebody says that it is written down.
import { Button, Input, Modal, Space } from 'antd'
import { useWords } from '../language.tsx'
import { useNotice } from '../states.tsx'

export function KeyDialog({ deviceKey, onClose }: { deviceKey: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const copy = () =>
    void navigator.clipboard?.writeText(deviceKey).then(() => notice.done(say('homeDevice.copied')))
  return (
    <Modal
      open
      title={say('homeDevice.keyTitle')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {say('homeDevice.keyKept')}
        </Button>
      }
    >
      <p>{say('homeDevice.keyNote')}</p>
      <Space.Compact block className="below">
        <Input size="large" readOnly value={deviceKey} aria-label={say('homeDevice.key')} />
        <Button size="large" onClick={copy}>
          {say('homeDevice.copy')}
        </Button>
      </Space.Compact>
      <p className="soft below">
        {say('homeDevice.keyTo')}
        <br />
        <code>POST {window.location.origin}/devices/events</code>
        <br />
        <code>Authorization: Bearer …</code>
      </p>
    </Modal>
  )
}
