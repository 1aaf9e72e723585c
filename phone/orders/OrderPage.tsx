// One order at the door: whom, where, what, and one large button for what comes next.
import { useState } from 'react'
import type { WorkerAct } from '../../domain/service-orders/order.ts'
import { go } from '../address.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { Opened } from '../open-phone.ts'
import { PictureStep, Pictures } from './Pictures.tsx'
import { keepStep } from './stepping.ts'
import { hourText, nextAct, type OrderToday } from './today.ts'

export function OrderPage({ phone, found }: { phone: Opened; found: OrderToday }) {
  const { say } = useSpeech()
  const { order, so } = found
  const next = nextAct(found)
  const [locating, setLocating] = useState(false)
  const to = (step: string) => go({ at: 'home', path: `order/${order.id}/${step}` })

  const isPicture = next === 'photoBefore' || next === 'photoAfter'
  function step(kind: WorkerAct): void {
    if (kind === 'takeVitals') to('vitals')
    else if (kind === 'confirm') to('confirm')
    else {
      setLocating(true)
      void keepStep(phone, order, { kind }).finally(() => setLocating(false))
    }
  }

  const isMeasuredBadly = so.stage === 'inService' && so.lastVitalsHalt === true
  return (
    <Screen
      title={order.elderName}
      back={() => go({ at: 'today' })}
      action={
        isPicture ? (
          <PictureStep key={next} phone={phone} order={order} picture={next} />
        ) : (
          next && (
            <Button
              kind="main"
              icon={next === 'confirm' ? 'pen' : 'check'}
              disabled={locating}
              onClick={() => step(next)}
            >
              {locating
                ? say('orders.locating')
                : say(isMeasuredBadly ? 'orders.again' : `orders.next.${next as 'setOut'}`)}
            </Button>
          )
        )
      }
    >
      {order.barred && <Notice kind="danger">{order.barred}</Notice>}
      <Notice kind={so.stage === 'halted' || so.stage === 'nobodyHome' ? 'danger' : 'info'}>
        <strong>{say(`orders.stage.${so.stage}`)}</strong>
        {so.stage === 'inService' && so.lastVitalsHalt === false && <div>{say('orders.measured')}</div>}
      </Notice>
      {isMeasuredBadly && (
        <Notice kind="danger" icon="danger">
          {say('orders.mustHalt', { why: say('orders.why.pressure') })}
        </Notice>
      )}
      <Facts found={found} />
      {order.phone && <Call number={order.phone} />}
      {(so.stage === 'promised' || so.stage === 'onTheWay') && order.barred === null && (
        <Button icon="noPerson" onClick={() => to('nobody')}>
          {say('orders.nobody')}
        </Button>
      )}
      <Pictures phone={phone} found={found} />
      {isPicture && (
        <Button disabled={locating} onClick={() => step('signOut')}>
          {say(locating ? 'orders.locating' : 'orders.skipPicture')}
        </Button>
      )}
      {so.stage === 'inService' && (
        <Button kind="danger" onClick={() => to('halt')}>
          {say('orders.halt')}
        </Button>
      )}
      {so.stage === 'finished' && <p className="soft">{say('orders.leaveToOffice')}</p>}
    </Screen>
  )
}

function Call({ number }: { number: string }) {
  const { say } = useSpeech()
  return (
    <a className="button good" href={`tel:${number}`}>
      <span>
        {say('orders.call')} {number}
      </span>
    </a>
  )
}

function Facts({ found: { order } }: { found: OrderToday }) {
  const { say, choices } = useSpeech()
  const yuan = (order.elderFen / 100).toFixed(2).replace(/\.00$/, '')
  return (
    <div className="card">
      <span className="name">{order.itemName}</span>
      <p>
        {hourText(order.plannedFrom)}–{hourText(order.plannedTo)} ·{' '}
        {say('orders.minutes', { minutes: order.standardMinutes })}
      </p>
      <p>
        {[order.villageName, order.address].filter(Boolean).join(' ')}
        {order.elderAge !== null && ` · ${say('elder.age', { age: order.elderAge })}`}
      </p>
      <p>
        {choices.spoken[order.spokenLanguage]}
        {order.hardOfHearing && ` · ${say('orders.hardOfHearing')}`}
        {order.weakSight && ` · ${say('orders.weakSight')}`}
      </p>
      <p>{order.elderFen > 0 ? say('orders.pays', { yuan }) : say('orders.paysNothing')}</p>
      {order.note && <p className="mark warn">{order.note}</p>}
    </div>
  )
}
