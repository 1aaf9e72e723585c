// Places for the old and canteens for everybody: by county and township, each with services, hours and telephone.
import { type SiteKind, type SiteService, siteKinds } from '../domain/facilities/facility.ts'
import { minuteWords, weekWords } from '../domain/facilities/field-words.ts'
import { words } from '../ui/words.ts'
import { addressWith, render, type View } from './frame.tsx'
import { placesEn } from './messages/places-en.ts'
import { placesKo } from './messages/places-ko.ts'
import { placesZh } from './messages/places-zh.ts'

const say = words({ zh: placesZh, ko: placesKo, en: placesEn })
type Say = ReturnType<typeof say>

export interface ShownPlace {
  countyCode: string
  id: string
  kind: SiteKind
  name: string
  place: string
  address: string | null
  telephone: string | null
  services: readonly SiteService[]
  beds: number
  isOnPause: boolean
  isFiled: boolean
  restsInWinter: boolean
  openingWeek: string | null
  opensAt: number | null
  closesAt: number | null
  lunch: string | null
  supper: string | null
}

interface ShownArea {
  code: string
  name: string
  places: number
}

interface PlacesShown {
  counties: readonly ShownArea[]
  townships: readonly ShownArea[]
  /** The beginning of the chosen county's or township's code. */
  stem: string | null
  kind: SiteKind | null
  places: readonly ShownPlace[]
  isCut: boolean
}

function pathOf(area: string | null, kind: SiteKind | null): string {
  const parts = [...(area ? [`area=${area}`] : []), ...(kind ? [`kind=${kind}`] : [])]
  return parts.length === 0 ? '/places' : `/places?${parts.join('&')}`
}

export function placesPage(view: View, shown: PlacesShown): string {
  const t = say(view.language)
  const { counties, stem } = shown
  return render(
    view,
    <main>
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      {stem === null ? (
        <Areas view={view} title={t('chooseCounty')} areas={counties} kind={null} />
      ) : (
        <Found view={view} shown={shown} stem={stem} />
      )}
    </main>,
    t('title'),
  )
}

