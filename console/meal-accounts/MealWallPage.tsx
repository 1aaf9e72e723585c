// The sheet for the village's wall: a month of a canteen in large type, to print on A3 or A4.
import { Button } from 'antd'
import { inFen, outFen } from '../../domain/meal-accounts/book.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { mealSources } from '../../domain/meal-accounts/terms.ts'
import { mealTermsWords } from '../../domain/meal-accounts/words.ts'
import { useFilters, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText, figure, monthText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { MonthSheet } from './BookSummary.tsx'
import './meal-accounts.css'

export function MealWallPage() {
  const { countyCode, id } = useKey()
  const [filters] = useFilters()
  const answer = useAnswer('mealBook.get', {
    ...{ countyCode, canteenId: id },
    ...(filters.month && { toMonth: filters.month }),
  })
  return <Answered query={answer}>{book => <Wall book={book} />}</Answered>
}

function Wall({ book }: { book: MealBook }) {
  const say = useWords()
  const month = book.months.at(-1)
  if (!month) return null
  const key = { countyCode: book.countyCode, id: book.canteenId }
  const eaten = month.servings + month.guestPortions
  return (
    <Page
      title={say('books.wall')}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.mealBook(key)}>{book.name}</Go>
        </nav>
      }
      actions={
        <>
          <a
            href={`/open-account/${book.countyCode}/${book.canteenId}?month=${month.month}`}
            target="_blank"
            rel="noreferrer"
          >
            {say('books.public')}
          </a>{' '}
          <Button type="primary" onClick={() => window.print()}>
            {say('mealWall.print')}
          </Button>
        </>
      }
    >
      <article className="wall-sheet panel">
        <h1>{say('mealWall.title', { name: book.name })}</h1>
        <p>
          {say('mealWall.sub', { place: book.placeName, month: monthText(month.month) })} ·{' '}
          {say(book.closed.includes(month.month) ? 'mealWall.closed' : 'mealWall.open')}
        </p>
        <div className="wall-figures">
          <div>
            <strong>{figure(eaten)}</strong>
            {say('books.meals')}
          </div>
          <div>
            <strong>{money(inFen(month))}</strong>
            {say('books.in')}
          </div>
          <div>
            <strong>{money(outFen(month))}</strong>
            {say('books.out')}
          </div>
          <div>
            <strong>{money(month.closingFen)}</strong>
            {say('books.closing')}
          </div>
        </div>
        <MonthSheet month={month} />
        <Rule book={book} />
        <h2>{say('mealWall.gifts')}</h2>
        <Gifts book={book} month={month.month} />
        <p className="below">{say('mealWall.sign')}</p>
      </article>
    </Page>
  )
}

function Rule({ book }: { book: MealBook }) {
  const say = useWords()
  const answer = useAnswer(
    'mealRule.get',
    { countyCode: book.countyCode, id: book.ruleId ?? '' },
    { enabled: book.ruleId !== null },
  )
  if (!answer.data) return null
  return (
    <>
      <h2>{say('mealWall.rule')}</h2>
      {mealTermsWords(answer.data.rule.terms).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  )
}

function Gifts({ book, month }: { book: MealBook; month: string }) {
  const say = useWords()
  const gifts = book.gifts.filter(gift => gift.day.startsWith(month))
  if (gifts.length === 0) return <p>{say('mealWall.noGifts')}</p>
  return (
    <ul>
      {gifts.map(gift => (
        <li key={`${gift.day} ${gift.party} ${gift.amountFen} ${gift.note}`}>
          {dayText(gift.day)} {gift.party ?? say('mealWall.anonymous')}（{mealSources.words[gift.source]}）：
          {gift.kind === 'giftOfGoods' ? gift.note : `${money(gift.amountFen)} 元`}
        </li>
      ))}
    </ul>
  )
}
