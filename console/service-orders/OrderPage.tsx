// One order as a story: the need it came from, what was agreed, every fact in its turn, and the proof.
import { Alert, Button, Descriptions, Space, Tag, Timeline } from 'antd'
import { useState } from 'react'
import { yuanFixed } from '../../domain/kernel/money.ts'
import { cancelText } from '../../domain/service-orders/cancelling.ts'
import { serviceProofs } from '../../domain/service-orders/catalogue.ts'
import {
  type Order,
  type OrderEvent,
  orderStages,
  type Signature,
} from '../../domain/service-orders/order.ts'
import { mayFollow } from '../../domain/service-orders/stage.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { CancelDialog, ConfirmDialog } from './OrderActs.tsx'
import { RearrangeDialog, RescheduleDialog } from './OrderMoves.tsx'
import { OrderPhotos } from './OrderPhotos.tsx'
import { splitText, stageColours, windowText } from './words.ts'
import './service-orders.css'

export function OrderPage() {
  const key = useKey()
  const answer = useAnswer('order.get', key)
  return <Answered query={answer}>{order => <Story order={order} />}</Answered>
}

export function OwnOrderPage() {
  const key = useKey()
  const answer = useAnswer('order.mineGet', key)
  return <Answered query={answer}>{order => <Story order={order} own />}</Answered>
}

function Story({ order, own = false }: { order: Order; own?: boolean }) {
  const say = useWords()
  const go = useGo()
  return (
    <Page
      title={say('order.one', { elder: order.elderName, item: order.itemName })}
      actions={
        <Space wrap>
          <Button onClick={() => go(own ? paths.ownOrders() : paths.orders())}>{say('svc.back')}</Button>
          <Button onClick={() => window.print()}>{say('svc.print')}</Button>
          {!own && <OfficeActs order={order} />}
        </Space>
      }
    >
      {!own && order.stage === 'handedBack' && (
        <Alert
          type="warning"
          showIcon
          title={say(isPast(order) ? 'order.handedBackNote' : 'order.handedBackAdvice')}
        />
      )}
      <Panel title={say('order.facts')}>
        <Facts order={order} own={own} />
      </Panel>
      <Panel title={say('order.story')}>
        <Timeline
          items={order.events.map(event => ({
            color: event.halts ? 'red' : 'blue',
            content: <Fact event={event} />,
          }))}
        />
      </Panel>
      <Panel title={say('order.proofs')}>
        <Proofs order={order} />
        {!own && order.photos.length > 0 && <OrderPhotos order={order} />}
      </Panel>
    </Page>
  )
}

/** Its hour has come: nobody else can be sent at that hour any more. */
const isPast = (order: Order) => Date.parse(order.plannedFrom) < Date.now()

function OfficeActs({ order }: { order: Order }) {
  const say = useWords()
  const may = useMay()
  const [open, setOpen] = useState<'cancel' | 'confirm' | 'reschedule' | 'rearrange' | null>(null)
  const close = () => setOpen(null)
  const mayArrange = may('order:arrange')
  return (
    <Space wrap>
      {may('order:witness') && order.stage === 'finished' && (
        <Button type="primary" onClick={() => setOpen('confirm')}>
          {say('order.confirm')}
        </Button>
      )}
      {mayArrange && mayFollow(order.stage, 'arrange') && !isPast(order) && (
        <Button
          type={order.stage === 'handedBack' ? 'primary' : 'default'}
          onClick={() => setOpen('rearrange')}
        >
          {say('order.rearrange')}
        </Button>
      )}
      {mayArrange && mayFollow(order.stage, 'reschedule') && (
        <Button onClick={() => setOpen('reschedule')}>{say('order.reschedule')}</Button>
      )}
      {mayArrange && mayFollow(order.stage, 'cancel') && (
        <Button danger onClick={() => setOpen('cancel')}>
          {say('order.cancel')}
        </Button>
      )}
      {open === 'cancel' && <CancelDialog order={order} onClose={close} />}
      {open === 'confirm' && <ConfirmDialog order={order} onClose={close} />}
      {open === 'reschedule' && <RescheduleDialog order={order} onClose={close} />}
      {open === 'rearrange' && <RearrangeDialog order={order} onClose={close} />}
    </Space>
  )
}

