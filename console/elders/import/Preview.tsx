// The rows of a batch by what they would do, each with its reasons; changed rows show before and after.
import { type TableColumnsType, Tabs } from 'antd'
import { elderGroups } from '../../../domain/elders/elder.ts'
import {
  type ImportBatch,
  type ImportOutcome,
  type ImportRow,
  importOutcomes,
} from '../../../domain/elders/import/batch.ts'
import { useFilters } from '../../address.ts'
import { usePages } from '../../asking.ts'
import { CardTable } from '../../CardTable.tsx'
import { figure } from '../../figures.ts'
import { Panel } from '../../frame/Page.tsx'
import { type Say, useWords } from '../../language.tsx'
import { Paged } from '../../Paged.tsx'
import { fieldWord } from './field-words.ts'

/** Rows that need a person come first. */
const order: readonly ImportOutcome[] = ['refused', 'suspicious', 'new', 'changed', 'unchanged']

export function Preview({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const wanted = order.find(outcome => outcome === filters.tab)
  const active = wanted ?? order.find(outcome => batch.counts[outcome] > 0) ?? 'new'
  return (
    <Panel title={say('preview.title')}>
      <Tabs
        activeKey={active}
        onChange={tab => change({ tab })}
        items={order.map(outcome => ({
          key: outcome,
          label: say('preview.tab', {
            outcome: importOutcomes.words[outcome],
            count: figure(batch.counts[outcome]),
          }),
          children: outcome === active && <Rows batch={batch} outcome={outcome} />,
        }))}
      />
    </Panel>
  )
}

function Rows({ batch, outcome }: { batch: ImportBatch; outcome: ImportOutcome }) {
  const say = useWords()
  const list = usePages('elderImport.rows', { id: batch.id, outcome })
  // Rows that changed nothing are not kept once the batch is decided.
  const isLeftOut = batch.committedAt !== null && outcome === 'unchanged' && batch.counts.unchanged > 0
  const nothing = isLeftOut ? 'preview.unchangedNotKept' : 'preview.none'
  return (
    <Paged list={list} nothing={say(nothing, { outcome: importOutcomes.words[outcome] })}>
      {rows => (
        <CardTable<ImportRow>
          rowKey="rowNumber"
          dataSource={rows}
          pagination={false}
          scroll={{ x: 900 }}
          columns={columnsFor(outcome, say)}
        />
      )}
    </Paged>
  )
}

function columnsFor(outcome: ImportOutcome, say: Say): TableColumnsType<ImportRow> {
  const who: TableColumnsType<ImportRow> = [
    {
      key: 'row',
      title: say('preview.row'),
      width: 90,
      render: (_, row) => say('preview.rowNumber', { row: row.rowNumber }),
    },
    { key: 'name', title: say('elder.name'), width: 110, render: (_, row) => row.name ?? '—' },
    {
      key: 'number',
      title: say('elder.numberTail'),
      width: 120,
      render: (_, row) => row.numberMask?.slice(-4) ?? '—',
    },
    { key: 'bornOn', title: say('elder.bornOn'), width: 120, render: (_, row) => row.bornOn ?? '—' },
    { key: 'village', title: say('elder.village'), width: 140, render: (_, row) => row.villageName ?? '—' },
  ]
  const groups: TableColumnsType<ImportRow>[number] = {
    key: 'groups',
    title: say('elder.groups'),
    render: (_, row) => row.groups.map(groupWord).join('、') || '—',
  }
  const reasons: TableColumnsType<ImportRow>[number] = {
    key: 'reasons',
    title: say('preview.reasons'),
    render: (_, row) => <Reasons row={row} />,
  }
  const changes: TableColumnsType<ImportRow>[number] = {
    key: 'changes',
    title: say('preview.changes'),
    render: (_, row) => <Changes row={row} />,
  }
  if (outcome === 'changed') return [...who, changes, reasons]
  if (outcome === 'refused' || outcome === 'suspicious') return [...who, reasons]
  return [...who, groups, reasons]
}

function groupWord(group: string): string {
  return (elderGroups.words as Readonly<Record<string, string>>)[group] ?? group
}

function Reasons({ row }: { row: ImportRow }) {
  if (row.problems.length === 0) return <>—</>
  return (
    <ul className="reasons">
      {row.problems.map(problem => (
        <li key={`${problem.code}${problem.message}`}>{problem.message}</li>
      ))}
    </ul>
  )
}

function Changes({ row }: { row: ImportRow }) {
  const say = useWords()
  return (
    <ul className="reasons">
      {row.changes.map(change => (
        <li key={change.field}>
          {fieldWord(change.field)}：<del>{change.before ?? say('preview.empty')}</del> →{' '}
          <ins>{change.after ?? say('preview.empty')}</ins>
        </li>
      ))}
    </ul>
  )
}
