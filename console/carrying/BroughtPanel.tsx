// What became of a file: how many of whom, why not, and the receipts to hand back.
import { Alert, Button, Space } from 'antd'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { saveFile } from '../save.ts'
import { type Brought, byMaker, elsewhere, type OfMaker } from './brought.ts'

interface BroughtPanelProps {
  name: string
  it: Brought
  onAnother: () => void
}

export function BroughtPanel({ name, it, onAnother }: BroughtPanelProps) {
  const say = useWords()
  const { acts, receipts, rejected, rows } = it
  const [done, again, refused] = (['done', 'again', 'refused'] as const).map(
    outcome => rows.filter(row => row.outcome === outcome).length,
  )
  const sum = { done: done ?? 0, again: again ?? 0, refused: refused ?? 0, rejected: rejected.length }
  const isAllWell = sum.refused + sum.rejected === 0
  const refusals = rows.flatMap(({ refusal, makerName }) => (refusal ? [`${makerName}，${refusal}`] : []))
  return (
    <Panel
      title={say('carried.result', { file: name, count: acts.length })}
      extra={<Button onClick={onAnother}>{say('carried.another')}</Button>}
    >
      <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
        <Alert
          type={isAllWell ? 'success' : 'warning'}
          showIcon
          title={say('carried.sum', sum)}
          {...(elsewhere(it) > 0 && { description: say('carried.elsewhere', { count: elsewhere(it) }) })}
        />
        {rows.length > 0 && <OfMakers rows={byMaker(rows)} />}
        <Reasons title={say('carried.whyRefused')} reasons={refusals} />
        <Reasons title={say('carried.whyRejected')} reasons={rejected.map(({ message }) => message)} />
        {receipts.length > 0 && (
          <>
            <p className="soft">{say('carried.giveBackWhy')}</p>
            <Button
              type="primary"
              size="large"
              onClick={() => {
                const content = { format: 'wanqing-carried-1', acts: [], receipts }
                const blob = new Blob([JSON.stringify(content)], { type: 'application/json' })
                saveFile(blob, `${say('carried.receiptsFile')}.json`)
              }}
            >
              {say('carried.giveBack')}
            </Button>
          </>
        )}
      </Space>
    </Panel>
  )
}

function OfMakers({ rows }: { rows: readonly OfMaker[] }) {
  const say = useWords()
  return (
    <CardTable<OfMaker>
      rowKey={row => `${row.makerName} ${row.placeName}`}
      dataSource={[...rows]}
      pagination={false}
      columns={[
        { key: 'maker', title: say('carried.maker'), dataIndex: 'makerName' },
        { key: 'place', title: say('carried.place'), dataIndex: 'placeName' },
        { key: 'done', title: say('carried.done'), dataIndex: 'done' },
        { key: 'again', title: say('carried.again'), dataIndex: 'again' },
        { key: 'refused', title: say('carried.refused'), dataIndex: 'refused' },
      ]}
    />
  )
}

/** The same sentence is said once, with how often. */
function Reasons({ title, reasons }: { title: string; reasons: readonly string[] }) {
  const say = useWords()
  if (reasons.length === 0) return null
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {[...counts].map(([message, count]) => (
          <li key={message}>{say('carried.times', { count, message })}</li>
        ))}
      </ul>
    </section>
  )
}
