// Money for living in a home comes in, or is given back; the receipt is shown to print.
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { feePayers, receiptKinds, receiptWays } from '../../domain/stays/fees.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { monthText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { fenOf, money } from '../money.ts'
import { paths } from '../paths.ts'

const stale = [
  ...(['stayFee.month', 'stayFee.receipts', 'stayFee.arrears', 'stay.get', 'stay.list'] as const),
  ...(['stay.rooms', 'stay.counts', 'stationBook.get'] as const),
] as const

interface Filled {
  kind: (typeof receiptKinds.keys)[number]
  payer: (typeof feePayers.keys)[number]
  payerName?: string
  yuan: number
  way: (typeof receiptWays.keys)[number]
  day: string
  note?: string
}

interface ReceiveDialogProps {
  row: { countyCode: string; stayId: string; residentName: string; owedFen: number }
  onClose: () => void
}

export function ReceiveDialog({ row, onClose }: ReceiveDialogProps) {
  const say = useWords()
  const go = useGo()
  const [id] = useState(newId)
  const receive = useAct('stayFee.receive', stale)
  const { countyCode, stayId } = row
  return (
    <FormDialog<Filled>
      title={say('fees.receiveOf', { name: row.residentName })}
      note={row.owedFen > 0 ? say('fees.owesNow', { yuan: money(row.owedFen) }) : say('fees.owesNothing')}
      submit={say('fees.receiveDo')}
      act={receive}
      initial={{
        ...{ kind: 'feeIn', payer: 'paidByElder', way: 'feeInCash', day: dayOf(new Date()) },
        ...(row.owedFen > 0 && { yuan: row.owedFen / 100 }),
      }}
      fields={[
        { name: 'kind', word: say('fees.kind'), as: 'choice', words: receiptKinds.words },
        { name: 'yuan', word: say('fees.amount'), as: 'yuan' },
        { name: 'payer', word: say('fees.payer'), as: 'choice', words: feePayers.words },
        { name: 'payerName', word: say('fees.payerName'), as: 'text', most: 40, optional: true },
        { name: 'way', word: say('fees.way'), as: 'choice', words: receiptWays.words },
        { name: 'day', word: say('stays.day'), as: 'day' },
        { name: 'note', word: say('stays.note'), as: 'text', optional: true },
      ]}
      onSubmit={({ kind, payer, payerName, yuan, way, day, note }) =>
        receive.mutate(
          {
            ...{ countyCode, kind, payer, way, day, payerName: payerName?.trim() || null },
            ...{ note: note?.trim() || null, lines: [{ id, stayId, amountFen: fenOf(yuan) }] },
          },
          { onSuccess: () => go(paths.stayReceipts(countyCode, [id])) },
        )
      }
      onClose={onClose}
    />
  )
}

interface GovernmentDialogProps {
  rows: readonly { countyCode: string; stayId: string; governmentFen: number; governmentPaidFen: number }[]
  month: string
  onClose: () => void
}

/** The government pays for all of them at once. */
export function GovernmentDialog({ rows, month, onClose }: GovernmentDialogProps) {
  const say = useWords()
  const go = useGo()
  const receive = useAct('stayFee.receive', stale)
  const [lines] = useState(() =>
    rows.map(({ stayId, governmentFen, governmentPaidFen }) => ({
      ...{ id: newId(), stayId, amountFen: governmentFen - governmentPaidFen },
    })),
  )
  const countyCode = rows[0]?.countyCode ?? ''
  const sum = lines.reduce((all, line) => all + line.amountFen, 0)
  return (
    <FormDialog<{ day: string; payerName?: string }>
      title={say('fees.receiveGovernment')}
      note={say('fees.governmentNote', {
        ...{ people: lines.length, yuan: money(sum), month: monthText(month) },
      })}
      submit={say('fees.receiveDo')}
      act={receive}
      initial={{ day: dayOf(new Date()) }}
      fields={[
        { name: 'payerName', word: say('fees.payerName'), as: 'text', most: 40, optional: true },
        { name: 'day', word: say('stays.day'), as: 'day' },
      ]}
      onSubmit={({ day, payerName }) =>
        receive.mutate(
          {
            ...{ countyCode, kind: 'feeIn', payer: 'paidByGovernment', way: 'feeByBank', day, lines },
            ...{ payerName: payerName?.trim() || null, note: monthText(month) },
          },
          {
            onSuccess: () =>
              go(
                paths.stayReceipts(
                  countyCode,
                  lines.map(line => line.id),
                ),
              ),
          },
        )
      }
      onClose={onClose}
    />
  )
}
