// Pages of family far away: plain forms that work without script, in her language and by her clock.
import { languages } from '../domain/accounts/account.ts'
import type { Output } from '../domain/api.ts'
import {
  type FamilyElder,
  type FamilyView,
  familyPaymentWays,
  ianaZones,
  type TimeZone,
  timeZones,
} from '../domain/family-links/family-link.ts'
import { type Day, daysBetween } from '../domain/kernel/day.ts'
import { words } from '../ui/words.ts'
import { addressWith, htmlLanguages, render, type View } from './frame.tsx'
import { familyEn } from './messages/family-en.ts'
import { familyKo } from './messages/family-ko.ts'
import { familyZh } from './messages/family-zh.ts'

const say = words({ zh: familyZh, ko: familyKo, en: familyEn })
type Say = ReturnType<typeof say>

/** What was said no to, in the sentence of the server, and what had been filled in. */
export interface Trouble {
  code: string
  message: string
}

export interface Filled {
  trouble?: Trouble | undefined
  /** The key of a sentence that says what has just been done. */
  done?: 'saved' | 'added' | 'left' | 'joined' | undefined
  values?: Readonly<Record<string, string>>
}

const troubleKeys = {
  invalid: 'error_invalid',
  not_allowed: 'error_not_allowed',
  not_found: 'error_not_found',
} as const

function Said({ t, view, filled }: { t: Say; view: View; filled: Filled }) {
  const { trouble, done } = filled
  if (trouble) {
    const key =
      trouble.code in troubleKeys ? troubleKeys[trouble.code as keyof typeof troubleKeys] : 'error_other'
    return (
      <section className="trouble" role="alert">
        <h2>{t('errorTitle')}</h2>
        {view.language !== 'zh' && <p>{t(key)}</p>}
        <p lang="zh-CN">{trouble.message}</p>
      </section>
    )
  }
  return done ? (
    <p className="done" role="status">
      {t(done)}
    </p>
  ) : null
}

interface FieldProps {
  name: string
  label: string
  hint?: string
  type?: string
  value?: string | undefined
  optional?: boolean
  autoComplete?: string
  inputMode?: 'decimal' | 'numeric'
}

function Field({ name, label, hint, type = 'text', value, optional, autoComplete, inputMode }: FieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      {hint !== undefined && <small>{hint}</small>}
      <input
        name={name}
        type={type}
        defaultValue={value}
        required={!optional}
        autoComplete={autoComplete ?? 'off'}
        inputMode={inputMode}
      />
    </label>
  )
}

function Pick({
  name,
  label,
  value,
  options,
}: {
  name: string
  label: string
  value: string
  options: [string, string][]
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select name={name} defaultValue={value}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  )
}

export function familyDoorPage(view: View, filled: Filled): string {
  const t = say(view.language)
  return render(
    view,
    <main>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <Said t={t} view={view} filled={filled} />
      <section>
        <h2>{t('signInTitle')}</h2>
        <form method="post" action={addressWith(view, { path: '/family/sign-in' })}>
          <Field name="login" label={t('login')} value={filled.values?.login} autoComplete="username" />
          <Field name="password" label={t('password')} type="password" autoComplete="current-password" />
          <Field name="code" label={t('code')} optional inputMode="numeric" autoComplete="one-time-code" />
          <button type="submit">{t('signIn')}</button>
        </form>
      </section>
      <section>
        <h2>{t('firstTitle')}</h2>
        <p>{t('firstLead')}</p>
        <nav className="doors">
          <a href={addressWith(view, { path: '/family/join' })}>{t('firstDoor')}</a>
        </nav>
      </section>
    </main>,
    t('title'),
  )
}

/** A first guess from the language she reads; she sees it and can choose. */
const likelyZone: Record<View['language'], TimeZone> = {
  zh: 'beijing',
  ko: 'seoul',
  en: 'london',
}

