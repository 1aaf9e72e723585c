// What is to be done with an assessment now, and by whom: the second score, the review, telling the elder, printing.
import { Alert, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { OperationName } from '../../domain/api.ts'
import type { Ability } from '../../domain/assessments/assessment.ts'
import {
  type ReviewDecision,
  reviewDecisions,
  type ToldWay,
  toldWays,
} from '../../domain/assessments/stages.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay, useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

const moved: OperationName[] = ['ability.get', 'ability.list', 'assessment.duties', 'assessment.counts']

export function AbilityMoves({ ability }: { ability: Ability }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { account } = useSession()
  const [dialog, setDialog] = useState<'review' | 'tell' | null>(null)
  const { stage, countyCode, id, acts } = ability
  const close = () => setDialog(null)
  const isAssessor =
    ability.firstAccountId === account.id ||
    acts.some(act => act.kind.startsWith('second') && act.byAccountId === account.id)
  const canReview = may('assessment:review') && (stage === 'differing' || stage === 'awaitsReview')
  return (
    <div className="form-actions no-print">
      {stage === 'awaitsSecond' && may('assessment:record') && ability.firstAccountId !== account.id && (
        <Button type="primary" size="large" onClick={() => go(paths.abilitySecond({ countyCode, id }))}>
          {say('abilityPage.toSecond')}
        </Button>
      )}
      {canReview && isAssessor && <Alert type="info" showIcon title={say('abilityPage.ownReview')} />}
      {canReview && !isAssessor && (
        <Button type="primary" size="large" onClick={() => setDialog('review')}>
          {say('abilityPage.review')}
        </Button>
      )}
      {stage === 'settled' && may('assessment:record') && (
        <Button type="primary" size="large" onClick={() => setDialog('tell')}>
          {say('abilityPage.tell')}
        </Button>
      )}
      {ability.result && (
        <Button size="large" onClick={() => go(paths.abilityReport({ countyCode, id }))}>
          {say('abilityPage.print')}
        </Button>
      )}
      {dialog === 'review' && <ReviewDialog ability={ability} onClose={close} />}
      {dialog === 'tell' && <TellDialog ability={ability} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  ability: Ability
  onClose: () => void
}

function ReviewDialog({ ability, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ decision: ReviewDecision; note: string }>()
  const review = useAct('ability.review', moved)
  const { countyCode, id, version } = ability
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('abilityPage.review')}
      okText={say('abilityPage.review')}
      okButtonProps={{ loading: review.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={filled =>
          review.mutate(
            { countyCode, id, version, ...filled },
            {
              onSuccess: () => {
                notice.done(say('abilityPage.reviewDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="decision" label={say('abilityPage.review')} rules={required}>
          <Radio.Group
            className="assess-stack"
            options={reviewDecisions.keys.map(key => ({ value: key, label: reviewDecisions.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="note" label={say('abilityPage.reviewNote')} rules={required}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
      </Form>
      {review.isError && <Trouble error={review.error} />}
    </Modal>
  )
}

interface Told {
  toldWay: ToldWay
  toldTo?: string
  accepted: boolean
  note?: string
}

function TellDialog({ ability, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Told>()
  const way = Form.useWatch('toldWay', form)
  const tell = useAct('ability.tell', moved)
  const { countyCode, id, version } = ability
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('abilityPage.tell')}
      okText={say('form.save')}
      okButtonProps={{ loading: tell.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Told>
        form={form}
        layout="vertical"
        initialValues={{ toldWay: 'elderPressed', accepted: true }}
        onFinish={({ toldTo, note, ...filled }) =>
          tell.mutate(
            {
              countyCode,
              id,
              version,
              ...filled,
              toldTo: toldTo?.trim() || null,
              note: note?.trim() || null,
            },
            {
              onSuccess: () => {
                notice.done(say('abilityPage.tellDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="toldWay" label={say('abilityPage.toldWay')} rules={required}>
          <Radio.Group
            className="assess-stack"
            options={toldWays.keys.map(key => ({ value: key, label: toldWays.words[key] }))}
          />
        </Form.Item>
        {(way === 'agentSigned' || way === 'witnessed') && (
          <Form.Item name="toldTo" label={say('abilityPage.toldTo')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
        )}
        <Form.Item name="accepted" label={say('abilityPage.accepted')} rules={required}>
          <Radio.Group
            options={[
              { value: true, label: say('abilityPage.acceptedYes') },
              { value: false, label: say('abilityPage.acceptedNo') },
            ]}
          />
        </Form.Item>
        <Form.Item name="note" label={say('abilityPage.toldNote')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      {tell.isError && <Trouble error={tell.error} />}
    </Modal>
  )
}
