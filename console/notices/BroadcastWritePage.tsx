// Writing a sheet for the loudspeakers: begins from a draft that can be read out as it stands.
import { Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { type BroadcastKind, broadcastKinds, draftFor, draftOf } from '../../domain/notices/loudspeaker.ts'
import { surgeKinds } from '../../domain/surges/surge.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay, useSession } from '../session.tsx'
import { NoRight, Trouble, useNotice } from '../states.tsx'

interface Filled {
  kind: BroadcastKind
  regionCodes: string[]
  title: string
  words: string
}

export function BroadcastWritePage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const region = useAnswer('region.get', { code: post.regionCode })
  const write = useAct('broadcast.write', ['broadcast.list'])
  const danger = surgeKinds.keys.find(key => key === filters.danger)
  if (!may('notice:send')) return <NoRight />
  const save = ({ regionCodes, ...filled }: Filled) =>
    write.mutate(
      {
        ...{ ...filled, id, countyCode: post.regionCode.slice(0, 6), surgeId: filters.surge ?? null },
        regionCodes: regionCodes.length > 0 ? regionCodes : [post.regionCode],
      },
      {
        onSuccess: sheet => {
          notice.done(say('broadcasts.saved'))
          go(paths.broadcast(sheet))
        },
      },
    )
  return (
    <Page
      title={say('broadcasts.write')}
      actions={<Button onClick={() => go(paths.broadcasts())}>{say('broadcasts.back')}</Button>}
    >
      <Panel>
        <Form<Filled>
          form={form}
          layout="vertical"
          size="large"
          onFinish={save}
          initialValues={{
            ...{ kind: 'weatherWarning', regionCodes: [] },
            ...(danger ? draftFor(danger) : draftOf.weatherWarning),
          }}
        >
          <SheetFields
            places={region.data?.children ?? []}
            onKind={kind => form.setFieldsValue(draftOf[kind])}
          />
          {write.isError && <Trouble error={write.error} />}
          <Button type="primary" htmlType="submit" loading={write.isPending}>
            {say('broadcasts.save')}
          </Button>
        </Form>
      </Panel>
    </Page>
  )
}

interface SheetFieldsProps {
  places: readonly { code: string; name: string; shortName: string; level: string }[]
  onKind: (kind: BroadcastKind) => void
}

function SheetFields({ places, onKind }: SheetFieldsProps) {
  const say = useWords()
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="kind" label={say('broadcasts.kind')}>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          options={broadcastKinds.keys.map(key => ({ value: key, label: broadcastKinds.words[key] }))}
          onChange={event => onKind(event.target.value as BroadcastKind)}
        />
      </Form.Item>
      <Form.Item name="regionCodes" label={say('broadcasts.where')} extra={say('broadcasts.whereHelp')}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={places.map(one => ({
            value: one.code,
            label: one.level === 'village' ? one.shortName : one.name,
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label={say('broadcasts.name')} rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="words"
        label={say('broadcasts.words')}
        extra={say('broadcasts.wordsHelp')}
        rules={required}
      >
        <Input.TextArea autoSize={{ minRows: 6 }} maxLength={1000} showCount />
      </Form.Item>
    </>
  )
}
