// A dialog with a few fields for one act on a case; what was refused is said below them.
import type { ReactNode } from 'react'
import type { OperationName, Sent } from '../../domain/api.ts'
import { useAct } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { useNotice } from '../states.tsx'
import { staleAfterCase } from './stale.ts'

interface ActDialogProps<Name extends OperationName, Filled> {
  operation: Name
  title: string
  note?: string
  ok?: string
  done: string
  initial?: Partial<Filled>
  /** The input made of what was filled in. */
  inputOf: (filled: Filled) => Sent<Name>
  refreshes?: readonly OperationName[]
  onClose: () => void
  children: ReactNode
}

export function ActDialog<Name extends OperationName, Filled extends object>(
  props: ActDialogProps<Name, Filled>,
) {
  const { operation, title, note, ok = title, done, initial, inputOf, onClose, children } = props
  const notice = useNotice()
  const act = useAct(operation, props.refreshes ?? staleAfterCase)
  const save = (filled: Filled) =>
    act.mutate(inputOf(filled), {
      onSuccess: () => {
        notice.done(done)
        onClose()
      },
    })
  return (
    <FormDialog<Filled> {...{ title, note, initial, act, onClose }} submit={ok} fields={[]} onSubmit={save}>
      {children}
    </FormDialog>
  )
}
