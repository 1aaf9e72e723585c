// What family far away sees of one elder: visits by two clocks, meals, her two accounts, what was paid in.
import {
  type FamilyAccountStanding,
  type FamilyView,
  familyAccounts,
  familyPaymentWays,
} from '../domain/family-links/family-link.ts'
import { type Day, daysBetween } from '../domain/kernel/day.ts'
import { Field, type Filled, kinWord, Pick, Said, type Say, say, timesOf, yuan } from './family-forms.tsx'
import { Services } from './family-services.tsx'
import { addressWith, render, type View } from './frame.tsx'

function Visits({ view, t, seen, today }: { view: View; t: Say; seen: FamilyView; today: Day }) {
  const [last, ...earlier] = seen.visits
  if (!last) return <p>{t('noVisits')}</p>
  const days = daysBetween(last.day, today)
  return (
    <>
      <p className="figure">
        <strong>{days === 0 ? t('todayVisit') : t('daysAgo', { days })}</strong>
        <span>{t('lastVisit')}</span>
      </p>
      <ul className="facts">
        {[last, ...earlier].map(visit => (
          <li key={visit.endedAt}>
            <span>{timesOf(view, seen.timeZone, visit.endedAt, t)}</span>
            <span>
              {t(`method.${visit.method}`)} · {t(`visit.${visit.summary}`)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Meals({ t, seen }: { t: Say; seen: FamilyView }) {
  return (
    <section>
      <h2>{t('mealsTitle')}</h2>
      {seen.meals.length === 0 ? (
        <p>{t('noMeals')}</p>
      ) : (
        <>
          <p className="figure">
            <strong>{t('mealsCount', { count: seen.meals.length })}</strong>
          </p>
          <details>
            <summary>{t('moreMeals')}</summary>
            <ul className="facts">
              {seen.meals.map(meal => (
                <li key={`${meal.day} ${meal.meal}`}>
                  <span>
                    {meal.day} {t(`meal.${meal.meal}`)}
                  </span>
                  <span>{meal.delivered ? t('mealDelivered') : t('mealDineIn', { place: meal.place })}</span>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  )
}

const lineKeys = {
  topUp: 'line.topUp',
  careTopUp: 'line.topUp',
  refund: 'line.refund',
  careRefund: 'line.refund',
  mealOwn: 'line.mealOwn',
  serviceOwn: 'line.serviceOwn',
  serviceFee: 'line.serviceFee',
  serviceReturn: 'line.serviceReturn',
} as const

function Account({ t, title, lead, of }: { t: Say; title: string; lead: string; of: FamilyAccountStanding }) {
  const { balanceFen, lines } = of
  return (
    <section>
      <h2>{title}</h2>
      <p className="soft">{lead}</p>
      <p className="figure">
        <strong>{yuan(balanceFen)}</strong>
        <span>{t('balance')}</span>
      </p>
      {lines.length === 0 ? (
        <p>{t('noLines')}</p>
      ) : (
        <details>
          <summary>{t('moreLines')}</summary>
          <ul className="facts">
            {lines.map(line => (
              <li key={line.id}>
                <span>
                  {line.day}{' '}
                  {t(
                    line.purpose in lineKeys ? lineKeys[line.purpose as keyof typeof lineKeys] : 'line.other',
                  )}
                </span>
                <span>{yuan(line.fen)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Waiting, arrived with its receipt, not arrived and why, or written off afterwards and why. */
function becameOf(t: Say, payment: FamilyView['payments'][number]): string {
  const { state, answer, receiptSerial, cancelReason } = payment
  if (cancelReason !== null) return t('writtenOff', { why: cancelReason })
  const said = [t(`state.${state}`), answer].filter(part => part !== null).join(t('colon'))
  return receiptSerial === null
    ? said
    : `${said} · ${t('receiptNumber', { number: String(receiptSerial).padStart(6, '0') })}`
}

function Paying({ view, t, seen, act, today, values }: ElderParts & { t: Say }) {
  const hidden = { county: seen.elder.countyCode, link: seen.elder.linkId, act }
  return (
    <section>
      <h2>{t('payTitle')}</h2>
      <p>{t('payLead')}</p>
      <form method="post" action={addressWith(view, { path: '/family/pay' })}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Pick
          name="account"
          label={t('payInto')}
          value={values.account ?? 'elderMeals'}
          options={familyAccounts.map(key => [key, t(`into.${key}`)])}
        />
        <Field name="yuan" label={t('amount')} value={values.yuan} inputMode="decimal" />
        <Pick
          name="way"
          label={t('way')}
          value={values.way ?? 'byTransfer'}
          options={familyPaymentWays.keys.map(key => [key, t(`way.${key}`)])}
        />
        <Field name="paidOn" label={t('paidOn')} type="date" value={values.paidOn ?? today} />
        <Field name="reference" label={t('reference')} value={values.reference} optional />
        <button type="submit">{t('pay')}</button>
      </form>
      <h3>{t('paymentsTitle')}</h3>
      {seen.payments.length === 0 ? (
        <p>{t('noPayments')}</p>
      ) : (
        <ul className="facts">
          {seen.payments.map(payment => (
            <li key={payment.id}>
              <span>
                {payment.paidOn} · {yuan(payment.fen)} · {t(`way.${payment.way}`)} ·{' '}
                {t(`account.${payment.account}`)}
              </span>
              <span>{becameOf(t, payment)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface ElderParts {
  view: View
  seen: FamilyView
  today: Day
  act: string
  values: Readonly<Record<string, string>>
}

export function familyElderPage(parts: Omit<ElderParts, 'values'> & { filled: Filled }): string {
  const { view, seen, filled, today } = parts
  const t = say(view.language)
  const { elder } = seen
  return render(
    view,
    <main>
      <p>
        <a href={addressWith(view, { path: '/family' })}>{t('back')}</a>
      </p>
      <h1>{elder.name}</h1>
      <p className="lead">
        {elder.village} · {kinWord(t, elder.kinship)}
      </p>
      <Said t={t} view={view} filled={filled} />
      <section>
        <h2>{t('visitsTitle')}</h2>
        <Visits view={view} t={t} seen={seen} today={today} />
        <p>{seen.openCases > 0 ? t('casesOpen', { count: seen.openCases }) : t('casesNone')}</p>
        <p className="soft">{t('privacy')}</p>
      </section>
      <Services {...parts} t={t} values={filled.values ?? {}} />
      <Meals t={t} seen={seen} />
      <Account t={t} title={t('accountTitle')} lead={t('accountLead')} of={seen.mealAccount} />
      <Account t={t} title={t('careTitle')} lead={t('careLead')} of={seen.careAccount} />
      <Paying {...parts} t={t} values={filled.values ?? {}} />
      <details>
        <summary>{t('leaveTitle')}</summary>
        <p>{t('leaveLead')}</p>
        <form method="post" action={addressWith(view, { path: '/family/leave' })}>
          <input type="hidden" name="county" value={elder.countyCode} />
          <input type="hidden" name="link" value={elder.linkId} />
          <button type="submit" className="plain">
            {t('leave')}
          </button>
        </form>
      </details>
    </main>,
    elder.name,
  )
}
