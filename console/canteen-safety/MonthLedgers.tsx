// The four ledgers of a month: on the screen, on paper as the market regulator asks for them, and as a spreadsheet.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Segmented, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Output } from '../../domain/api.ts'
import {
  acceptances,
  disinfectedThings,
  disinfectionWays,
  type PurchaseRow,
  selfCheckItems,
  selfCheckKinds,
} from '../../domain/canteen-safety/records.ts'
import { type CanteenRow, meals } from '../../domain/canteens/canteen.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPhoto } from '../AddPhoto.tsx'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { useDownloaded } from '../downloaded.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'

export type Month = Output<'safety.month'>

export function MonthLedgers({ canteen }: { canteen: CanteenRow }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [filters, change] = useFilters()
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const key = { countyCode: canteen.countyCode, canteenId: canteen.id, month }
  const answer = useAnswer('safety.month', key)
  return (
    <Panel
      title={say('safety.records')}
      extra={
        <Space wrap>
          <Input
            type="month"
            aria-label={say('safety.month')}
            value={month}
            max={monthOf(dayOf(new Date()))}
            onChange={event => change({ month: event.target.value || undefined })}
          />
          <Button onClick={() => go(paths.foodSafetyPrint(canteen, { what: 'month', month }))}>
            {say('safety.print')}
          </Button>
          <Button onClick={() => saveAnswer('safety.export', key).catch(notice.refused)}>
            {say('safety.export')}
          </Button>
        </Space>
      }
    >
      <Answered query={answer}>{of => <OneLedger of={of} countyCode={canteen.countyCode} />}</Answered>
    </Panel>
  )
}

const ledgerWords = {
  samples: 'safety.samples',
  purchases: 'safety.purchases',
  disinfections: 'safety.disinfections',
  selfChecks: 'safety.selfChecks',
} as const
type Ledger = keyof typeof ledgerWords
const ledgers = Object.keys(ledgerWords) as Ledger[]

