// The book of one canteen: how it stands, the month's money in and out, and the parts behind it.
import { Button, Popconfirm, Space } from 'antd'
import { yuanFixed } from '../../domain/kernel/money.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { MonthSelect } from '../benefits/MonthSelect.tsx'
import { instantText, monthText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { BookSummary } from './BookSummary.tsx'
import { DaysPanel } from './DaysPanel.tsx'
import { EntriesPanel } from './EntriesPanel.tsx'
import { BalancesPanel, BillsPanel } from './PeoplePanels.tsx'
import { PriceButton } from './PriceButton.tsx'
import { ProposalsPanel } from './ProposalsPanel.tsx'
import './meal-accounts.css'

export type BookPart = 'summary' | 'entries' | 'days' | 'bills' | 'balances'
const partWords = {
  summary: 'books.title',
  entries: 'books.entries',
  days: 'books.dailyVouchers',
  bills: 'books.bills',
  balances: 'books.balances',
} as const

export function MealBookPage() {
  const { countyCode, id } = useKey()
  const answer = useAnswer('mealBook.get', { countyCode, canteenId: id })
  return <Answered query={answer}>{book => <Book book={book} />}</Answered>
}

function Book({ book }: { book: MealBook }) {
  const say = useWords()
  const may = useMay()
  const [filters, change] = useFilters()
  const mayKeep = may('canteenAccount:keep')
  const parts = (Object.keys(partWords) as BookPart[]).filter(
    part => mayKeep || !['bills', 'balances'].includes(part),
  )
  const part = parts.find(one => one === filters.part) ?? 'summary'
  const month = filters.month ?? book.months.at(-1)?.month ?? ''
  const key = { countyCode: book.countyCode, id: book.canteenId }
  return (
    <Page
      title={book.name}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.mealBooks()} className="meal-link">
            {say('books.back')}
          </Go>{' '}
          <span className="soft">{book.placeName}</span>
        </nav>
      }
      actions={<Actions book={book} mayKeep={mayKeep} month={month} />}
    >
      <RuleLine book={book} />
      <nav className="parts no-print" aria-label={book.name}>
        {parts.map(one => (
          <Go
            key={one}
            to={paths.mealBook(key, { part: one, month: filters.month })}
            className={one === part ? 'part part-here' : 'part'}
            current={one === part}
          >
            {say(partWords[one])}
          </Go>
        ))}
      </nav>
      {part !== 'balances' && (
        <Labelled word={say('books.month')}>
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
        </Labelled>
      )}
      {part === 'summary' && <BookSummary book={book} month={month} />}
      {part === 'entries' && mayKeep && <ProposalsPanel book={book} />}
      {part === 'entries' && <EntriesPanel book={book} month={month} mayKeep={mayKeep} />}
      {part === 'days' && <DaysPanel book={book} month={month} />}
      {part === 'bills' && <BillsPanel book={book} month={month} />}
      {part === 'balances' && <BalancesPanel book={book} />}
    </Page>
  )
}

function RuleLine({ book }: { book: MealBook }) {
  const say = useWords()
  return (
    <p className="soft">
      {book.ruleTitle === null ? (
        say('books.noRule')
      ) : (
        <>
          {say('books.rule')}：
          <Go
            to={paths.mealRule({ countyCode: book.countyCode, id: book.ruleId ?? '' })}
            className="meal-link"
          >
            {book.ruleTitle}
          </Go>
          {book.setFen !== null && ` · ${say('books.set', { yuan: yuanFixed(book.setFen) })}`}
        </>
      )}{' '}
      ·{' '}
      {book.chargedAt === null
        ? say('books.neverCharged')
        : say('books.chargedAt', { at: instantText(book.chargedAt) })}
    </p>
  )
}

const refreshed = [
  'mealBook.get',
  'mealBook.list',
  'mealBook.days',
  'mealBook.bills',
  'mealAccount.list',
] as const

function Actions({ book, mayKeep, month }: { book: MealBook; mayKeep: boolean; month: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const key = { countyCode: book.countyCode, id: book.canteenId }
  const input = { countyCode: book.countyCode, canteenId: book.canteenId }
  const charge = useAct('mealBook.charge', refreshed)
  const send = () =>
    charge.mutate(input, {
      onSuccess: ({ days, bills, hasRule }) =>
        notice.done(
          !hasRule
            ? say('books.noRule')
            : days + bills === 0
              ? say('books.nothingNew')
              : say('books.charged', { days, bills }),
        ),
      onError: notice.refused,
    })
  return (
    <Space wrap>
      <Button onClick={() => go(paths.mealWall(key, { month }))}>{say('books.wall')}</Button>
      <Button onClick={() => go(paths.mealPromise(key))}>{say('books.promise')}</Button>
      {mayKeep && (
        <>
          <Button
            onClick={() => void saveAnswer('mealBook.export', { ...input, month }).catch(notice.refused)}
          >
            {say('books.export')}
          </Button>
          <PriceButton book={book} />
          <Button loading={charge.isPending} onClick={send}>
            {say('books.charge')}
          </Button>
          <CloseButton book={book} />
        </>
      )}
    </Space>
  )
}

function CloseButton({ book }: { book: MealBook }) {
  const say = useWords()
  const notice = useNotice()
  const close = useAct('mealBook.close', refreshed)
  const { toClose } = book
  if (toClose === null) return null
  const month = monthText(toClose)
  const send = () =>
    void close
      .mutateAsync({ countyCode: book.countyCode, canteenId: book.canteenId, month: toClose })
      .then(() => notice.done(say('books.closeDone', { month })), notice.refused)
  return (
    <Popconfirm
      title={say('books.closeConfirm', { month })}
      okText={say('books.close', { month })}
      disabled={!book.mayClose}
      onConfirm={send}
    >
      <Button
        type="primary"
        disabled={!book.mayClose}
        title={book.mayClose ? undefined : say('books.notOver', { month })}
        loading={close.isPending}
      >
        {say('books.close', { month })}
      </Button>
    </Popconfirm>
  )
}
