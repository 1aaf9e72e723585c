// The document in use and those before it; changing it asks why and on what evidence.
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Elder, type NumberKind, numberKinds } from '../../../domain/elders/elder.ts'
import { type IdentityChange, identityChanges } from '../../../domain/elders/identity.ts'
import { newId } from '../../../ui/client.ts'
import { useAct, useAnswer } from '../../asking.ts'
import { Panel } from '../../frame/Page.tsx'
import { useWords } from '../../language.tsx'
import { useMay } from '../../session.tsx'
import { Answered, Trouble, useNotice } from '../../states.tsx'

export function IdentityPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [changing, setChanging] = useState(false)
  const history = useAnswer('identity.history', { countyCode: elder.countyCode, elderId: elder.id })
  return (
    <Panel
      title={say('identity.title')}
      extra={
        may('elder:edit') &&
        elder.endedOn === null && <Button onClick={() => setChanging(true)}>{say('identity.change')}</Button>
      }
    >
      <p>
        <b>{numberKinds.words[elder.numberKind]}</b> {elder.numberMask ?? ''}
      </p>
      <Answered query={history}>
        {past =>
          past.length === 0 ? (
            <p className="soft small">{say('identity.nonePast')}</p>
          ) : (
            <>
              <h3>{say('identity.past')}</h3>
              <ul className="soft">
                {past.map(one => (
                  <li key={one.id}>
                    {say('identity.pastLine', {
                      kind: numberKinds.words[one.numberKind],
                      mask: one.numberMask ?? '',
                      day: one.endedOn,
                    })}
                    <div className="small">
                      {say('identity.pastWhy', {
                        why: identityChanges.words[one.change],
                        evidence: one.evidence,
                        by: one.recordedBy ?? '',
                      })}
                    </div>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
      {changing && <ChangeDialog elder={elder} onClose={() => setChanging(false)} />}
    </Panel>
  )
}

interface Filled {
  change: IdentityChange
  numberKind?: NumberKind
  citizenNumber?: string
  evidence: string
}

/** What a person may choose; `edited` is what the ordinary form leaves behind. */
const choosable = identityChanges.keys.filter(key => key !== 'edited')
const bearing = numberKinds.keys.filter(kind => !['converted15', 'temporary', 'none'].includes(kind))

function ChangeDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const why = Form.useWatch('change', form)
  const kind = Form.useWatch('numberKind', form)
  const change = useAct('identity.change', ['identity.history', 'elder.get', 'elder.list'])
  const issues = why === 'lostProof' || (why === 'anothers' && kind === 'temporary')
  const kinds = why === 'anothers' ? [...bearing, 'temporary' as const] : bearing
  const save = ({ citizenNumber, numberKind, ...rest }: Filled) =>
    change.mutate(
      {
        ...rest,
        ...{ countyCode: elder.countyCode, id: newId(), elderId: elder.id, version: elder.version },
        numberKind: why === 'lostProof' ? 'temporary' : (numberKind ?? 'citizen'),
        citizenNumber: issues ? null : (citizenNumber?.trim() ?? null),
      },
      {
        onSuccess: () => {
          notice.done(say('identity.saved'))
          onClose()
        },
      },
    )
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('identity.changeTitle', { name: elder.name })}
      okText={say('identity.save')}
      okButtonProps={{ loading: change.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">
        {say('identity.now', { kind: numberKinds.words[elder.numberKind], mask: elder.numberMask ?? '' })}
      </p>
      <Form<Filled> form={form} layout="vertical" initialValues={{ numberKind: 'citizen' }} onFinish={save}>
        <Form.Item
          name="change"
          label={say('identity.why')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select options={choosable.map(key => ({ value: key, label: identityChanges.words[key] }))} />
        </Form.Item>
        {why !== 'lostProof' && (
          <Form.Item name="numberKind" label={say('identity.kind')}>
            <Select options={kinds.map(key => ({ value: key, label: numberKinds.words[key] }))} />
          </Form.Item>
        )}
        {issues ? (
          <p className="soft">{say('identity.temporaryHelp')}</p>
        ) : (
          <Form.Item
            name="citizenNumber"
            label={say('identity.number')}
            extra={say('identity.numberHelp')}
            rules={required}
          >
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
        )}
        <Evidence />
      </Form>
      {change.isError && <Trouble error={change.error} />}
    </Modal>
  )
}

function Evidence() {
  const say = useWords()
  return (
    <Form.Item
      name="evidence"
      label={say('identity.evidence')}
      extra={say('identity.evidenceHelp')}
      rules={[{ required: true, whitespace: true, message: say('form.required') }]}
    >
      <Input.TextArea rows={2} maxLength={200} />
    </Form.Item>
  )
}