export function familyJoinPage(view: View, filled: Filled): string {
  const t = say(view.language)
  const values = filled.values ?? {}
  return render(
    view,
    <main>
      <h1>{t('joinTitle')}</h1>
      <p className="lead">{t('firstLead')}</p>
      <Said t={t} view={view} filled={filled} />
      <section>
        <form method="post" action={addressWith(view, { path: '/family/join' })}>
          <Field name="code" label={t('invitation')} hint={t('invitationHint')} value={values.code} />
          <Field
            name="login"
            label={t('chooseLogin')}
            hint={t('chooseLoginHint')}
            value={values.login}
            autoComplete="username"
          />
          <Field
            name="password"
            label={t('choosePassword')}
            hint={t('choosePasswordHint')}
            type="password"
            autoComplete="new-password"
          />
          <Pick
            name="language"
            label={t('language')}
            value={values.language ?? view.language}
            options={[
              ['zh', languages.words.zh],
              ['ko', '조선말 · 한국어'],
              ['en', 'English'],
            ]}
          />
          <Pick
            name="timeZone"
            label={t('timeZone')}
            value={values.timeZone ?? likelyZone[view.language]}
            options={timeZones.keys.map(key => [key, zoneName(key, view)])}
          />
          <button type="submit">{t('join')}</button>
        </form>
      </section>
      <p>
        <a href={addressWith(view, { path: '/family' })}>{t('back')}</a>
      </p>
    </main>,
    t('joinTitle'),
  )
}

/** In Chinese by our own words, otherwise by what the browser's tables call the city. */
function zoneName(zone: TimeZone, view: View): string {
  if (view.language === 'zh') return timeZones.words[zone]
  const iana = ianaZones[zone]
  const name = new Intl.DateTimeFormat(htmlLanguages[view.language], {
    timeZone: iana,
    timeZoneName: 'longGeneric',
  })
    .formatToParts(new Date(0))
    .find(part => part.type === 'timeZoneName')?.value
  const city = iana.split('/').at(-1)?.replaceAll('_', ' ')
  return `${name ?? iana} (${city})`
}

const kinKeys = {
  spouse: 'kin.spouse',
  son: 'kin.son',
  daughter: 'kin.daughter',
  child: 'kin.child',
} as const

function kinWord(t: Say, kinship: FamilyElder['kinship']): string {
  return t(kinship in kinKeys ? kinKeys[kinship as keyof typeof kinKeys] : 'kin.other')
}

export function elderAddress(view: View, elder: Pick<FamilyElder, 'countyCode' | 'linkId'>): string {
  return addressWith(view, { path: `/family/elder?county=${elder.countyCode}&link=${elder.linkId}` })
}

export function familyHomePage(
  view: View,
  { elders, filled, act }: { elders: Output<'family.elders'>['rows']; filled: Filled; act: string },
): string {
  const t = say(view.language)
  return render(
    view,
    <main>
      <h1>{t('elders')}</h1>
      <Said t={t} view={view} filled={filled} />
      {elders.length === 0 && <p>{t('noElders')}</p>}
      {elders.map(elder => (
        <section key={elder.linkId} className="person">
          <h2>{elder.open ? <a href={elderAddress(view, elder)}>{elder.name}</a> : elder.name}</h2>
          <p>
            {elder.village}
            {!elder.open && ` · ${t('paused')}`}
          </p>
        </section>
      ))}
      <section>
        <h2>{t('addTitle')}</h2>
        <form method="post" action={addressWith(view, { path: '/family/add' })}>
          <input type="hidden" name="act" value={act} />
          <Field name="code" label={t('invitation')} hint={t('invitationHint')} />
          <button type="submit">{t('add')}</button>
        </form>
      </section>
      <form method="post" action={addressWith(view, { path: '/family/sign-out' })}>
        <button type="submit" className="plain">
          {t('signOut')}
        </button>
      </form>
    </main>,
    t('title'),
  )
}

function timesOf(view: View, zone: TimeZone, instant: string, t: Say): string {
  const clock = (timeZone: TimeZone) =>
    new Intl.DateTimeFormat(htmlLanguages[view.language], {
      timeZone,
      ...{
        month: 'long',
        day: 'numeric',
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      },
    }).format(new Date(instant))
  if (zone === 'beijing') return clock(zone)
  return `${clock('beijing')} ${t('chinaTime')} · ${clock(zone)} ${t('yourTime')}`
}

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
        <Field name="yuan" label={t('amount')} value={values.yuan} inputMode="decimal" />
        <Pick
          name="way"
          label={t('way')}
          value={values.way ?? 'bankTransfer'}
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
                {payment.paidOn} · ¥{(payment.fen / 100).toFixed(2)} · {t(`way.${payment.way}`)}
              </span>
              <span>
                {t(`state.${payment.state}`)}
                {payment.answer !== null && `：${payment.answer}`}
              </span>
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
