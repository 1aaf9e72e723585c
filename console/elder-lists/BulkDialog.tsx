// One act on many: what it is, whom it would touch and whom it leaves alone and why, then the act.
import { Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Loading, Trouble, useNotice } from '../states.tsx'
import type { Chosen } from './BulkBar.tsx'

type Deed = Sent<'bulkAct.preview'>['deed']

interface BulkDialogProps {
  kind: Deed['kind']
  region: string
  chosen: Chosen
  onClose: (done: boolean) => void
}

export function BulkDialog({ kind, region, chosen, onClose }: BulkDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [deed, setDeed] = useState<Deed | null>(kind === 'confirmEntry' ? { kind } : null)
  const preview = useAnswer(
    'bulkAct.preview',
    { ...chosen, deed: deed ?? { kind: 'confirmEntry' } },
    { enabled: deed !== null },
  )
  const act = useAct('bulkAct.do', [
    'elder.list',
    'elder.get',
    'visitor.list',
    'visit.unvisited',
    'bulkAct.list',
  ])
  const touched = preview.data?.touched ?? 0
  const submit = () => {
    if (deed === null) return
    act.mutate(
      { ...chosen, id: newId(), deed, expected: touched },
      {
        onSuccess: done => {
          notice.done(say('bulk.done', { sentence: done.sentence }))
          onClose(true)
        },
        // Somebody was quicker: the preview is asked for anew and shows what is so now.
        onError: () => void preview.refetch(),
      },
    )
  }
  const count = chosen.elderIds.length
  return (
    <Modal
      open
      title={say(kind === 'assignVisitor' ? 'assign.title' : 'bulk.confirmTitle', { count })}
      okText={say('bulk.submit', { count: touched })}
      okButtonProps={{ loading: act.isPending, disabled: deed === null || touched === 0 }}
      onOk={submit}
      onCancel={() => onClose(false)}
    >
      {kind === 'assignVisitor' ? (
        <VisitorForm region={region} onFilled={setDeed} />
      ) : (
        <p>{say('bulk.confirmNote')}</p>
      )}
      {deed !== null && preview.isPending && <Loading />}
      {preview.isError && <Trouble error={preview.error} />}
      {preview.data && <Preview {...preview.data} />}
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}

function VisitorForm({ region, onFilled }: { region: string; onFilled: (deed: Deed | null) => void }) {
  const say = useWords()
  const visitors = useAnswer('visitor.list', { regionCode: region })
  const change = (_: unknown, { accountId, from }: { accountId?: string; from?: string }) =>
    onFilled(accountId && from ? { kind: 'assignVisitor', accountId, from } : null)
  if (visitors.isError) return <Trouble error={visitors.error} />
  return (
    <Form layout="vertical" initialValues={{ from: dayOf(new Date()) }} onValuesChange={change}>
      <Form.Item name="accountId" label={say('assign.visitor')} required>
        <Select
          loading={visitors.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={say('visitors.none')}
          options={(visitors.data ?? []).map(visitor => ({
            value: visitor.id,
            label: say('assign.option', {
              name: visitor.name,
              login: visitor.login,
              count: visitor.elders,
            }),
          }))}
        />
      </Form.Item>
      <Form.Item name="from" label={say('assign.from')} required>
        <Input type="date" />
      </Form.Item>
    </Form>
  )
}

interface PreviewProps {
  touched: number
  sentence: string
  leftAlone: { id: string; name: string; why: string }[]
}

function Preview({ touched, sentence, leftAlone }: PreviewProps) {
  const say = useWords()
  return (
    <>
      <Alert
        type={touched === 0 ? 'warning' : 'info'}
        showIcon
        title={touched === 0 ? say('bulk.nobody') : `${sentence}。`}
      />
      {leftAlone.length > 0 && (
        <div className="below">
          <b>{say('bulk.leftAlone', { count: leftAlone.length })}</b>
          <ul className="left-alone">
            {leftAlone.slice(0, 100).map(elder => (
              <li key={elder.id}>
                {elder.name}：<span className="soft">{elder.why}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
