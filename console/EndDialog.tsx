// Asks once before something is taken away that others rely on.
import { Modal } from 'antd'
import { Trouble } from './states.tsx'

interface EndDialogProps<Input> {
  title: string
  note: string
  submit: string
  act: {
    mutate: (input: Input, more: { onSuccess: () => void }) => void
    isPending: boolean
    isError: boolean
    error: unknown
  }
  input: Input
  onClose: () => void
}

export function EndDialog<Input>({ title, note, submit, act, input, onClose }: EndDialogProps<Input>) {
  return (
    <Modal
      open
      title={title}
      okText={submit}
      okButtonProps={{ danger: true, loading: act.isPending }}
      onOk={() => act.mutate(input, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{note}</p>
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}
