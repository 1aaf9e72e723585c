// Lines of a list that fit somebody in the ledger, and the decision on each.
import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import {
  type MatchDecision,
  type MatchRow,
  matchDecisions,
  matchedBy,
  matchListKinds,
  matchProposals,
} from '../../domain/benefits/records.ts'
import { useAct } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { Who } from './BenefitMarks.tsx'

export function MatchTable({ rows }: { rows: MatchRow[] }) {
  const say = useWords()
  const [deciding, setDeciding] = useState<MatchRow | null>(null)
  return (
    <>
      <CardTable<MatchRow>
        rowKey={row => `${row.listId}.${row.rowNumber}.${row.elderId}`}
        dataSource={rows}
        pagination={false}
        columns={[
          {
            key: 'elder',
            title: say('match.elder'),
            width: 200,
            render: (_, row) => (
              <>
                <Who who={row} />
                <div className={row.monthlyFen > 0 ? 'warn-text small' : 'soft small'}>
                  {row.monthlyFen > 0
                    ? say('match.paid', { amount: yuanText(row.monthlyFen) })
                    : say('match.notPaid')}
                </div>
              </>
            ),
          },
          {
            key: 'listed',
            title: say('match.listed'),
            render: (_, row) => (
              <>
                {row.listedName} {row.numberMask}
                <div>
                  {row.happenedOn && say('match.on', { day: row.happenedOn })} {row.listedNote}
                </div>
                <div className="soft small">
                  {matchListKinds.words[row.kind]} · {row.fileName} ·{' '}
                  {say('match.row', { row: row.rowNumber })} · {matchedBy.words[row.matchedBy]}
                </div>
              </>
            ),
          },
          {
            key: 'proposal',
            title: say('match.proposal'),
            width: 280,
            render: (_, row) => <Handling row={row} onDecide={() => setDeciding(row)} />,
          },
        ]}
      />
      {deciding && <DecideDialog row={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function Handling({ row, onDecide }: { row: MatchRow; onDecide: () => void }) {
  const say = useWords()
  const may = useMay()
  if (row.decision !== 'toReview')
    return (
      <>
        <b>{matchDecisions.words[row.decision]}</b>
        <div className="soft small">
          {row.decisionNote} · {row.decidedByName ?? '—'}
        </div>
      </>
    )
  return (
    <>
      <b>{matchProposals.words[row.proposal]}</b>
      {row.endedOn && <div className="soft small">{say('match.ended', { day: row.endedOn })}</div>}
      <div className="benefit-acts">
        {row.proposal === 'registerDeath' && row.endedOn === null && may('elder:edit') && (
          <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })}>{say('match.openRecord')}</Go>
        )}
        {may('benefit:manage') && <Button onClick={onDecide}>{say('match.decide')}</Button>}
      </div>
    </>
  )
}

interface Filled {
  decision: MatchDecision
  note: string
}

function DecideDialog({ row, onClose }: { row: MatchRow; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const decide = useAct('matchList.decide', ['matchList.rows', 'matchList.list', 'elderBenefit.get'])
  const results = matchDecisions.keys.filter(key => key !== 'toReview')
  return (
    <Modal
      open
      title={`${row.elderName} · ${matchListKinds.words[row.kind]}`}
      okText={say('form.save')}
      okButtonProps={{ loading: decide.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={({ decision, note }) =>
          decide.mutate(
            {
              countyCode: row.countyCode,
              listId: row.listId,
              rowNumber: row.rowNumber,
              elderId: row.elderId,
              decision,
              note,
            },
            {
              onSuccess: () => {
                notice.done(say('match.decided'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="decision"
          label={say('match.result')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Radio.Group
            vertical
            options={results.map(key => ({ value: key, label: matchDecisions.words[key] }))}
          />
        </Form.Item>
        <Form.Item
          name="note"
          label={say('match.note')}
          extra={say('match.decideNote')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {decide.isError && <Trouble error={decide.error} />}
    </Modal>
  )
}
