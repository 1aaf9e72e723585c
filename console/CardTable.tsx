// A table on a desk; where the window is as narrow as a phone each row is a card, so that nothing hides sideways.
import { Table, type TableColumnsType, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { useNarrow } from './frame/narrow.ts'

interface CardTableProps<Row> extends TableProps<Row> {
  /** A row of a long list in two or three lines, for a phone; without it the card says every column. */
  brief?: (row: Row) => ReactNode
}

export function CardTable<Row extends object>({ columns, scroll, brief, ...rest }: CardTableProps<Row>) {
  const narrow = useNarrow()
  return (
    <Table<Row>
      {...rest}
      className="card-table"
      columns={
        narrow && brief
          ? [{ key: 'brief', render: (_: unknown, row: Row) => brief(row) }]
          : labelled(columns ?? [])
      }
      // The table's own scrolling sets a width in pixels, which no card could undo.
      {...(scroll && !narrow && { scroll })}
    />
  )
}

/** A card has no head row: each of its lines says itself what it is. The first column is the card's title. */
function labelled<Row>(columns: TableColumnsType<Row>): TableColumnsType<Row> {
  return columns.map((column, place) =>
    place > 0 && typeof column.title === 'string'
      ? { ...column, onCell: () => ({ 'data-label': column.title }) }
      : column,
  ) as TableColumnsType<Row>
}
