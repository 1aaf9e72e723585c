// One transfer: both accounts, what it was for, what belongs to the same voucher, and the way to take it back.
import { PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Descriptions, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { amountText, unitWords } from '../../domain/ledger/amount.ts'
import type { LedgerTransfer } from '../../domain/ledger/entry.ts'
import { type LedgerSubject, ledgerPurposes, ledgerSubjects } from '../../domain/ledger/purposes.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { Amount } from './Amount.tsx'
import { subjectPaths } from './subjects.ts'
import { End, TransferTable } from './TransferTable.tsx'
import './ledger.css'

export function TransferPage() {
  const answer = useAnswer('ledger.transfer', useKey())
  return <Answered query={answer}>{found => <Transfer {...found} />}</Answered>
}

type Found = Output<'ledger.transfer'>

function Transfer({ transfer, voucher }: Found) {
  const say = useWords()
  const may = useMay()
  const { countyCode, counterpart } = transfer
  return (
    <Page
      title={say('ledger.voucher', { serial: transfer.serial })}
      actions={
        <Space wrap>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('ledger.print')}
          </Button>
          {may('ledger:close') && transfer.fixed === null && (
            <Reverse transfer={transfer} voucher={voucher} />
          )}
        </Space>
      }
    >
      {counterpart && (
        <Alert
          type={transfer.isReversal ? 'info' : 'warning'}
          showIcon
          title={
            <Go to={paths.ledgerTransfer({ countyCode, id: counterpart.id })}>
              {say(transfer.isReversal ? 'ledger.reverses' : 'ledger.reversedBy', {
                serial: counterpart.serial,
                day: dayText(counterpart.day),
              })}
            </Go>
          }
        />
      )}
      {may('ledger:close') && transfer.fixed !== null && !transfer.isReversal && !transfer.isReversed && (
        <Alert className="no-print" type="info" showIcon title={transfer.fixed} />
      )}
      <Facts transfer={transfer} />
      {voucher.length > 1 && (
        <Panel title={say('ledger.sameVoucher')}>
          <TransferTable rows={voucher} here={transfer.id} />
        </Panel>
      )}
    </Page>
  )
}

function Facts({ transfer }: { transfer: Found['transfer'] }) {
  const say = useWords()
  const { countyCode, subjectKind, subjectId } = transfer
  return (
    <Panel className="below">
      <Descriptions
        bordered
        column={{ xs: 1, md: 2 }}
        items={[
          {
            key: 'amount',
            label: say('ledger.amount'),
            children: (
              <strong className="ledger-big">
                <Amount unit={transfer.unit} amount={transfer.amount} withUnit />
              </strong>
            ),
          },
          {
            key: 'purpose',
            label: say('ledger.purpose'),
            children: (
              <>
                {ledgerPurposes.words[transfer.purpose]}{' '}
                {transfer.isReversal && <Tag color="warning">{say('ledger.reversal')}</Tag>}
                {transfer.isReversed && <Tag>{say('ledger.reversed')}</Tag>}
              </>
            ),
          },
          {
            key: 'from',
            label: say('ledger.fromAccount'),
            children: <End countyCode={countyCode} end={transfer.from} />,
          },
          {
            key: 'to',
            label: say('ledger.toAccount'),
            children: <End countyCode={countyCode} end={transfer.to} />,
          },
          { key: 'day', label: say('ledger.date'), children: dayText(transfer.day) },
          { key: 'place', label: say('ledger.region'), children: transfer.placeName },
          { key: 'at', label: say('ledger.postedAt'), children: instantText(transfer.postedAt) },
          {
            key: 'by',
            label: say('ledger.postedBy'),
            children: transfer.postedByName ?? say('ledger.byProgram'),
          },
          ...(subjectKind !== null && subjectId !== null
            ? [
                {
                  key: 'subject',
                  label: say('ledger.subject'),
                  children: <Subject kind={subjectKind} subject={{ countyCode, id: subjectId }} />,
                },
              ]
            : []),
          ...(transfer.note === null
            ? []
            : [{ key: 'note', label: say('ledger.note'), children: transfer.note }]),
        ]}
      />
    </Panel>
  )
}

function Subject({ kind, subject }: { kind: LedgerSubject; subject: { countyCode: string; id: string } }) {
  const to = subjectPaths[kind]
  const word = ledgerSubjects.words[kind]
  return to ? <Go to={to(subject)}>{word}</Go> : word
}

/** One leg alone or the whole paper: what three sources paid for one meal is mostly wrong together. */
function Reverse({ transfer, voucher }: Found) {
  const say = useWords()
  const notice = useNotice()
  const [chosen, setChosen] = useState<readonly LedgerTransfer[] | null>(null)
  const reverse = useAct('ledger.reverse', [
    ...(['ledger.transfer', 'ledger.transfers', 'ledger.statement'] as const),
    ...(['ledger.trial', 'ledger.accounts'] as const),
  ])
  const whole = voucher.filter(one => !one.isReversal && !one.isReversed)
  return (
    <Space wrap>
      {whole.length > 1 && (
        <Button danger onClick={() => setChosen(whole)}>
          {say('ledger.reverseAll')}
        </Button>
      )}
      <Button danger type="primary" onClick={() => setChosen([transfer])}>
        {say('ledger.reverse')}
      </Button>
      {chosen && (
        <ReasonDialog
          title={say('ledger.reverseTitle', { count: chosen.length })}
          note={say('ledger.reverseNote', { sum: sumOf(chosen) })}
          submit={say('ledger.reversal')}
          busy={reverse.isPending}
          error={reverse.error}
          onClose={() => {
            reverse.reset()
            setChosen(null)
          }}
          onSubmit={({ reason }) =>
            reverse.mutate(
              { countyCode: transfer.countyCode, ids: chosen.map(one => one.id), reason },
              {
                onSuccess: () => {
                  setChosen(null)
                  notice.done(say('ledger.reverseDone'))
                },
              },
            )
          }
        />
      )}
    </Space>
  )
}

/** '12.00 元、2 份': units are never added together. */
function sumOf(transfers: readonly LedgerTransfer[]): string {
  const sums = new Map<LedgerTransfer['unit'], number>()
  for (const { unit, amount } of transfers) sums.set(unit, (sums.get(unit) ?? 0) + amount)
  return [...sums].map(([unit, sum]) => `${amountText(unit, sum)} ${unitWords[unit]}`).join('、')
}
