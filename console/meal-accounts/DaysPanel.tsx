// The vouchers of a month: what each day brought from whom, as it stands in the ledger.
import type { Output } from '../../domain/api.ts'
import type { LateMeals, MealBook } from '../../domain/meal-accounts/books-api.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Answered, Nothing } from '../states.tsx'

type Row = Output<'mealBook.days'>['rows'][number]

const sum = (row: Row, ...legs: (keyof Row['legs'])[]) =>
  legs.reduce((total, leg) => total + (row.legs[leg] ?? 0), 0)

export function DaysPanel({ book, month }: { book: MealBook; month: string }) {
  const say = useWords()
  const answer = useAnswer('mealBook.days', { countyCode: book.countyCode, canteenId: book.canteenId, month })
  return (
    <Panel title={say('books.dailyVouchers')}>
      <Answered query={answer}>
        {({ rows, late }) =>
          rows.length + late.length === 0 ? (
            <Nothing>{say('books.noDays')}</Nothing>
          ) : (
            <>
              <CardTable<Row>
                rowKey="day"
                dataSource={rows}
                pagination={false}
                columns={[
                  { key: 'day', title: say('books.day'), render: (_, row) => dayText(row.day) },
                  { key: 'servings', title: say('books.meals'), dataIndex: 'servings', align: 'right' },
                  { key: 'guests', title: say('books.guests'), dataIndex: 'guestPortions', align: 'right' },
                  {
                    key: 'counter',
                    title: say('books.counter'),
                    align: 'right',
                    render: (_, row) => money(sum(row, 'counter')),
                  },
                  {
                    key: 'government',
                    title: say('books.government'),
                    align: 'right',
                    render: (_, row) =>
                      money(sum(row, 'provincePays', 'countyPays', 'operatingProvince', 'operatingCounty')),
                  },
                  {
                    key: 'collective',
                    title: say('books.collective'),
                    align: 'right',
                    render: (_, row) => money(sum(row, 'collectivePays')),
                  },
                  {
                    key: 'firm',
                    title: say('books.firm'),
                    align: 'right',
                    render: (_, row) => money(sum(row, 'firmPays')),
                  },
                  {
                    key: 'charity',
                    title: say('books.charity'),
                    align: 'right',
                    render: (_, row) => money(sum(row, 'charityPays')),
                  },
                  {
                    key: 'version',
                    title: '',
                    render: (_, row) =>
                      row.version > 1 ? (
                        <span className="soft small">
                          {say('books.corrected', { count: row.version - 1 })}
                        </span>
                      ) : null,
                  },
                ]}
              />
              {late.length > 0 && <LateLines late={late} />}
            </>
          )
        }
      </Answered>
    </Panel>
  )
}

/** What came to light about months that were closed: it stays out of their figures and is carried in this one. */
function LateLines({ late }: { late: readonly LateMeals[] }) {
  const say = useWords()
  return (
    <section className="late-meals">
      <h3>{say('books.late')}</h3>
      <p className="soft">{say('books.lateNote')}</p>
      <ul>
        {late.map(({ forMonth, day, meals, guestPortions, fen }) => (
          <li key={`${forMonth} ${day ?? ''}`}>
            {day === null
              ? say('books.lateOfPeople', { month: monthText(forMonth), count: meals, yuan: money(fen) })
              : say('books.lateOfGuests', { day: dayText(day), count: guestPortions, yuan: money(fen) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
