// A provider's desk: what waits for her yes, who goes where on a day, and all her orders. Only her own organisation's.
import { Alert, Button, Input, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import type { OrderRow } from '../../domain/service-orders/order.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { OwnBeds } from '../home-care/OwnBeds.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { OrderFilters, orderFilter } from './OrderFilters.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import './service-orders.css'

const stale = ['order.mine', 'order.mineGet'] as const

export function OwnOrdersPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const countyCode = post.regionCode.slice(0, 6)
  const view = filters.view === 'list' || filters.view === 'beds' ? filters.view : 'day'
  const counted = useAnswer('order.mine', { countyCode, limit: 1 })
  const waiting = counted.data?.counts.requested ?? 0
  const [provider] = counted.data?.providers ?? []
  return (
    <Page
      title={provider ? `${say('own.title')} · ${provider.name}` : say('own.title')}
      tabTitle={say('own.title')}
      actions={<Button onClick={() => window.print()}>{say('svc.print')}</Button>}
    >
      {counted.data && !provider && <Alert type="warning" showIcon title={say('own.notMember')} />}
      {waiting > 0 && view !== 'beds' && <Waiting countyCode={countyCode} count={waiting} />}
      <Segmented
        className="no-print"
        size="large"
        value={view}
        options={[
          { value: 'day', label: say('own.byWorker') },
          { value: 'list', label: say('own.list') },
          { value: 'beds', label: say('own.beds') },
        ]}
        onChange={view => change({ view: view === 'day' ? undefined : view })}
      />
      {view === 'day' && <DayPlan countyCode={countyCode} />}
      {view === 'list' && <All countyCode={countyCode} counts={counted.data?.counts} />}
      {view === 'beds' && <OwnBeds countyCode={countyCode} />}
    </Page>
  )
}

function Waiting({ countyCode, count }: { countyCode: string; count: number }) {
  const say = useWords()
  const list = usePages('order.mine', { countyCode, stage: 'requested' })
  return (
    <Panel title={say('own.waiting', { count })}>
      <Paged list={list} nothing={say('own.none')}>
        {rows => (
          <OrdersTable
            own
            rows={rows}
            to={paths.ownOrder}
            acts={row => (
              <Space wrap>
                <WorkerChoice order={row} />
                <HandBack order={row} />
              </Space>
            )}
          />
        )}
      </Paged>
    </Panel>
  )
}

function All({
  countyCode,
  counts,
}: {
  countyCode: string
  counts: Parameters<typeof OrderFilters>[0]['counts']
}) {
  const say = useWords()
  const [filters] = useFilters()
  const list = usePages('order.mine', { countyCode, ...orderFilter(filters) })
  return (
    <>
      <OrderFilters counts={counts} />
      <Panel>
        <Paged list={list} nothing={say('order.none')}>
          {rows => <OrdersTable own rows={rows} to={paths.ownOrder} />}
        </Paged>
      </Panel>
    </>
  )
}

/** One day, a panel for each who goes; those without anybody first. */
function DayPlan({ countyCode }: { countyCode: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const day = filters.day ?? dayOf(new Date())
  const answer = useAnswer('order.mine', { countyCode, from: day, to: day, limit: 500 })
  return (
    <>
      <div className="filters no-print">
        <Input
          type="date"
          size="large"
          className="filter-day"
          aria-label={say('need.day')}
          value={day}
          onChange={event => change({ day: event.target.value || undefined })}
        />
      </div>
      <Answered query={answer}>
        {({ rows }) => {
          const open = rows.filter(row => row.stage !== 'annulled' && row.stage !== 'handedBack')
          if (open.length === 0) return <p className="soft">{say('own.none')}</p>
          return byWorker(open).map(([name, orders]) => (
            <Panel key={name ?? ''} title={name ?? say('order.noWorker')}>
              <OrdersTable
                own
                rows={orders}
                to={paths.ownOrder}
                acts={row => ['requested', 'promised'].includes(row.stage) && <WorkerChoice order={row} />}
              />
            </Panel>
          ))
        }}
      </Answered>
    </>
  )
}

function byWorker(rows: readonly OrderRow[]): [string | null, OrderRow[]][] {
  const groups = new Map<string | null, OrderRow[]>()
  for (const row of rows) groups.set(row.workerName, [...(groups.get(row.workerName) ?? []), row])
  const sorted = [...groups].map(([name, orders]): [string | null, OrderRow[]] => [
    name,
    orders.sort((one, other) => one.plannedFrom.localeCompare(other.plannedFrom)),
  ])
  return sorted.sort(([one], [other]) => (one === null ? -1 : other === null ? 1 : one.localeCompare(other)))
}

/** Accepts with whoever is chosen, or sends another. */
function WorkerChoice({ order }: { order: OrderRow }) {
  const say = useWords()
  const notice = useNotice()
  const { countyCode, id } = order
  const workers = useAnswer('worker.list', { countyCode, providerId: order.providerId })
  const [chosen, setChosen] = useState<string | null>(order.workerId)
  const accept = useAct('order.accept', stale)
  const dispatch = useAct('order.dispatch', stale)
  const said = { onSuccess: () => notice.done(say('svc.saved')), onError: notice.refused }
  const isNew = order.stage === 'requested'
  return (
    <Space.Compact className="no-print">
      <Select
        className="worker-choice"
        aria-label={say('own.dispatch')}
        placeholder={say('own.dispatch')}
        value={chosen}
        options={(workers.data?.rows ?? []).map(worker => ({
          value: worker.id as string | null,
          label: worker.name,
        }))}
        onChange={setChosen}
      />
      <Button
        type={isNew ? 'primary' : 'default'}
        loading={accept.isPending || dispatch.isPending}
        disabled={!isNew && (chosen === null || chosen === order.workerId)}
        onClick={() =>
          isNew
            ? accept.mutate({ countyCode, id, workerId: chosen }, said)
            : chosen && dispatch.mutate({ countyCode, id, workerId: chosen }, said)
        }
      >
        {say(isNew ? 'own.accept' : 'own.dispatchButton')}
      </Button>
    </Space.Compact>
  )
}

function HandBack({ order }: { order: OrderRow }) {
  const say = useWords()
  const [open, setOpen] = useState(false)
  const act = useAct('order.handBack', stale)
  const { countyCode, id } = order
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('own.handBack')}
      </Button>
      {open && (
        <ReasonDialog<{ reason: string }>
          title={say('own.handBack')}
          note={say('own.handBackNote')}
          submit={say('own.handBack')}
          busy={act.isPending}
          error={act.error}
          onSubmit={({ reason }) =>
            act.mutate({ countyCode, id, why: reason }, { onSuccess: () => setOpen(false) })
          }
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
