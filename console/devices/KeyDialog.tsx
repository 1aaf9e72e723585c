// A key, shown once: it stands here until somebody says that it is written down.
import { Button, Input, Modal } from 'antd'
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
      <Input.TextArea
        className="below"
        readOnly
        autoSize
        value={deviceKey}
        aria-label={say('homeDevice.key')}
        onFocus={event => event.target.select()}
      />
      <Button className="below" onClick={copy}>
        {say('homeDevice.copy')}
      </Button>
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
