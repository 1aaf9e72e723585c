// A dialog that asks why before something is done that cannot simply be taken back.
import type { ReactNode } from 'react'
import { FormDialog } from './FormDialog.tsx'
import { useWords } from './language.tsx'

interface ReasonDialogProps<Filled extends { reason: string }> {
  title: string
  note: string
  submit: string
  busy: boolean
  error: unknown
  onSubmit: (filled: Filled) => void
  onClose: () => void
  /** Fields before the reason. */
  children?: ReactNode
}

export function ReasonDialog<Filled extends { reason: string }>({
  busy,
  error,
  ...props
}: ReasonDialogProps<Filled>) {
  const say = useWords()
  return (
    <FormDialog<Filled>
      {...props}
      danger
      act={{ isPending: busy, error }}
      fields={[{ name: 'reason', word: say('accounts.reason'), as: 'long' }]}
    />
  )
}
