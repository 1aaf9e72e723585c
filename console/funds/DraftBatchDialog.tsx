// A sum split over counties: one row a county and use, with what is left while one types.
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Appropriation, type FundKind, fundKinds } from '../../domain/funds/fund.ts'
import { fenFromWan, sumWords } from '../../domain/funds/words.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionSearch } from '../regions/RegionBar.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Row {
  id: string
  code: string
  name: string
  kind: FundKind
  wan: string
}

export function DraftBatchDialog({ sum, onClose }: { sum: Appropriation; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const [title, setTitle] = useState('')
  const [rows, setRows] = useState<Row[]>([])
  const draft = useAct('fundBatch.draft', ['fundAppropriation.get', 'fundProgramme.get', 'fund.overview'])
  const total = rows.reduce((whole, { wan }) => whole + (fenFromWan(wan) ?? 0), 0)
  const ready = title.trim() !== '' && rows.length > 0 && rows.every(({ wan }) => fenFromWan(wan) !== null)
  const submit = () =>
    draft.mutate(
      {
        ...{ countyCode: sum.countyCode, id, appropriationId: sum.id, title: title.trim() },
        shares: rows.map(row => ({
          ...{ id: row.id, regionCode: row.code, kind: row.kind, amountFen: fenFromWan(row.wan) ?? 0 },
        })),
      },
      {
        onSuccess: () => {
          notice.done(say('fund.batchDrafted'))
          go(paths.fundBatch({ countyCode: sum.countyCode, id }))
        },
      },
    )
  return (
    <Modal
      open
      width={720}
      title={say('fund.draftBatch')}
      okText={say('fund.submit')}
      okButtonProps={{ loading: draft.isPending, disabled: !ready }}
      onOk={submit}
      onCancel={onClose}
    >
      <p className="soft">{say('fund.draftBatchNote')}</p>
      <Labelled word={say('fund.batchTitle')}>
        {field => (
          <Input id={field} value={title} maxLength={80} onChange={event => setTitle(event.target.value)} />
        )}
      </Labelled>
      <Rows rows={rows} onChange={setRows} />
      <div className="below">
        <RegionSearch
          placeholder={say('fund.addCounty')}
          onChosen={(code, name) => {
            if (['county', 'prefecture'].includes(levelOf(code)))
              setRows([...rows, { id: newId(), code, name, kind: sum.kind, wan: '' }])
          }}
        />
      </div>
      <p className={total > sum.leftFen ? 'warn-text' : 'soft'}>
        {rows.length === 0
          ? say('fund.batchNoRows')
          : say('fund.batchTotal', { sum: sumWords(total), left: sumWords(sum.leftFen) })}
      </p>
      {draft.error && <Trouble error={draft.error} />}
    </Modal>
  )
}

function Rows({ rows, onChange }: { rows: Row[]; onChange: (rows: Row[]) => void }) {
  const say = useWords()
  const change = (at: number, change: Partial<Row>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)))
  return (
    <div className="fund-shares below">
      {rows.map((row, at) => (
        <div key={row.id}>
          <b>{row.name}</b>
          <Select<FundKind>
            aria-label={say('fund.kind')}
            value={row.kind}
            options={fundKinds.keys.map(value => ({ value, label: fundKinds.words[value] }))}
            onChange={kind => change(at, { kind })}
          />
          <Input
            aria-label={`${row.name} ${say('fund.wan')}`}
            inputMode="decimal"
            suffix="万元"
            value={row.wan}
            onChange={event => change(at, { wan: event.target.value })}
          />
          <Button onClick={() => onChange(rows.filter(one => one.id !== row.id))}>
            {say('fund.removeRow')}
          </Button>
        </div>
      ))}
    </div>
  )
}
