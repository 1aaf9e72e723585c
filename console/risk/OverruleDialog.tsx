// Sets another level than the rule's, with a reason and an end.
import { Alert, Form, Input, Modal, Radio } from 'antd'
import type { OperationName } from '../../domain/api.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { addDays, type Day, dayOf } from '../../domain/kernel/day.ts'
import type { ElderRisk } from '../../domain/risk/api.ts'
import { byGravity, type RiskLevel, riskLevels } from '../../domain/risk/level.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  level: RiskLevel
  validTo: string
  reason: string
}

/** A month is what people mean by "for now"; the most allowed is a setting that the server holds. */
const usualDays = 30

interface OverruleDialogProps {
  elder: Elder
  risk: ElderRisk
  refreshes: readonly OperationName[]
  onClose: () => void
}

export function OverruleDialog({ elder, risk, refreshes, onClose }: OverruleDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const level = Form.useWatch('level', form)
  const lowers = level !== undefined && byGravity(level, risk.ruleRisk) > 0
  const record = useAct('riskOverrule.record', [...refreshes])
  const today = dayOf(new Date())
  const save = (filled: Filled) =>
    record.mutate(
      { countyCode: elder.countyCode, id: newId(), elderId: elder.id, ...filled },
      {
        onSuccess: () => {
          notice.done(say('overrule.done'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('overrule.title', { name: elder.name })}
      okText={say('overrule.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        {say('risk.ruleSays', { level: riskLevels.words[risk.ruleRisk] })}
        {risk.hasPoints && `（${say('risk.points', { points: risk.points })}）`}
      </p>
      <p className="soft">{say('overrule.note')}</p>
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ validTo: addDays(today, usualDays) }}
        onFinish={save}
      >
        <Fields today={today} ruleRisk={risk.ruleRisk} lowers={lowers} />
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

function Fields({ today, ruleRisk, lowers }: { today: Day; ruleRisk: RiskLevel; lowers: boolean }) {
  const say = useWords()
  return (
    <>
      <Form.Item
        name="level"
        label={say('overrule.to')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Radio.Group
          optionType="button"
          options={riskLevels.keys.map(key => ({
            value: key,
            label: riskLevels.words[key],
            disabled: key === ruleRisk,
          }))}
        />
      </Form.Item>
      {lowers && <Alert type="warning" showIcon title={say('overrule.lowers')} className="below" />}
      <Form.Item
        name="validTo"
        label={say('overrule.until')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input type="date" min={today} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('overrule.reason')}
        rules={[{ required: true, whitespace: true, message: say('form.required') }]}
      >
        <Input.TextArea rows={3} maxLength={200} showCount />
      </Form.Item>
    </>
  )
}