function Facts({ order, own }: { order: Order; own: boolean }) {
  const say = useWords()
  const { countyCode } = order
  const elder = own ? (
    order.elderName
  ) : (
    <Go to={paths.elder({ countyCode, id: order.elderId }, { part: 'services' })}>{order.elderName}</Go>
  )
  const items = [
    { key: 'elder', label: say('svc.elder'), children: elder },
    {
      key: 'place',
      label: say('svc.place'),
      children: [order.placeName, order.address].filter(Boolean).join(' '),
    },
    {
      key: 'planned',
      label: say('order.planned'),
      children: `${dayText(order.plannedOn)} ${windowText(order)}`,
    },
    {
      key: 'stage',
      label: say('svc.state'),
      children: (
        <>
          <Tag color={stageColours[order.stage]}>{orderStages.words[order.stage]}</Tag>
          {order.isLate && <Tag color="error">{say('order.late')}</Tag>}
        </>
      ),
    },
    {
      key: 'provider',
      label: say('order.provider'),
      children: `${order.providerName} · ${order.workerName ?? say('order.noWorker')}`,
    },
    {
      key: 'price',
      label: say('order.price'),
      children: say('svc.yuan', { yuan: yuanFixed(order.priceFen) }),
    },
    { key: 'split', label: say('order.split'), children: splitText(order.split, order.timeMinutes) || '—' },
    ...(order.minutes === null
      ? []
      : [
          {
            key: 'minutes',
            label: say('order.long'),
            children: say('order.minutes', { minutes: order.minutes, standard: order.standardMinutes }),
          },
        ]),
    ...(order.rating === null
      ? []
      : [{ key: 'rating', label: say('order.rating'), children: `${order.rating} / 5` }]),
    ...costsOf(order, say),
    ...(own
      ? []
      : [
          {
            key: 'need',
            label: say('order.fromNeed'),
            children: <Go to={paths.need({ countyCode, id: order.needId })}>{say('svc.look')}</Go>,
          },
        ]),
  ]
  return <Descriptions column={{ xs: 1, md: 2 }} items={items} />
}

/** What cancelling would cost her, or what the order cost her without being done. */
function costsOf({ cancelTerms, feeFen }: Order, say: ReturnType<typeof useWords>) {
  if (cancelTerms !== null)
    return [{ key: 'cancel', label: say('order.cancelCosts'), children: cancelText(cancelTerms, true) }]
  if (feeFen === 0) return []
  return [{ key: 'fee', label: say('svc.note'), children: say('order.fee', { yuan: yuanFixed(feeFen) }) }]
}

function Fact({ event }: { event: OrderEvent }) {
  const say = useWords()
  const { vitals } = event
  return (
    <>
      <div>
        <b>{instantText(event.happenedAt)}</b> {event.says}
        {event.halts && <Tag color="error">{say('order.overLimit')}</Tag>}
      </div>
      {vitals && (
        <div>
          {[
            say('order.vitals', { upper: vitals.systolic, lower: vitals.diastolic }),
            ...(vitals.pulse === null ? [] : [say('order.pulse', { pulse: vitals.pulse })]),
            ...(vitals.temperatureTenths === null
              ? []
              : [say('order.temperature', { degrees: (vitals.temperatureTenths / 10).toFixed(1) })]),
          ].join('，')}
        </div>
      )}
      <div className="soft small">
        {[
          ...(event.byName ? [event.byName] : []),
          ...(event.metersFromVillage === null
            ? []
            : [say('order.metersFrom', { km: (event.metersFromVillage / 1000).toFixed(1) })]),
          ...(event.clockOffsetMs !== null && Math.abs(event.clockOffsetMs) > 60_000
            ? [say('order.clock', { seconds: Math.round(event.clockOffsetMs / 1000) })]
            : []),
        ].join(' · ')}
      </div>
      {event.signature && <Strokes strokes={event.signature} />}
    </>
  )
}

function Strokes({ strokes }: { strokes: Signature }) {
  const say = useWords()
  return (
    <svg className="strokes" viewBox="0 0 100 56" role="img" aria-label={say('order.signature')}>
      {strokes.map(stroke => (
        <polyline key={stroke.join(' ')} points={pointsOf(stroke)} />
      ))}
    </svg>
  )
}

function pointsOf(stroke: readonly number[]): string {
  const pairs = stroke.flatMap((x, index) => (index % 2 === 0 ? [[x, (stroke[index + 1] ?? 0) * 0.56]] : []))
  return pairs.map(pair => pair.join(',')).join(' ')
}

function Proofs({ order }: { order: Order }) {
  const say = useWords()
  return (
    <Space wrap>
      {order.proofs.map(proof => {
        const missing = order.proofsMissing.includes(proof)
        return (
          <Tag key={proof} color={missing ? 'warning' : 'success'}>
            {serviceProofs.words[proof]}：{say(missing ? 'order.proofMissing' : 'order.proofThere')}
          </Tag>
        )
      })}
    </Space>
  )
}
