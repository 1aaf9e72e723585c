// A list as a printed roster: the columns and conditions of the screen, names and numbers masked, who printed it below.
import { Alert, Button, Space } from 'antd'
import { useEffect } from 'react'
import { cellOf, elderColumns } from '../../domain/elders/columns.ts'
import { type ElderRow, maskName } from '../../domain/elders/elder.ts'
import { filterFromWords } from '../../domain/elders/filter.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { dayText, figure, instantText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Loading, Trouble } from '../states.tsx'
import { useColumns } from './columns.ts'
import { filterWords } from './filter-words.ts'
import './sheets.css'

/** A township's roster; a longer one is no longer read on paper. */
const printedAtMost = 5_000

export function PrintListPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const filter = filterFromWords(filters)
  const { query, rows } = usePages('elder.list', { regionCode: region, ...filter, limit: 500 })
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = query
  const wantsMore = hasNextPage && rows.length < printedAtMost
  useEffect(() => {
    if (wantsMore && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [wantsMore, isFetchingNextPage, isError, fetchNextPage])
  const go = useGo()
  return (
    <Page
      title={say('print.roster')}
      actions={
        <Space>
          <Button onClick={() => go(paths.elders({ ...filters, region }))}>{say('print.back')}</Button>
          <Button type="primary" disabled={wantsMore || isError} onClick={() => window.print()}>
            {say('print.now')}
          </Button>
        </Space>
      }
    >
      {query.isError && <Trouble error={query.error} retry={() => void query.refetch()} />}
      {query.isPending || wantsMore ? <Loading /> : <Roster rows={rows} region={region} />}
      {hasNextPage && !wantsMore && (
        <Alert type="warning" title={say('print.truncated', { count: figure(rows.length) })} />
      )}
    </Page>
  )
}

function Roster({ rows, region }: { rows: readonly ElderRow[]; region: string }) {
  const say = useWords()
  const [filters] = useFilters()
  const [columns] = useColumns()
  const place = useAnswer('region.get', { code: region })
  const conditions = filterWords(filterFromWords(filters), say)
  return (
    <div className="sheet">
      <p className="sheet-note">
        {say('print.rosterNote', {
          region: place.data?.path.map(one => one.name).join(' ') ?? region,
          day: dayText(new Date().toISOString().slice(0, 10)),
          count: figure(rows.length),
        })}
        {conditions.length > 0 && ` · ${say('exports.filter', { words: conditions.join(' · ') })}`}
      </p>
      <div className="scroll-sideways">
        <table className="roster">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{say('elder.name')}</th>
              {columns.map(column => (
                <th key={column} scope="col">
                  {elderColumns.words[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.id}>
                <td>{index + 1}</td>
                <td className="nowrap">{maskName(row.name)}</td>
                {columns.map(column => (
                  <td key={column}>{cellOf(row, column) ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PrintedBy />
    </div>
  )
}

/** The last line of every sheet: so that a copy that went astray says whose it was. */
export function PrintedBy() {
  const say = useWords()
  const { account } = useSession()
  return (
    <p className="sheet-note">
      {say('print.masked', {
        name: `${account.name}（${account.login}）`,
        at: instantText(new Date().toISOString()),
      })}
    </p>
  )
}
