// A list of elders as every screen shows it: masked, grouped, each name opening the record.
import { type TableColumnsType, Tag } from 'antd'
import { type ElderRow, elderGroups, sexes } from '../../domain/elders/elder.ts'
import { CardTable } from '../CardTable.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { paths } from '../paths.ts'

export const rowKeyOf = (row: { countyCode: string; id: string }) => `${row.countyCode}.${row.id}`

const columnKeys = ['name', 'village', 'groups', 'lastVisited', 'number', 'phone'] as const
type ColumnKey = (typeof columnKeys)[number]

export function elderColumns<Row extends ElderRow>(
  say: Say,
  wanted: readonly ColumnKey[],
): TableColumnsType<Row> {
  const all: Record<ColumnKey, TableColumnsType<Row>[number]> = {
    name: {
      key: 'name',
      title: say('elder.name'),
      width: 170,
      render: (_, row) => (
        <>
          <Go to={paths.elder(row)} className="strong">
            {row.name}
          </Go>
          <div className="soft small">
            {sexes.words[row.sex]}
            {row.age !== null && ` · ${say('elder.age', { age: row.age })}`}
          </div>
        </>
      ),
    },
    village: {
      key: 'village',
      title: say('elder.village'),
      render: (_, row) => (
        <>
          {row.villageName}
          <div className="soft small">{row.townshipName}</div>
        </>
      ),
    },
    groups: { key: 'groups', title: say('elder.groups'), render: (_, row) => <Groups groups={row.groups} /> },
    lastVisited: {
      key: 'lastVisited',
      title: say('elder.lastVisited'),
      width: 150,
      render: (_, row) => (
        <span className={row.lastVisitedOn ? 'nowrap' : 'nowrap warn-text'}>
          {row.lastVisitedOn ?? say('elder.neverVisited')}
        </span>
      ),
    },
    number: {
      key: 'number',
      title: say('elder.numberTail'),
      width: 120,
      render: (_, row) =>
        row.numberMask ? (
          row.numberMask.slice(-4)
        ) : (
          <span className="warn-text">{say('elder.noNumber')}</span>
        ),
    },
    phone: {
      key: 'phone',
      title: say('elder.phoneTail'),
      width: 120,
      render: (_, row) => row.phoneMask?.slice(-4) ?? '—',
    },
  }
  return wanted.map(key => all[key])
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
  /** Row keys that are ticked; without it nothing can be ticked. */
  chosen?: readonly string[]
  onChoose?: (keys: string[], rows: ElderRow[]) => void
}

export function ElderTable({ rows, chosen, onChoose }: ElderTableProps) {
  const say = useWords()
  // Not the table's own scrolling: with boxes to tick it copies them into a hidden row that the keyboard reaches.
  return (
    <div className="scroll-sideways">
      <CardTable<ElderRow>
        rowKey={rowKeyOf}
        dataSource={rows}
        columns={elderColumns<ElderRow>(say, columnKeys)}
        pagination={false}
        {...(onChoose && {
          rowSelection: {
            selectedRowKeys: [...(chosen ?? [])],
            onChange: (keys, selected) => onChoose(keys.map(String), selected),
          },
        })}
      />
    </div>
  )
}