function OneLedger({ of, countyCode }: { of: Month; countyCode: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const only = ledgers.find(key => key === filters.ledger) ?? 'samples'
  return (
    <>
      <Segmented
        size="large"
        value={only}
        options={ledgers.map(key => ({ value: key, label: `${say(ledgerWords[key])} ${of[key].length}` }))}
        onChange={ledger => change({ ledger })}
      />
      <Ledgers of={of} countyCode={countyCode} photos={true} only={only} />
    </>
  )
}

interface LedgersProps {
  of: Month
  countyCode: string
  photos: boolean
  /** One of the four; on paper they stand one after the other. */
  only?: Ledger
}

/** The same on the screen and on paper. */
export function Ledgers({ of, countyCode, photos, only }: LedgersProps) {
  const shown = only === undefined ? ledgers : [only]
  return (
    <>
      {shown.includes('samples') && <Samples of={of} />}
      {shown.includes('purchases') && <Purchases of={of} countyCode={countyCode} photos={photos} />}
      {shown.includes('disinfections') && <Disinfections of={of} />}
      {shown.includes('selfChecks') && <SelfChecks of={of} />}
    </>
  )
}

function Samples({ of }: { of: Month }) {
  const say = useWords()
  return (
    <Sheet
      title={say('safety.samples')}
      head={[
        ...[say('safety.day'), say('safety.dish'), say('safety.grams'), say('safety.takenAt')],
        ...[say('safety.code'), say('safety.keeper'), say('safety.checker'), say('safety.discarded')],
      ]}
      rows={of.samples.map(row => ({
        id: row.id,
        cells: [
          ...[
            `${row.day.slice(5)} ${meals.words[row.meal]}`,
            row.dish,
            row.grams,
            instantText(row.takenAt).slice(5),
          ],
          ...[row.code, row.keeperName, row.checkerName],
          row.discardedAt && instantText(row.discardedAt).slice(5),
        ],
      }))}
    />
  )
}

function Purchases({ of, countyCode, photos }: LedgersProps) {
  const say = useWords()
  return (
    <Sheet
      title={say('safety.purchases')}
      head={[
        ...[say('safety.day'), say('safety.goods'), say('safety.amount'), say('safety.supplier')],
        ...[say('safety.ticket'), say('safety.cost'), say('safety.expires'), say('safety.acceptance')],
        ...[say('safety.by'), ...(photos ? [say('safety.photo')] : [])],
      ]}
      rows={of.purchases.map(row => ({
        id: row.id,
        cells: [
          ...[row.boughtOn.slice(5), row.goods, row.amount, row.supplier, row.ticketNumber],
          row.costFen === null ? '' : say('safety.yuan', { yuan: yuanFixed(row.costFen) }),
          ...[row.expiresOn, acceptances.words[row.acceptance], row.byName],
          ...(photos ? [<Ticket key={row.id} purchase={row} countyCode={countyCode} />] : []),
        ],
      }))}
    />
  )
}

function Disinfections({ of }: { of: Month }) {
  const say = useWords()
  return (
    <Sheet
      title={say('safety.disinfections')}
      head={[
        ...[say('safety.day'), say('safety.things'), say('safety.way'), say('safety.minutes')],
        say('safety.by'),
      ]}
      rows={of.disinfections.map(row => ({
        id: row.id,
        cells: [
          ...[
            instantText(row.doneAt).slice(5),
            row.things.map(one => disinfectedThings.words[one]).join('、'),
          ],
          ...[disinfectionWays.words[row.way], row.minutes, row.byName],
        ],
      }))}
    />
  )
}

function SelfChecks({ of }: { of: Month }) {
  const say = useWords()
  return (
    <Sheet
      title={say('safety.selfChecks')}
      head={[
        ...[say('safety.day'), say('safety.kind'), say('safety.faults'), say('safety.mended')],
        say('safety.by'),
      ]}
      rows={of.selfChecks.map(row => ({
        id: row.id,
        cells: [
          ...[row.day.slice(5), selfCheckKinds.words[row.kind]],
          row.faults.map(one => selfCheckItems.words[one]).join('；') || say('safety.allFine'),
          ...[row.note, row.byName],
        ],
      }))}
    />
  )
}

interface SheetProps {
  title: string
  head: readonly string[]
  rows: readonly { id: string; cells: readonly ReactNode[] }[]
}

function Sheet({ title, head, rows }: SheetProps) {
  const say = useWords()
  return (
    <section className="safety-ledger">
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <Nothing>{say('safety.nothing')}</Nothing>
      ) : (
        <div className="scroll-sideways">
          <table className="canteen-week">
            <thead>
              <tr>
                {head.map(word => (
                  <th key={word} scope="col">
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.id}>
                  {head.map((word, column) => (
                    <td key={word}>{row.cells[column]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Ticket({ purchase, countyCode }: { purchase: PurchaseRow; countyCode: string }) {
  const say = useWords()
  const may = useMay()
  const client = useQueryClient()
  const [shown, setShown] = useState(false)
  if (!may('canteen:run')) return null
  const send = async (file: File, contentType: 'image/jpeg' | 'image/png' | 'image/webp') => {
    await upload(
      'foodPurchase.addPhoto',
      { countyCode, id: purchase.id, photoId: newId(), contentType },
      file,
    )
    await client.invalidateQueries({ queryKey: ['safety.month'] })
  }
  return (
    <Space wrap>
      {purchase.photoId && (
        <Button size="small" onClick={() => setShown(true)}>
          {say('safety.seePhoto')}
        </Button>
      )}
      <AddPhoto word={say('safety.addPhoto')} send={send} />
      {shown && <TicketPhoto countyCode={countyCode} id={purchase.id} onClose={() => setShown(false)} />}
    </Space>
  )
}

function TicketPhoto({ countyCode, id, onClose }: { countyCode: string; id: string; onClose: () => void }) {
  const say = useWords()
  const address = useDownloaded('foodPurchase.photo', { countyCode, id }, onClose)
  return (
    <Modal open title={say('safety.photo')} footer={null} onCancel={onClose}>
      {address && <img src={address} alt={say('safety.photo')} className="whole-width" />}
    </Modal>
  )
}
