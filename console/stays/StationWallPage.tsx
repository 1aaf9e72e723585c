// The sheet for the wall of a station: a month in large type, gifts with names, to print on A3 or A4.
import { Button } from 'antd'
import type { Output } from '../../domain/api.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { inFen, outFen } from '../../domain/meal-accounts/book.ts'
import { mealSources } from '../../domain/meal-accounts/terms.ts'
import { useFilters, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { MonthSelect } from '../benefits/MonthSelect.tsx'
import { dayText, figure, monthText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { MonthSheet } from '../meal-accounts/BookSummary.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import '../meal-accounts/meal-accounts.css'

type Book = Output<'stationBook.get'>

export function StationWallPage() {
  const { countyCode, id } = useKey()
  const [filters] = useFilters()
  // What hangs on a wall is a month that is over.
  const toMonth = filters.month ?? addMonths(monthOf(dayOf(new Date())), -1)
  const answer = useAnswer('stationBook.get', { countyCode, facilityId: id, toMonth })
  return <Answered query={answer}>{book => <Wall book={book} month={toMonth} />}</Answered>
}

function Wall({ book, month }: { book: Book; month: string }) {
  const say = useWords()
  const key = useKey()
  const [, change] = useFilters()
  const shown = book.months.at(-1)
  if (!shown) return null
  return (
    <Page
      title={say('stations.wall')}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.station(key, { part: 'account' })}>{book.name}</Go>
        </nav>
      }
      actions={
        <>
          <Labelled word={say('fees.month')}>
            {id => (
              <MonthSelect
                id={id}
                large
                back={11}
                ahead={0}
                value={month}
                onChange={chosen => change({ month: chosen })}
              />
            )}
          </Labelled>{' '}
          <a
            href={`/station-account/${key.countyCode}/${key.id}?month=${month}`}
            target="_blank"
            rel="noreferrer"
          >
            {say('stations.public')}
          </a>{' '}
          <Button type="primary" onClick={() => window.print()}>
            {say('stays.print')}
          </Button>
        </>
      }
    >
      <article className="wall-sheet panel">
        <h1>{say('stations.wallTitle', { name: book.name })}</h1>
        <p>{say('stations.wallSub', { place: book.placeName, month: monthText(month) })}</p>
        <div className="wall-figures">
          <div>
            <strong>{figure(shown.residents)}</strong>
            {say('stations.lived')}
          </div>
          <div>
            <strong>{money(inFen(shown))}</strong>
            {say('stations.in')}
          </div>
          <div>
            <strong>{money(outFen(shown))}</strong>
            {say('stations.out')}
          </div>
          <div>
            <strong>{money(shown.closingFen)}</strong>
            {say('stations.closing')}
          </div>
        </div>
        <MonthSheet month={shown} />
        <h2>{say('stations.gifts')}</h2>
        <Gifts book={book} month={month} />
        <p className="below">{say('stations.wallSign')}</p>
      </article>
    </Page>
  )
}

function Gifts({ book, month }: { book: Book; month: string }) {
  const say = useWords()
  const gifts = book.gifts.filter(gift => gift.day.startsWith(month))
  if (gifts.length === 0) return <p>{say('stations.noGifts')}</p>
  return (
    <ul>
      {gifts.map(gift => (
        <li key={`${gift.day} ${gift.party} ${gift.amountFen} ${gift.note}`}>
          {dayText(gift.day)} {gift.party ?? say('stations.anonymous')}（{mealSources.words[gift.source]}）：
          {gift.kind === 'giftOfGoods' ? gift.note : say('fees.yuan', { yuan: money(gift.amountFen) })}
        </li>
      ))}
    </ul>
  )
}
