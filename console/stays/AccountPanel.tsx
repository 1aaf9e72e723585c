// The open account of a station at the desk: how it stands, the month by its five sources and costs, every entry.
import { Button, Space } from 'antd'
import type { Output } from '../../domain/api.ts'
import { inFen, outFen } from '../../domain/meal-accounts/book.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { MonthSelect } from '../benefits/MonthSelect.tsx'
import { CardTable } from '../CardTable.tsx'
import { FigureLinks } from '../FigureLinks.tsx'
import { monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { MonthSheet } from '../meal-accounts/BookSummary.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { Answered, useNotice } from '../states.tsx'
import { StationEntries } from './StationEntries.tsx'
import '../meal-accounts/meal-accounts.css'

interface OfStation {
  countyCode: string
  facilityId: string
}
type Book = Output<'stationBook.get'>

export function AccountPanel({ of }: { of: OfStation }) {
  const answer = useAnswer('stationBook.get', of)
  return <Answered query={answer}>{book => <Shown of={of} book={book} />}</Answered>
}

function Shown({ of, book }: { of: OfStation; book: Book }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [filters, change] = useFilters()
  const month = filters.month ?? book.months.at(-1)?.month ?? ''
  const shown = book.months.find(one => one.month === month)
  const key = { countyCode: of.countyCode, id: of.facilityId }
  return (
    <>
      <FigureLinks
        figures={[
          {
            ...{ word: say('stations.cash'), value: money(book.cashFen) },
            tone: book.cashFen < 0 ? 'bad' : undefined,
          },
          {
            ...{ word: say('stays.owedYuan'), value: money(book.owedFen) },
            to: paths.stayHome(key, { part: 'fees' }),
          },
          { word: say('fees.governmentOwed'), value: money(book.governmentOwedFen) },
        ]}
      />
      <Space wrap className="below no-print">
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
        </Labelled>
        <Button onClick={() => void saveAnswer('stationBook.export', of).catch(notice.refused)}>
          {say('stays.export')}
        </Button>
        <Button onClick={() => go(paths.stationWall(key, { month }))}>{say('stations.wall')}</Button>
      </Space>
      {shown && (
        <Panel
          title={say('stations.accountOf2', { month: monthText(month) })}
          note={say('stations.accountNote')}
        >
          <MonthSheet month={shown} />
        </Panel>
      )}
      <StationEntries of={of} month={month} />
      <Months book={book} />
    </>
  )
}

function Months({ book }: { book: Book }) {
  const say = useWords()
  const months = book.months.filter(one => inFen(one) !== 0 || outFen(one) !== 0 || one.residents > 0)
  return (
    <Panel title={say('stations.months')}>
      <CardTable<Book['months'][number]>
        rowKey="month"
        dataSource={[...months].reverse()}
        pagination={false}
        columns={[
          { key: 'month', title: say('fees.month'), render: (_, one) => monthText(one.month) },
          { key: 'in', title: say('stations.in'), align: 'right', render: (_, one) => money(inFen(one)) },
          { key: 'out', title: say('stations.out'), align: 'right', render: (_, one) => money(outFen(one)) },
          {
            key: 'left',
            title: say('stations.closing'),
            align: 'right',
            render: (_, one) => money(one.closingFen),
          },
          {
            key: 'people',
            title: say('stations.lived'),
            align: 'right',
            render: (_, one) => say('stays.people', { count: one.residents }),
          },
        ]}
      />
    </Panel>
  )
}
