// What became of a batch, the way to the elders it brought, and the way back.
import { Button, Form, Input, Modal, Result } from 'antd'
import { useState } from 'react'
import type { ImportBatch } from '../../../domain/elders/import/batch.ts'
import { useGo } from '../../address.ts'
import { useAct } from '../../asking.ts'
import { figure, instantText } from '../../figures.ts'
import { Panel } from '../../frame/Page.tsx'
import { type Say, useWords } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Trouble, useNotice } from '../../states.tsx'
import { ProblemRowsButton } from './ProblemRowsButton.tsx'
import { rowsTaken } from './rows-taken.ts'

export function ResultPanel({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const go = useGo()
  const [undoing, setUndoing] = useState(false)
  const undone = batch.stage === 'undone'
  return (
    <Panel>
      <Result
        status={undone ? 'info' : 'success'}
        title={
          undone
            ? say('import.undone', { at: batch.undoneAt ? instantText(batch.undoneAt) : '' })
            : say('import.done', { count: figure(rowsTaken(batch.counts, batch.suspiciousTaken)) })
        }
        subTitle={say('import.doneCounts', {
          new: figure(batch.counts.new),
          changed: figure(batch.counts.changed),
          unchanged: figure(batch.counts.unchanged),
          suspicious: figure(batch.counts.suspicious),
          refused: figure(batch.counts.refused),
        })}
        extra={
          <div className="form-actions centred">
            <Button
              type="primary"
              size="large"
              onClick={() => go(paths.elders({ region: batch.regionCode }))}
            >
              {say('import.toElders')}
            </Button>
            <ProblemRowsButton batch={batch} />
            {!undone && !batch.isForgotten && (
              <Button size="large" danger onClick={() => setUndoing(true)}>
                {say('import.undo')}
              </Button>
            )}
          </div>
        }
      />
      <p className="soft centred">{keptSentence(batch, say)}</p>
      {undoing && <UndoDialog batch={batch} onClose={() => setUndoing(false)} />}
    </Panel>
  )
}

/** How long undoing and the list of rows not taken are still possible. */
function keptSentence({ isForgotten, keptUntil }: ImportBatch, say: Say): string {
  if (isForgotten) return say('import.forgotten')
  return keptUntil === null ? '' : say('import.keptUntil', { day: keptUntil })
}

function UndoDialog({ batch, onClose }: { batch: ImportBatch; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ reason: string }>()
  const undo = useAct('elderImport.undo', ['elderImport.get', 'elderImport.list', 'elder.list', 'board.read'])
  return (
    <Modal
      open
      title={say('import.undoTitle')}
      okText={say('import.undo')}
      okButtonProps={{ danger: true, loading: undo.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('import.undoWarning')}</p>
      <Form<{ reason: string }>
        form={form}
        layout="vertical"
        onFinish={({ reason }) =>
          undo.mutate(
            { id: batch.id, reason },
            {
              onSuccess: ({ stage }) => {
                notice.done(say(stage === 'undone' ? 'import.undoneShort' : 'import.undoBegun'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="reason"
          label={say('import.undoReason')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount autoFocus />
        </Form.Item>
      </Form>
      {undo.isError && <Trouble error={undo.error} />}
    </Modal>
  )
}
