// The open account of a canteen for everybody: five sources in, costs out, what is left, who gave; reads without script.
import { inFen, mealCosts, type OpenMonth, outFen, type PublicGift } from '../domain/meal-accounts/book.ts'
import { mealSources } from '../domain/meal-accounts/terms.ts'
import { words } from '../ui/words.ts'
import { AccountList, type ListedCounty } from './account-list.tsx'
import { addressWith, render, type View } from './frame.tsx'
import { openAccountEn } from './messages/open-account-en.ts'
import { openAccountKo } from './messages/open-account-ko.ts'
import { openAccountZh } from './messages/open-account-zh.ts'

export const sayAccount = words({ zh: openAccountZh, ko: openAccountKo, en: openAccountEn })
type Say = ReturnType<typeof sayAccount>

export interface OpenAccount {
  countyCode: string
  name: string
  placeName: string
  setFen: number | null
  month: OpenMonth
  isClosed: boolean
  months: OpenMonth[]
  gifts: PublicGift[]
  standing: { costFenAMeal: number | null; cashMonths: number | null; breakEvenDiners: number | null }
}

export interface ListedCanteen {
  countyCode: string
  canteenId: string
  name: string
  placeName: string
  lastClosed: string | null
}

export const money = (fen: number) => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

export function monthWords(t: Say, month: string): string {
  return t('monthText', { year: month.slice(0, 4), month: Number(month.slice(5)) })
}

/** Counties that have canteens, and the canteens of the one that was chosen. */
export function openAccountsPage(
  view: View,
  counties: readonly ListedCounty[],
  canteens: readonly ListedCanteen[],
): string {
  const t = sayAccount(view.language)
  return render(
    view,
    <AccountList
      view={view}
      title={t('listTitle')}
      lead={t('listLead')}
      none={t('listNone')}
      chooseCounty={t('chooseCounty')}
      path="/open-account"
      counties={counties}
      accounts={canteens.map(canteen => ({
        path: `/open-account/${canteen.countyCode}/${canteen.canteenId}`,
        name: `${canteen.placeName} ${canteen.name}`,
        note:
          canteen.lastClosed === null
            ? t('notClosed')
            : t('closedTo', { month: monthWords(t, canteen.lastClosed) }),
      }))}
      other={{ path: '/station-account', word: t('stationsTitle') }}
    />,
    t('listTitle'),
  )
}

export function openAccountPage(view: View, account: OpenAccount): string {
  const t = sayAccount(view.language)
  const { month, standing } = account
  const title = t('title', { name: account.name })
  const yuan = (fen: number) => t('yuan', { yuan: money(fen) })
  return render(
    view,
    <main>
      <h1>{title}</h1>
      <p className="lead">{t('sub', { place: account.placeName, month: monthWords(t, month.month) })}</p>
      <p className={account.isClosed ? 'done' : undefined}>{t(account.isClosed ? 'closed' : 'open')}</p>
      <section>
        <ul className="facts">
          <Line word={t('closing')} value={yuan(month.closingFen)} />
          <Line word={t('meals')} value={t('mealsCount', { count: month.servings + month.guestPortions })} />
          <Line word={t('diners')} value={t('people', { count: month.diners })} />
          {account.setFen !== null && <Line word={t('setPrice')} value={yuan(account.setFen)} />}
          {standing.costFenAMeal !== null && (
            <Line word={t('costAMeal')} value={yuan(standing.costFenAMeal)} />
          )}
          {standing.costFenAMeal !== null && (
            <Line
              word={t('lasts')}
              value={standing.cashMonths === null ? t('enough') : t('months', { count: standing.cashMonths })}
            />
          )}
          {standing.breakEvenDiners !== null && standing.breakEvenDiners > 0 && (
            <Line word={t('breakEven')} value={t('people', { count: standing.breakEvenDiners })} />
          )}
        </ul>
      </section>
      <MoneyOfMonth t={t} month={month} />
      <Gifts t={t} gifts={account.gifts} />
      <Trend
        t={t}
        view={view}
        months={account.months.filter(one => one.servings + one.guestPortions > 0 || hasMoved(one))}
      />
      <p>{t('doubt')}</p>
      <p>
        <a href={addressWith(view, { path: `/open-account?county=${account.countyCode}` })}>{t('back')}</a>
      </p>
    </main>,
    title,
  )
}

type MoneyMonth = Pick<OpenMonth, 'month' | 'openingFen' | 'in' | 'out' | 'closingFen'>

export const hasMoved = (month: MoneyMonth) => inFen(month) !== 0 || outFen(month) !== 0

/** The two halves of a household book; also of a station. */
export function MoneyOfMonth({ t, month }: { t: Say; month: MoneyMonth }) {
  const yuan = (fen: number) => t('yuan', { yuan: money(fen) })
  return (
    <>
      <section>
        <h2>{t('in')}</h2>
        <ul className="facts">
          <Line word={t('opening')} value={yuan(month.openingFen)} />
          {mealSources.keys.map(source => (
            <Line key={source} word={t(source)} value={yuan(month.in[source] ?? 0)} />
          ))}
          <Line strong word={t('inSum')} value={yuan(inFen(month))} />
        </ul>
      </section>
      <section>
        <h2>{t('out')}</h2>
        <ul className="facts">
          {mealCosts.keys.map(cost => (
            <Line key={cost} word={t(cost)} value={yuan(month.out[cost] ?? 0)} />
          ))}
          <Line strong word={t('outSum')} value={yuan(outFen(month))} />
          <Line strong word={t('closing')} value={yuan(month.closingFen)} />
        </ul>
      </section>
    </>
  )
}

export function Line({ word, value, strong = false }: { word: string; value: string; strong?: boolean }) {
  return (
    <li>
      {strong ? <strong>{word}</strong> : <span>{word}</span>}
      {strong ? <strong>{value}</strong> : <span>{value}</span>}
    </li>
  )
}

export function Gifts({ t, gifts }: { t: Say; gifts: readonly PublicGift[] }) {
  return (
    <section>
      <h2>{t('gifts')}</h2>
      {gifts.length === 0 ? (
        <p>{t('noGifts')}</p>
      ) : (
        <ul className="facts">
          {gifts.map(gift => (
            <li key={`${gift.day} ${gift.party} ${gift.source} ${gift.amountFen} ${gift.note}`}>
              <span>
                {gift.day} {gift.party ?? t('anonymous')}（{t(gift.source)}）
              </span>
              <span>
                {gift.kind === 'giftOfGoods' ? gift.note : t('yuan', { yuan: money(gift.amountFen) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Each month opens its own account. */
export function Trend({ t, view, months }: { t: Say; view: View; months: readonly MoneyMonth[] }) {
  if (months.length < 2) return null
  const path = view.path.split('?')[0]
  return (
    <section>
      <h2>{t('trend')}</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('monthHead')}</th>
              <th scope="col">{t('in')}</th>
              <th scope="col">{t('out')}</th>
              <th scope="col">{t('closing')}</th>
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map(one => (
              <tr key={one.month}>
                <th scope="row">
                  <a href={addressWith(view, { path: `${path}?month=${one.month}` })}>
                    {monthWords(t, one.month)}
                  </a>
                </th>
                <td>{money(inFen(one))}</td>
                <td>{money(outFen(one))}</td>
                <td>{money(one.closingFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
