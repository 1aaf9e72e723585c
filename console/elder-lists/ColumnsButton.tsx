// Chooses what a list shows; the same columns are exported and printed.

import { TableOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { elderColumns, usualColumns } from '../../domain/elders/columns.ts'
import { useWords } from '../language.tsx'
import { useColumns } from './columns.ts'

export function ColumnsButton() {
  const say = useWords()
  const [columns, choose] = useColumns()
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={say('lists.columns')}
      content={
        <div className="column-choice">
          {elderColumns.keys.map(column => (
            <Checkbox
              key={column}
              checked={columns.includes(column)}
              disabled={columns.length === 1 && columns[0] === column}
              onChange={({ target }) =>
                choose(target.checked ? [...columns, column] : columns.filter(one => one !== column))
              }
            >
              {elderColumns.words[column]}
            </Checkbox>
          ))}
          <Button type="link" onClick={() => choose(usualColumns)}>
            {say('lists.usualColumns')}
          </Button>
        </div>
      }
    >
      <Button icon={<TableOutlined />}>{say('lists.columns')}</Button>
    </Popover>
  )
}
