// The open account of a station that governs itself, for everybody: the same sheet as a canteen's, without script.
import type { PublicGift } from '../domain/meal-accounts/book.ts'
import type { StationMonth } from '../domain/stays/book.ts'
import { addressWith, render, type View } from './frame.tsx'
import {
  Gifts,
  hasMoved,
  Line,
  type ListedCounty,
  MoneyOfMonth,
  money,
  monthWords,
  sayAccount,
  Trend,
} from './open-account.tsx'

export interface ListedStation {
  countyCode: string
  facilityId: string
  name: string
  placeName: string
}

export interface StationAccount {
  countyCode: string
  name: string
  placeName: string
  month: StationMonth
  months: StationMonth[]
  gifts: PublicGift[]
}

export function stationAccountsPage(
  view: View,
  counties: readonly ListedCounty[],
  stations: readonly ListedStation[],
): string {
  const t = sayAccount(view.language)
  return render(
    view,
    <main>
      <h1>{t('stationsTitle')}</h1>
      <p className="lead">{t('stationsLead')}</p>
      {counties.length > 1 && (
        <section>
          <h2>{t('chooseCounty')}</h2>
          <ul className="facts">
            {counties.map(county => (
              <li key={county.countyCode}>
                <a href={addressWith(view, { path: `/station-account?county=${county.countyCode}` })}>
                  {county.name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {stations.length === 0 && counties.length <= 1 && <p>{t('stationsNone')}</p>}
      {stations.length > 0 && (
        <section>
          <ul className="facts">
            {stations.map(station => (
              <li key={station.facilityId}>
                <a
                  href={addressWith(view, {
                    path: `/station-account/${station.countyCode}/${station.facilityId}`,
                  })}
                >
                  {station.name}
                </a>
                <span>{station.placeName}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <a href={addressWith(view, { path: '/open-account' })}>{t('listTitle')}</a>
      </p>
    </main>,
    t('stationsTitle'),
  )
}

export function stationAccountPage(view: View, account: StationAccount): string {
  const t = sayAccount(view.language)
  const { month } = account
  const title = t('title', { name: account.name })
  const yuan = (fen: number) => t('yuan', { yuan: money(fen) })
  return render(
    view,
    <main>
      <h1>{title}</h1>
      <p className="lead">{t('sub', { place: account.placeName, month: monthWords(t, month.month) })}</p>
      <p className="done">{t('asLedger')}</p>
      <section>
        <ul className="facts">
          <Line word={t('closing')} value={yuan(month.closingFen)} />
          <Line word={t('lived')} value={t('people', { count: month.residents })} />
          <Line word={t('charged')} value={yuan(month.chargedFen)} />
        </ul>
      </section>
      <MoneyOfMonth t={t} month={month} />
      <Gifts t={t} gifts={account.gifts} />
      <Trend t={t} view={view} months={account.months.filter(hasMoved)} />
      <p>{t('doubt')}</p>
      <p>
        <a href={addressWith(view, { path: `/station-account?county=${account.countyCode}` })}>
          {t('stationsBack')}
        </a>
      </p>
    </main>,
    title,
  )
}