function Areas({
  view,
  title,
  areas,
  kind,
}: {
  view: View
  title: string
  areas: readonly ShownArea[]
  kind: SiteKind | null
}) {
  const t = say(view.language)
  if (areas.length === 0) return <p>{t('none')}</p>
  return (
    <section>
      <h2>{title}</h2>
      <ul className="choices">
        {areas.map(area => (
          <li key={area.code}>
            <a href={addressWith(view, { path: pathOf(area.code, kind) })}>{area.name}</a>{' '}
            <span>{t('places', { count: area.places })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** More than these would be a page nobody scrolls to the end of: a line each, everything once a township is chosen. */
const fullAtMost = 12

function Found({ view, shown, stem }: { view: View; shown: PlacesShown; stem: string }) {
  const t = say(view.language)
  const { counties, townships, kind, places, isCut } = shown
  const county = counties.find(one => one.code === stem.slice(0, 6))
  const town = townships.find(one => one.code === stem)
  return (
    <>
      <h2>{[county?.name, town?.name ?? t('allOfCounty')].filter(Boolean).join(' ')}</h2>
      {counties.length > 1 && (
        <p>
          <a href={addressWith(view, { path: '/places' })}>{t('otherCounty')}</a>
        </p>
      )}
      <Kinds view={view} stem={stem} kind={kind} />
      {town ? (
        <p>
          <a href={addressWith(view, { path: pathOf(stem.slice(0, 6), kind) })}>{t('allOfCounty')}</a>
        </p>
      ) : (
        <Areas view={view} title={t('chooseTownship')} areas={townships} kind={kind} />
      )}
      {places.length === 0 && <p>{t('none')}</p>}
      {isCut && <p>{t('rest', { count: places.length })}</p>}
      {town === undefined && places.length > fullAtMost ? (
        <ul className="facts">
          {places.map(place => (
            <Short key={place.id} view={view} place={place} />
          ))}
        </ul>
      ) : (
        places.map(place => <Place key={place.id} view={view} place={place} />)
      )}
    </>
  )
}

function Kinds({ view, stem, kind }: { view: View; stem: string; kind: SiteKind | null }) {
  const t = say(view.language)
  const link = (one: SiteKind | null) => (
    <li key={one ?? 'every'}>
      <a
        href={addressWith(view, { path: pathOf(stem, one) })}
        aria-current={one === kind ? 'true' : undefined}
      >
        {one === null ? t('everyKind') : t(one)}
      </a>
    </li>
  )
  return (
    <nav aria-label={t('chooseKind')}>
      <ul className="choices">{[null, ...siteKinds.keys].map(link)}</ul>
    </nav>
  )
}

function Short({ view, place }: { view: View; place: ShownPlace }) {
  const t = say(view.language)
  return (
    <li>
      <span>
        <b>{place.name}</b> {`${t(place.kind)} · ${place.place}`}
      </span>
      {place.telephone && <Call telephone={place.telephone} />}
    </li>
  )
}

function Call({ telephone }: { telephone: string }) {
  return <a href={`tel:${telephone.replace(/[^\d+]/g, '')}`}>{telephone}</a>
}

function Place({ view, place }: { view: View; place: ShownPlace }) {
  const t = say(view.language)
  const { id, countyCode, kind } = place
  return (
    <section className="place">
      <h3>{place.name}</h3>
      {place.isOnPause && <p className="warning">{t('onPause')}</p>}
      <dl>
        <Line term={t('kind')}>{place.isFiled ? `${t(kind)} · ${t('filed')}` : t(kind)}</Line>
        <Line term={t('where')}>{[place.place, place.address].filter(Boolean).join(' ')}</Line>
        {place.services.length > 0 && (
          <Line term={t('services')}>{place.services.map(one => t(one)).join(' · ')}</Line>
        )}
        <Line term={t('opening')}>{hoursOf(place, t, view.language === 'zh')}</Line>
        {place.beds > 0 && <Line term={t('beds')}>{t('bedsCount', { count: place.beds })}</Line>}
        {place.telephone && (
          <Line term={t('telephone')}>
            <Call telephone={place.telephone} />
          </Line>
        )}
      </dl>
      {kind === 'canteen' && (
        <p>
          {t('mealOnly')}{' '}
          <a href={addressWith(view, { path: `/open-account/${countyCode}/${id}` })}>{t('account')}</a>
        </p>
      )}
    </section>
  )
}

/** Days by name in Chinese, by number elsewhere: 1 is Monday. */
function daysOf(week: string, t: Say, inChinese: boolean): string {
  if (!week.includes('-')) return t('daily')
  if (inChinese) return weekWords(week.replace(/[^-]/g, 'O'))
  return [...week].flatMap((day, at) => (day === '-' ? [] : [String(at + 1)])).join(', ')
}

function hoursOf(place: ShownPlace, t: Say, inChinese: boolean): string {
  if (place.kind === 'canteen') {
    const meals = [
      place.lunch && /[^-]/.test(place.lunch) && t('lunch', { days: daysOf(place.lunch, t, inChinese) }),
      place.supper && /[^-]/.test(place.supper) && t('supper', { days: daysOf(place.supper, t, inChinese) }),
    ]
    return meals.filter(Boolean).join(' · ')
  }
  const [from, to] = [minuteWords(place.opensAt ?? 0), minuteWords(place.closesAt ?? 0)]
  const week = place.openingWeek ?? 'OOOOOOO'
  const hours = week.includes('-')
    ? t('someDays', { days: daysOf(week, t, inChinese), from, to })
    : t('everyDay', { from, to })
  return place.restsInWinter ? `${hours} · ${t('restsInWinter')}` : hours
}

function Line({ term, children }: { term: string; children: React.ReactNode }) {
  if (!children) return null
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
