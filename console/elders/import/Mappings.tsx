// The headers an office has corrected once, and the way to forget one.
import { Button, Popconfirm, Tag } from 'antd'
import type { RememberedMapping } from '../../../domain/elders/import/batch.ts'
import { useAct, usePages } from '../../asking.ts'
import { CardTable } from '../../CardTable.tsx'
import { instantText } from '../../figures.ts'
import { Panel } from '../../frame/Page.tsx'
import { useWords } from '../../language.tsx'
import { Paged } from '../../Paged.tsx'
import { useNotice } from '../../states.tsx'
import { fieldWord } from './field-words.ts'

export function Mappings() {
  const say = useWords()
  const list = usePages('elderImport.mappings', {})
  if (list.rows.length === 0) return null
  return (
    <Panel title={say('mapping.title')} note={say('mapping.note')}>
      <Paged list={list} nothing={say('mapping.none')}>
        {rows => (
          <CardTable<RememberedMapping>
            rowKey={row => `${row.regionCode}${row.fingerprint}`}
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'columns',
                title: say('mapping.columns'),
                render: (_, row) => <Meanings columns={row.columns} />,
              },
              { key: 'region', title: say('mapping.office'), width: 140, dataIndex: 'regionName' },
              {
                key: 'used',
                title: say('mapping.used'),
                width: 220,
                render: (_, row) =>
                  say('mapping.usedBy', { by: row.usedBy, at: instantText(row.usedAt), times: row.times }),
              },
              { key: 'forget', title: '', width: 110, render: (_, row) => <Forget row={row} /> },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}

function Meanings({ columns }: { columns: RememberedMapping['columns'] }) {
  const say = useWords()
  const shown = columns.filter(({ header }) => header !== '')
  return (
    <span className="meanings">
      {shown.map(({ header, field }) => {
        const word = field === null ? say('understood.leftOut') : fieldWord(field)
        return <Tag key={header}>{word === header ? header : `${header} → ${word}`}</Tag>
      })}
    </span>
  )
}

function Forget({ row }: { row: RememberedMapping }) {
  const say = useWords()
  const notice = useNotice()
  const forget = useAct('elderImport.forgetMapping', ['elderImport.mappings'])
  const { regionCode, fingerprint } = row
  return (
    <Popconfirm
      title={say('mapping.forgetConfirm')}
      okText={say('mapping.forget')}
      onConfirm={() =>
        forget.mutate(
          { regionCode, fingerprint },
          { onSuccess: () => notice.done(say('mapping.forgotten')), onError: notice.refused },
        )
      }
    >
      <Button loading={forget.isPending}>{say('mapping.forget')}</Button>
    </Popconfirm>
  )
}
