// A month of a canteen on one sheet: five sources in, costs out, what is left; twelve months beside each other.
import { Tag } from 'antd'
import {
  emptyCosts,
  emptySources,
  inFen,
  mealCosts,
  type OpenMonth,
  outFen,
} from '../../domain/meal-accounts/book.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { mealSources } from '../../domain/meal-accounts/terms.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Figure, useDinersNeeded } from './Figure.tsx'

export function BookSummary({ book, month }: { book: MealBook; month: string }) {
  const say = useWords()
  const shown = book.months.find(one => one.month === month) ?? blank(month)
  const { standing } = book
  const cost = standing.costFenAMeal
  const needed = useDinersNeeded()
  return (
    <>
      <Panel>
        <div className="meal-figures">
          <Figure
            word={say('books.cash')}
            value={money(book.months.at(-1)?.closingFen ?? 0)}
            tone={(book.months.at(-1)?.closingFen ?? 0) < 0 ? 'bad' : undefined}
          />
          <Figure
            word={say('books.cashMonths')}
            value={
              standing.cashMonths === null
                ? say('books.enough')
                : say('books.months', { count: standing.cashMonths })
            }
            tone={standing.cashMonths !== null && standing.cashMonths < 3 ? 'bad' : undefined}
          />
          <Figure word={say('books.costAMeal')} value={cost === null ? '—' : money(cost)} />
          <Figure
            word={say('books.diners')}
            value={
              standing.dinersAMeal === null ? '—' : say('books.perMeal', { count: standing.dinersAMeal })
            }
          />
          <Figure word={say('books.breakEven')} value={needed(standing.breakEvenDiners)} />
        </div>
      </Panel>
      <Panel title={say('books.summary', { month: monthText(month) })}>
        <MonthSheet month={shown} />
      </Panel>
      <Owed book={book} />
      <Trend book={book} />
    </>
  )
}

function blank(month: string): OpenMonth {
  return {
    ...{ month, openingFen: 0, in: emptySources(), out: emptyCosts(), closingFen: 0, servings: 0 },
    ...{ guestPortions: 0, diners: 0, openDays: 0, priceFen: 0, elderFen: 0, supportFen: 0 },
  }
}

/** Also on the wall: the two halves of a household book. */
export function MonthSheet({
  month,
}: {
  month: Pick<OpenMonth, 'openingFen' | 'in' | 'out' | 'closingFen'>
}) {
  const say = useWords()
  return (
    <div className="meal-sheet">
      <table>
        <tbody>
          <tr>
            <td>{say('books.opening')}</td>
            <td>{money(month.openingFen)}</td>
          </tr>
          {mealSources.keys.map(source => (
            <tr key={source}>
              <td>{mealSources.words[source]}</td>
              <td>{money(month.in[source] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{say('books.in')}</td>
            <td>{money(inFen(month))}</td>
          </tr>
        </tfoot>
      </table>
      <table>
        <tbody>
          {mealCosts.keys.map(cost => (
            <tr key={cost}>
              <td>{mealCosts.words[cost]}</td>
              <td>{money(month.out[cost] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{say('books.out')}</td>
            <td>{money(outFen(month))}</td>
          </tr>
          <tr>
            <td>{say('books.closing')}</td>
            <td>{money(month.closingFen)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Owed({ book }: { book: MealBook }) {
  const say = useWords()
  const owed = book.owed.filter(one => one.fen !== 0)
  if (owed.length === 0) return null
  return (
    <Panel title={say('books.owed')} note={say('books.owedNote')}>
      <div className="meal-figures">
        {owed.map(({ source, fen }) => (
          <Figure key={source} word={mealSources.words[source]} value={money(fen)} />
        ))}
      </div>
    </Panel>
  )
}

function Trend({ book }: { book: MealBook }) {
  const say = useWords()
  const months = book.months.filter(
    one => one.servings + one.guestPortions > 0 || inFen(one) !== 0 || outFen(one) !== 0,
  )
  const isClosed = (month: string) => book.closed.some(one => one >= month)
  return (
    <Panel title={say('books.trend')}>
      <CardTable<OpenMonth>
        rowKey="month"
        dataSource={[...months].reverse()}
        pagination={false}
        columns={[
          { key: 'month', title: say('books.month'), render: (_, one) => monthText(one.month) },
          { key: 'in', title: say('books.in'), align: 'right', render: (_, one) => money(inFen(one)) },
          { key: 'out', title: say('books.out'), align: 'right', render: (_, one) => money(outFen(one)) },
          {
            key: 'closing',
            title: say('books.closing'),
            align: 'right',
            render: (_, one) => money(one.closingFen),
          },
          {
            key: 'meals',
            title: say('books.meals'),
            align: 'right',
            render: (_, one) => say('meals.servings', { count: figure(one.servings + one.guestPortions) }),
          },
          {
            key: 'diners',
            title: say('books.elder'),
            align: 'right',
            render: (_, one) => say('meals.people', { count: one.diners }),
          },
          {
            key: 'days',
            title: say('books.openDays'),
            align: 'right',
            render: (_, one) => say('books.days', { count: one.openDays }),
          },
          {
            key: 'cost',
            title: say('books.costAMeal'),
            align: 'right',
            render: (_, one) =>
              one.servings + one.guestPortions === 0
                ? '—'
                : money(Math.round(outFen(one) / (one.servings + one.guestPortions))),
          },
          {
            key: 'state',
            title: say('books.state'),
            render: (_, one) =>
              isClosed(one.month) ? (
                <Tag color="success">{say('books.isClosed')}</Tag>
              ) : (
                <Tag>{say('books.isOpen')}</Tag>
              ),
          },
        ]}
      />
    </Panel>
  )
}
