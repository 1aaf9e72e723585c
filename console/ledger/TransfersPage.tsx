// All that was posted, newest first, narrowed by day, unit, account and purpose; a voucher is found by its number.
import { Button, Form, Input } from 'antd'
import { Refused } from '../../domain/kernel/refusal.ts'
import { ledgerAccountKinds, ledgerUnits } from '../../domain/ledger/accounts.ts'
import { ledgerPurposes } from '../../domain/ledger/purposes.ts'
import { call } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { Choose } from '../Choose.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useNotice } from '../states.tsx'
import { DayField } from './DayField.tsx'
import { LedgerFrame } from './LedgerFrame.tsx'
import { TransferTable } from './TransferTable.tsx'

export function TransfersPage() {
  return <LedgerFrame part="transfers">{region => <Transfers region={region} />}</LedgerFrame>
}

function Transfers({ region }: { region: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const unit = ledgerUnits.keys.find(key => key === filters.unit)
  const kind = ledgerAccountKinds.keys.find(key => key === filters.kind)
  const purpose = ledgerPurposes.keys.find(key => key === filters.purpose)
  const list = usePages('ledger.transfers', {
    regionCode: region,
    ...(filters.from && { from: filters.from }),
    ...(filters.to && { to: filters.to }),
    ...(unit && { unit }),
    ...(kind && { kind }),
    ...(purpose && { purpose }),
  })
  return (
    <>
      <search className="filters no-print">
        <FindBySerial region={region} />
        <DayField word={say('ledger.from')} value={filters.from ?? ''} onChange={from => change({ from })} />
        <DayField word={say('ledger.to')} value={filters.to ?? ''} onChange={to => change({ to })} />
        <Choose name="unit" all={say('ledger.anyUnit')} words={ledgerUnits.words} />
        <Choose name="kind" all={say('ledger.anyKind')} words={ledgerAccountKinds.words} />
        <Choose name="purpose" all={say('ledger.anyPurpose')} words={ledgerPurposes.words} />
      </search>
      <Panel>
        <Paged list={list} nothing={say('ledger.transfersNone')}>
          {rows => <TransferTable rows={rows} />}
        </Paged>
      </Panel>
    </>
  )
}

function FindBySerial({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const find = async ({ serial }: { serial: string }) => {
    try {
      const number = Number(serial.trim())
      const { rows } = Number.isSafeInteger(number)
        ? await call('ledger.transfers', { regionCode: region, serial: number })
        : { rows: [] }
      const [found] = rows
      if (!found) throw new Refused('not_found', say('ledger.noSuchSerial'))
      go(paths.ledgerTransfer(found))
    } catch (error) {
      notice.refused(error)
    }
  }
  return (
    <Form<{ serial: string }> layout="inline" onFinish={find} className="find-serial">
      <Form.Item name="serial" rules={[{ required: true, message: '' }]}>
        <Input
          size="large"
          inputMode="numeric"
          aria-label={say('ledger.findSerial')}
          placeholder={say('ledger.findSerial')}
          maxLength={12}
        />
      </Form.Item>
      <Button size="large" htmlType="submit">
        {say('ledger.find')}
      </Button>
    </Form>
  )
}
