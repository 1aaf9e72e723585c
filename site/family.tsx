// Pages of family far away: plain forms that work without script, in her language.
import { languages } from '../domain/accounts/account.ts'
import type { Output } from '../domain/api.ts'
import { ianaZones, type TimeZone, timeZones } from '../domain/family-links/family-link.ts'
import { elderAddress, Field, type Filled, Pick, Said, say } from './family-forms.tsx'
import { addressWith, htmlLanguages, render, type View } from './frame.tsx'

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
