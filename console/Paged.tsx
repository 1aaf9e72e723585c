// A list that grows by a button, with its states.
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from './language.tsx'
import { Loading, Nothing, Trouble } from './states.tsx'

interface PagedProps<Row> {
  list: {
    query: {
      isPending: boolean
      isError: boolean
      error: unknown
      hasNextPage: boolean
      isFetchingNextPage: boolean
      fetchNextPage: () => unknown
      refetch: () => unknown
    }
    rows: Row[]
  }
  nothing: ReactNode
  children: (rows: Row[]) => ReactNode
}

export function Paged<Row>({ list: { query, rows }, nothing, children }: PagedProps<Row>) {
  const say = useWords()
  if (query.isError && rows.length === 0)
    return <Trouble error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (rows.length === 0) return <Nothing>{nothing}</Nothing>
  return (
    <>
      {children(rows)}
      {query.isError && <Trouble error={query.error} retry={() => void query.fetchNextPage()} />}
      <div className="more no-print">
        {query.hasNextPage ? (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {say('list.more')}
          </Button>
        ) : (
          <span className="soft">{say('list.end', { count: rows.length })}</span>
        )}
      </div>
    </>
  )
}
