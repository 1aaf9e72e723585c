// Lines that a place keeps of itself, as papers, equipment or staff: a table, and whoever manages adds, edits and ends.
import { Button, type TableColumnsType } from 'antd'
import { type ReactNode, useState } from 'react'
import { CardTable } from './CardTable.tsx'
import { Panel } from './frame/Page.tsx'
import { Nothing } from './states.tsx'

interface KeptLinesProps<Row> {
  title: string
  none: string
  words: { add: string; edit: string; end: string }
  manages: boolean
  rows: readonly Row[]
  columns: TableColumnsType<Row>
  /** A line on a phone, where its cells would be a list of their own. */
  brief?: (row: Row) => ReactNode
  /** The form: of the line that is edited, or of a new one. */
  form: (held: Row | null, onClose: () => void) => ReactNode
  /** What is asked before a line is taken away. */
  ending: (row: Row, onClose: () => void) => ReactNode
  /** Below the table. */
  children?: ReactNode
}

export function KeptLines<Row extends { id: string }>(props: KeptLinesProps<Row>) {
  const { title, none, words, manages, rows, columns, brief, form, ending, children } = props
  const [editing, setEditing] = useState<Row | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Row | null>(null)
  const actsOf = (row: Row) => (
    <>
      <Button type="link" onClick={() => setEditing(row)}>
        {words.edit}
      </Button>
      <Button type="link" danger onClick={() => setLeaving(row)}>
        {words.end}
      </Button>
    </>
  )
  const acts = {
    ...{ key: 'acts', className: 'no-print nowrap' },
    render: (_: unknown, row: Row) => actsOf(row),
  }
  return (
    <Panel title={title} extra={manages && <Button onClick={() => setEditing('new')}>{words.add}</Button>}>
      {rows.length === 0 ? (
        <Nothing>{none}</Nothing>
      ) : (
        <CardTable<Row>
          rowKey="id"
          dataSource={[...rows]}
          pagination={false}
          columns={manages ? [...columns, acts] : columns}
          {...(brief && {
            brief: row => (
              <div className="kept-line">
                <div>{brief(row)}</div>
                {manages && <div className="nowrap">{actsOf(row)}</div>}
              </div>
            ),
          })}
        />
      )}
      {children}
      {editing !== null && form(editing === 'new' ? null : editing, () => setEditing(null))}
      {leaving !== null && ending(leaving, () => setLeaving(null))}
    </Panel>
  )
}
