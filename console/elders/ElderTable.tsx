// A list of elders as every screen shows it: masked, each name opening the record, the columns the person chose.
import { type TableColumnsType, Tag } from 'antd'
import type { ReactNode } from 'react'
import { cellOf, type ElderColumn, elderColumns } from '../../domain/elders/columns.ts'
import { type ElderRow, elderGroups, sexes } from '../../domain/elders/elder.ts'
import { CardTable } from '../CardTable.tsx'
import { useColumns } from '../elder-lists/columns.ts'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { paths } from '../paths.ts'

export function columnsOfElders<Row extends ElderRow>(
  say: Say,
  wanted: readonly ElderColumn[],
): TableColumnsType<Row> {
  // Sex and age stand under the name, the township under the village: one column less to read across.
  const beside = wanted.filter(column => column !== 'sex' && column !== 'age')
  const underVillage = beside.includes('village') && beside.includes('township')
  return [
    {
      key: 'name',
      title: say('elder.name'),
      width: 170,
      render: (_, row) => <Name row={row} wanted={wanted} />,
    },
    ...beside
      .filter(column => !(underVillage && column === 'township'))
      .map(column => ({
        key: column,
        title: elderColumns.words[column],
        ...(widths[column] && { width: widths[column] }),
        render: (_: unknown, row: Row) =>
          column === 'village' && underVillage ? (
            <>
              {row.villageName}
              <div className="soft small">{row.townshipName}</div>
            </>
          ) : (
            cell(say, row, column)
          ),
      })),
  ]
}

const widths: Partial<Record<ElderColumn, number>> = {
  lastVisited: 150,
  numberTail: 130,
  phoneNumber: 130,
  visitor: 130,
  registeredOn: 130,
  confirmedOn: 130,
}

function Name({ row, wanted }: { row: ElderRow; wanted: readonly ElderColumn[] }) {
  const say = useWords()
  const under = [
    wanted.includes('sex') && sexes.words[row.sex],
    wanted.includes('age') && row.age !== null && say('elder.age', { age: row.age }),
  ].filter(Boolean)
  return (
    <>
      <Go to={paths.elder(row)} className="strong">
        {row.name}
      </Go>
      {under.length > 0 && <div className="soft small">{under.join(' · ')}</div>}
    </>
  )
}

function cell(say: Say, row: ElderRow, column: ElderColumn): ReactNode {
  switch (column) {
    case 'groups':
      return <Groups groups={row.groups} />
    case 'lastVisited':
      return (
        <span className={row.lastVisitedOn ? 'nowrap' : 'nowrap warn-text'}>
          {row.lastVisitedOn ?? say('elder.neverVisited')}
        </span>
      )
    case 'numberTail':
      return row.numberMask ? `…${row.numberMask.slice(-4)}` : missing(say('elder.noNumber'))
    case 'phoneNumber':
      return row.phoneMask ? `…${row.phoneMask.slice(-4)}` : '—'
    case 'visitor':
      return row.visitorName ?? missing(say('unvisited.noVisitor'))
    default:
      return cellOf(row, column) ?? '—'
  }
}

function missing(word: string): ReactNode {
  return <span className="warn-text">{word}</span>
}

export function Groups({ groups }: { groups: ElderRow['groups'] }) {
  return (
    <span className="tags">
      {groups.map(group => (
        <Tag key={group}>{elderGroups.words[group]}</Tag>
      ))}
    </span>
  )
}

interface ElderTableProps {
  rows: ElderRow[]
  /** Ids that are ticked; without it nothing can be ticked. */
  chosen?: readonly string[]
  onChoose?: (ids: string[]) => void
}

export function ElderTable({ rows, chosen, onChoose }: ElderTableProps) {
  const say = useWords()
  const [columns] = useColumns()
  // Not the table's own scrolling: with boxes to tick it copies them into a hidden row that the keyboard reaches.
  return (
    <div className="scroll-sideways">
      <CardTable<ElderRow>
        rowKey="id"
        dataSource={rows}
        columns={columnsOfElders<ElderRow>(say, columns)}
        pagination={false}
        {...(onChoose && {
          rowSelection: {
            selectedRowKeys: [...(chosen ?? [])],
            onChange: (_, selected) => onChoose(selected.flatMap(row => row?.id ?? [])),
          },
        })}
      />
    </div>
  )
}
