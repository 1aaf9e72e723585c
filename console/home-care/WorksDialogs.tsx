// Dialogs of the works: who does them and from when, that they are done, what the elder says, what is wrong.
import { Form, Input, Select } from 'antd'
import { toldWays } from '../../domain/assessments/stages.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { useNotice } from '../states.tsx'
import { ItemName } from './ItemName.tsx'
import { type StepDialogProps, StepModal, staleAfterStep, versionOf } from './StepModal.tsx'

function useDone(word: MessageKey, onClose: () => void) {
  const say = useWords()
  const notice = useNotice()
  return {
    onSuccess: () => {
      notice.done(say(word))
      onClose()
    },
  }
}

export function ProviderField({ countyCode }: { countyCode: string }) {
  const say = useWords()
  const providers = useAnswer('adaptation.providers', { countyCode })
  const none = providers.data?.rows.length === 0
  return (
    <Form.Item
      name="providerId"
      label={say('adapt.provider')}
      extra={none && say('adapt.noProviders')}
      rules={[{ required: true, message: say('form.required') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        loading={providers.isPending}
        options={(providers.data?.rows ?? []).map(one => ({ value: one.id, label: one.name }))}
      />
    </Form.Item>
  )
}

export function DayField({ name, word, max }: { name: string; word: MessageKey; max?: string }) {
  const say = useWords()
  return (
    <Form.Item name={name} label={say(word)} rules={[{ required: true, message: say('form.required') }]}>
      <Input type="date" {...(max && { max })} />
    </Form.Item>
  )
}

export function StartDialog({ project, onClose }: StepDialogProps) {
  const say = useWords()
  const [form] = Form.useForm<{ providerId: string; on: string }>()
  const start = useAct('adaptation.start', staleAfterStep)
  const done = useDone('adapt.startDone', onClose)
  const today = dayOf(new Date())
  return (
    <StepModal
      title={say('adapt.start')}
      note="adapt.startNote"
      busy={start.isPending}
      error={start.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: today }}
        onFinish={filled => start.mutate({ ...versionOf(project), ...filled }, done)}
      >
        <ProviderField countyCode={project.countyCode} />
        <DayField name="on" word="adapt.startOn" max={today} />
      </Form>
    </StepModal>
  )
}

export function FinishDialog({ project, onClose }: StepDialogProps) {
  const say = useWords()
  const [form] = Form.useForm<{ on: string; note?: string }>()
  const finish = useAct('adaptation.finish', staleAfterStep)
  const done = useDone('adapt.finishDone', onClose)
  const today = dayOf(new Date())
  return (
    <StepModal
      title={say('adapt.finish')}
      note="adapt.finishNote"
      busy={finish.isPending}
      error={finish.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: today }}
        onFinish={({ on, note }) =>
          finish.mutate({ ...versionOf(project), on, note: note?.trim() || null }, done)
        }
      >
        <DayField name="on" word="adapt.finishOn" max={today} />
        <Form.Item name="note" label={say('adapt.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </StepModal>
  )
}

type Way = (typeof toldWays.keys)[number]

export function WayFields({ wayWord, nameWord }: { wayWord: MessageKey; nameWord: MessageKey }) {
  const say = useWords()
  const required = { required: true, message: say('form.required') }
  return (
    <>
      <Form.Item name="way" label={say(wayWord)} rules={[required]}>
        <Select options={toldWays.keys.map(key => ({ value: key, label: toldWays.words[key] }))} />
      </Form.Item>
      <Form.Item name="withName" label={say(nameWord)} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  )
}

export function ElderDialog({ project, onClose }: StepDialogProps) {
  const say = useWords()
  const [form] = Form.useForm<{ way: Way; withName: string; note?: string }>()
  const accept = useAct('adaptation.acceptByElder', staleAfterStep)
  const done = useDone('adapt.acceptElderDone', onClose)
  return (
    <StepModal
      title={say('adapt.acceptElder')}
      note="adapt.acceptElderNote"
      busy={accept.isPending}
      error={accept.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ withName: project.elderName }}
        onFinish={({ note, ...filled }) =>
          accept.mutate({ ...versionOf(project), ...filled, note: note?.trim() || null }, done)
        }
      >
        <WayFields wayWord="adapt.way" nameWord="adapt.withName" />
        <Form.Item name="note" label={say('adapt.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </StepModal>
  )
}

export function DefectsDialog({ project, onClose }: StepDialogProps) {
  const say = useWords()
  const [form] = Form.useForm<Record<string, string | undefined>>()
  const find = useAct('adaptation.findDefects', staleAfterStep)
  const done = useDone('adapt.defectsDone', onClose)
  const send = (filled: Record<string, string | undefined>) =>
    find.mutate(
      {
        ...versionOf(project),
        defects: project.lines.flatMap(({ item }) => {
          const defect = filled[String(item)]?.trim()
          return defect ? [{ item, defect }] : []
        }),
      },
      done,
    )
  return (
    <StepModal
      title={say('adapt.defects')}
      note="adapt.defectsNote"
      busy={find.isPending}
      error={find.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form form={form} layout="vertical" onFinish={send}>
        {project.lines.map(({ item }) => (
          <Form.Item key={item} name={String(item)} label={<ItemName item={item} />}>
            <Input maxLength={200} />
          </Form.Item>
        ))}
      </Form>
    </StepModal>
  )
}
