// The open account of a station that governs itself, for everybody: the same sheet as a canteen's, without script.
import type { PublicGift } from '../domain/meal-accounts/book.ts'
import type { StationMonth } from '../domain/stays/book.ts'
import { AccountList, type ListedCounty } from './account-list.tsx'
import { addressWith, render, type View } from './frame.tsx'
import { Gifts, hasMoved, Line, MoneyOfMonth, money, monthWords, sayAccount, Trend } from './open-account.tsx'

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
    <AccountList
      view={view}
      title={t('stationsTitle')}
      lead={t('stationsLead')}
      none={t('stationsNone')}
      chooseCounty={t('chooseCounty')}
      path="/station-account"
      counties={counties}
      accounts={stations.map(station => ({
        path: `/station-account/${station.countyCode}/${station.facilityId}`,
        name: station.name,
        note: station.placeName,
      }))}
      other={{ path: '/open-account', word: t('listTitle') }}
    />,
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
