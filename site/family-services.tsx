// Services of one elder for the family: what is under way, what waits for a word, asking for something new.
import type { FamilyView } from '../domain/family-links/family-link.ts'
import { Field, Pick, type Say, timesOf, yuan } from './family-forms.tsx'
import { addressWith, type View } from './frame.tsx'

interface ServiceParts {
  view: View
  t: Say
  seen: FamilyView
  act: string
  values: Readonly<Record<string, string>>
}

export function Services(parts: ServiceParts) {
  const { view, t, seen } = parts
  return (
    <section>
      <h2>{t('servicesTitle')}</h2>
      {seen.orders.length + seen.needs.length === 0 ? (
        <p>{t('noServices')}</p>
      ) : (
        <ul className="facts">
          {seen.needs.map(need => (
            <li key={need.id}>
              <span>
                {need.raisedOn} {t(`service.${need.kind}`)}
              </span>
              <span>{t('waitingNeeds')}</span>
            </li>
          ))}
          {seen.orders.map(order => (
            <li key={order.id}>
              <span>
                {timesOf(view, seen.timeZone, order.plannedFrom, t)} {t(`service.${order.kind}`)}
              </span>
              <span>{t(`stage.${order.stage}`)}</span>
              {order.toConfirm && <Confirm {...parts} orderId={order.id} />}
            </li>
          ))}
        </ul>
      )}
      {seen.offers.length > 0 && <Ask {...parts} />}
    </section>
  )
}

function Hidden({ seen, act, orderId }: { seen: FamilyView; act: string; orderId?: string }) {
  const { countyCode, linkId } = seen.elder
  return (
    <>
      <input type="hidden" name="county" value={countyCode} />
      <input type="hidden" name="link" value={linkId} />
      <input type="hidden" name="act" value={act} />
      {orderId !== undefined && <input type="hidden" name="order" value={orderId} />}
    </>
  )
}

function Confirm({ view, t, seen, act, orderId }: ServiceParts & { orderId: string }) {
  return (
    <form method="post" action={addressWith(view, { path: '/family/confirm' })}>
      <Hidden seen={seen} act={act} orderId={orderId} />
      <button type="submit" className="plain">
        {t('confirmService')}
      </button>
    </form>
  )
}

function Ask({ view, t, seen, act, values }: ServiceParts) {
  // One line a kind: which of a county's versions is taken is for whoever arranges it.
  const kinds = new Map(seen.offers.map(offer => [offer.kind, offer]))
  return (
    <details open={values.kind !== undefined}>
      <summary>{t('askTitle')}</summary>
      <p>{t('askLead')}</p>
      <form method="post" action={addressWith(view, { path: '/family/order' })}>
        <Hidden seen={seen} act={act} />
        <Pick
          name="kind"
          label={t('service')}
          value={values.kind ?? seen.offers[0]?.kind ?? ''}
          options={[...kinds].map(([kind, offer]) => [
            kind,
            `${t(`service.${kind}`)}（${t('elderPays', { yuan: yuan(offer.elderFen), unit: t(`unit.${offer.unit}`) })}）`,
          ])}
        />
        <Field name="wantedBy" label={t('wantedBy')} type="date" value={values.wantedBy} optional />
        <Field name="note" label={t('wishNote')} value={values.note} optional />
        <button type="submit">{t('ask')}</button>
      </form>
    </details>
  )
}
