// Entering or changing one person: who, where and since when, how to reach them; with a line that reads it back.
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Elder, sexes } from '../../../domain/elders/elder.ts'
import { countries, type Kin, kinships, whereabouts } from '../../../domain/elders/kin.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { newId } from '../../../ui/client.ts'
import { useAct } from '../../asking.ts'
import { useWords } from '../../language.tsx'
import { Trouble, useNotice } from '../../states.tsx'
import { ElderPicker } from './ElderPicker.tsx'
import { changesOfKin, filledFromKin, isOutOfTown, type KinFilled, kinFrom } from './kin-filled.ts'
import { whereWords } from './kin-words.ts'
import { staleAfterFamily } from './stale.ts'

interface KinDialogProps {
  elder: Elder
  /** Null: a new one. */
  kin: Kin | null
  onClose: () => void
}

export function KinDialog({ elder, kin, onClose }: KinDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<KinFilled>()
  const [id] = useState(newId)
  const before = kin ? filledFromKin(kin, kinships.words[kin.kinship]) : {}
  const record = useAct('kin.record', staleAfterFamily)
  const change = useAct('kin.change', staleAfterFamily)
  const done = (sentence: 'family.added' | 'family.changed') => ({
    onSuccess: () => {
      notice.done(say(sentence))
      onClose()
    },
  })
  const save = (filled: KinFilled) => {
    const { countyCode } = elder
    if (!kin)
      return record.mutate({ countyCode, id, elderId: elder.id, kin: kinFrom(filled) }, done('family.added'))
    const changes = changesOfKin(before, filled)
    if (Object.keys(changes).length === 0) return onClose()
    change.mutate({ countyCode, id: kin.id, version: kin.version, kin: changes }, done('family.changed'))
  }
  const failed = record.error ?? change.error
  return (
    <Modal
      open
      width={820}
      title={kin ? say('family.changeTitle', { name: kin.name }) : say('family.add')}
      okText={say('form.save')}
      okButtonProps={{ loading: record.isPending || change.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {failed && <Trouble error={failed} />}
      <Form<KinFilled> form={form} layout="vertical" initialValues={before} onFinish={save}>
        <WhoFields elder={elder} kin={kin} />
        <WhereFields />
        <ReachFields kin={kin} />
        <Preview />
      </Form>
    </Modal>
  )
}

function optionsOf<Key extends string>(list: { keys: readonly Key[]; words: Readonly<Record<Key, string>> }) {
  return list.keys.map(key => ({ value: key, label: list.words[key] }))
}

function WhoFields({ elder, kin }: { elder: Elder; kin: Kin | null }) {
  const say = useWords()
  const form = Form.useFormInstance<KinFilled>()
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <div className="fields">
      <Form.Item name="name" label={say('family.name')} rules={required}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="kinship"
        label={say('family.kinship')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select options={optionsOf(kinships)} />
      </Form.Item>
      <Form.Item name="relation" label={say('family.relation')} extra={say('family.relationHelp')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="sex" label={say('family.sex')}>
        <Select options={optionsOf(sexes)} placeholder={say('elder.notAsked')} />
      </Form.Item>
      {!kin && (
        <Form.Item
          name="linkedElderId"
          label={say('family.linked')}
          extra={say('family.linkedHelp')}
          className="wide"
        >
          <ElderPicker
            regionCode={elder.regionCode}
            without={elder.id}
            onPicked={row => form.setFieldsValue({ name: row.name, sex: row.sex })}
          />
        </Form.Item>
      )}
    </div>
  )
}

/** Asks only what the place makes sense of. */
function WhereFields() {
  const say = useWords()
  const where = Form.useWatch<KinFilled['whereabouts']>('whereabouts')
  return (
    <div className="fields">
      <Form.Item name="whereabouts" label={say('family.whereabouts')}>
        <Select allowClear options={optionsOf(whereabouts)} placeholder={say('elder.notAsked')} />
      </Form.Item>
      {where === 'abroad' && (
        <Form.Item name="country" label={say('family.country')}>
          <Select allowClear options={optionsOf(countries)} />
        </Form.Item>
      )}
      {isOutOfTown(where) && (
        <>
          <Form.Item name="livesIn" label={say('family.livesIn')} extra={say('family.livesInHelp')}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="leftOn" label={say('family.leftOn')} extra={say('family.leftHelp')}>
            <Input type="month" max={dayOf(new Date()).slice(0, 7)} />
          </Form.Item>
          <Form.Item name="worksAs" label={say('family.worksAs')}>
            <Input maxLength={40} />
          </Form.Item>
        </>
      )}
    </div>
  )
}

function ReachFields({ kin }: { kin: Kin | null }) {
  const say = useWords()
  const where = Form.useWatch<KinFilled['whereabouts']>('whereabouts')
  const kept = kin ? say('form.keepEmpty', { shown: kin.phoneMask ?? '—' }) : ''
  return (
    <div className="fields">
      <Form.Item
        name="phone"
        label={say('family.phone')}
        extra={[kept, say('family.phoneHelp')].filter(Boolean).join('。')}
      >
        <Input maxLength={40} autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name="lastContactOn" label={say('family.lastContactOn')}>
        <Input type="date" max={dayOf(new Date())} />
      </Form.Item>
      {where !== 'elsewhere' && where !== 'abroad' && (
        <Form.Item name="hasKey" valuePropName="checked" className="wide">
          <Checkbox>{say('family.hasKey')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="isSupporter" valuePropName="checked" className="wide">
        <Checkbox>{say('family.isSupporter')}</Checkbox>
      </Form.Item>
    </div>
  )
}

/** 将登记为：女儿 李英兰 · 韩国首尔 · 2019年3月起 */
function Preview() {
  const say = useWords()
  const filled = Form.useWatch<KinFilled>([]) as KinFilled | undefined
  if (!filled?.name || !filled.kinship) return null
  const kin = kinFrom(filled)
  const where = whereWords(say, {
    whereabouts: kin.whereabouts ?? null,
    country: kin.country ?? null,
    livesIn: kin.livesIn ?? null,
    leftOn: kin.leftOn ?? null,
    worksAs: kin.worksAs ?? null,
  })
  return (
    <p className="kin-preview" role="status">
      <span className="soft">{say('family.preview')}</span> {kin.relation ?? kinships.words[kin.kinship]}{' '}
      <b>{kin.name}</b> · {where}
    </p>
  )
}
