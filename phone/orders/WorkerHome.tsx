// Home of whoever serves at old people's homes: today's orders, and one of them with its one next step.
import type { CarriedOrders } from '../../domain/service-orders/carried.ts'
import { call } from '../../ui/client.ts'
import { go, pathOf } from '../address.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import type { HomeParts } from '../homes.tsx'
import { useSpeech } from '../language.tsx'
import { useWork } from '../open-phone.ts'
import { BedPages, BedSection } from './BedPages.tsx'
import { type BedToday, bedsToday, type WorkerCarried } from './beds.ts'
import { OrderPage } from './OrderPage.tsx'
import { StepPage, steppedTo } from './StepPage.tsx'
import { TimePage } from './TimePage.tsx'
import { hourText, type OrderSection, type OrderToday, ordersToday, sectionOf } from './today.ts'

export async function fetchOrders(known: unknown): Promise<unknown> {
  const before = known as WorkerCarried | null
  const orders = await call('order.carried', { fingerprint: before?.fingerprint ?? null })
  if (!orders.unchanged && orders.carried === null) return null
  const beds = await call('homeBed.carried', { fingerprint: before?.beds?.fingerprint ?? null })
  if (orders.unchanged && beds.unchanged) return known
  return { ...(orders.carried ?? before), beds: beds.unchanged ? before?.beds : beds.carried }
}

const sections: readonly OrderSection[] = ['before', 'today', 'tomorrow', 'over']

export function WorkerHome(parts: HomeParts) {
  const { phone, path } = parts
  const { say } = useSpeech()
  const { carried, acts, attachments } = useWork(phone.work)
  const all = carried as WorkerCarried | null
  const orders = all ? ordersToday(all, acts, attachments) : []
  const beds = all?.beds ? bedsToday(all.beds, acts) : []
  const [where, id, step] = path.split('/')
  if (all && where === 'bed')
    return (
      <BedPages phone={phone} found={beds.find(({ bed }) => bed.id === id)} step={step} limits={all.limits} />
    )
  if (where === 'time') return <TimePage />
  if (where !== 'order') return <List {...parts} orders={orders} beds={beds} />
  const found = orders.find(({ order }) => order.id === id)
  if (!found)
    return (
      <Screen title={say('orders.title')} back={() => go({ at: 'today' })}>
        <Notice kind="info">{say('orders.gone')}</Notice>
      </Screen>
    )
  const place = steppedTo(step)
  const { limits } = carried as CarriedOrders
  return place ? (
    <StepPage key={place} phone={phone} found={found} step={place} limits={limits} />
  ) : (
    <OrderPage phone={phone} found={found} />
  )
}

function List({
  phone,
  sendingState,
  strip,
  orders,
  beds,
}: HomeParts & { orders: OrderToday[]; beds: BedToday[] }) {
  const { say } = useSpeech()
  const state = useWork(phone.work)
  const carried = state.carried as CarriedOrders | null
  return (
    <Screen
      title={say('orders.title')}
      corner={
        <button
          type="button"
          className="corner"
          aria-label={say('settings.title')}
          onClick={() => go({ at: 'settings' })}
        >
          <Icon name="settings" />
        </button>
      }
    >
      <div className="bleed">{strip}</div>
      {carried?.warnings.map(warning => (
        <Notice key={warning} kind="warn">
          {warning}
        </Notice>
      ))}
      {carried === null ? (
        <Notice kind="info">{say(sendingState.running ? 'app.loading' : 'orders.notAWorker')}</Notice>
      ) : (
        orders.length === 0 && <Notice kind="info">{say('orders.none')}</Notice>
      )}
      {sections.map(section => (
        <Section
          key={section}
          section={section}
          orders={orders.filter(order => sectionOf(order, state.today) === section)}
        />
      ))}
      <BedSection beds={beds} />
      <p />
      <Button kind="plain" onClick={() => go({ at: 'home', path: 'time' })}>
        {say('time.title')}
      </Button>
      <Button
        icon="refresh"
        disabled={sendingState.running}
        onClick={() => void phone.sending.run({ force: true })}
      >
        {say(sendingState.running ? 'app.loading' : 'today.refresh')}
      </Button>
    </Screen>
  )
}

function Section({ section, orders }: { section: OrderSection; orders: OrderToday[] }) {
  const { say } = useSpeech()
  if (orders.length === 0) return null
  return (
    <section aria-label={say(`orders.${section}`)}>
      <h2 className="section">
        <span>{say(`orders.${section}`)}</span>
        <span>{say('orders.count', { count: orders.length })}</span>
      </h2>
      <ul className="list">
        {orders.map(found => (
          <li key={found.order.id}>
            <OrderCard found={found} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const marks: Partial<Record<OrderToday['so']['stage'], string>> = {
  inService: 'warn',
  finished: 'warn',
  confirmed: 'good',
  settled: 'good',
  halted: 'danger',
  nobodyHome: 'danger',
}

function OrderCard({ found }: { found: OrderToday }) {
  const { say } = useSpeech()
  const { order, so, refused } = found
  return (
    <a className="card" href={pathOf({ at: 'home', path: `order/${order.id}` })}>
      <span className="line">
        <span className="name">{order.elderName}</span>
        <span>{hourText(order.plannedFrom)}</span>
      </span>
      <span className="line">
        <span>{[order.villageName, order.hamlet].filter(Boolean).join(' ')}</span>
        <span className={`mark ${marks[so.stage] ?? ''}`}>{say(`orders.stage.${so.stage}`)}</span>
      </span>
      <p>{order.itemName}</p>
      {order.barred && <p className="mark danger">{order.barred}</p>}
      {refused > 0 && <p className="mark danger">{say('orders.refused')}</p>}
    </a>
  )
}
