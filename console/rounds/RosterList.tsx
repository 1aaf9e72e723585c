// 探访员名册: who calls on elders, as what, taught when, looked into when; filled in and taken out as a sheet.
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { engagements, type Profile, type RosterRow, usualWeekdays } from '../../domain/rounds/roster.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { Paged } from '../Paged.tsx'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

export const weekdayWords: readonly MessageKey[] = [
  ...(['weekday.1', 'weekday.2', 'weekday.3', 'weekday.4'] as const),
  ...(['weekday.5', 'weekday.6', 'weekday.7'] as const),
]

export function RosterList({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const [open, setOpen] = useState<RosterRow | null>(null)
  const list = usePages('visitorProfile.list', { regionCode: region })
  return (
    <Panel
      title={say('rounds.roster')}
      note={say('roster.what')}
      extra={
        may('elder:export') && (
          <Button
            icon={<DownloadOutlined />}
            onClick={() => saveAnswer('visitorProfile.export', { regionCode: region }).catch(notice.refused)}
          >
            {say('roster.export')}
          </Button>
        )
      }
    >
      <Paged list={list} nothing={say('visitors.none')}>
        {rows => (
          <CardTable<RosterRow>
            rowKey="accountId"
            dataSource={rows}
            pagination={false}
            scroll={{ x: 1100 }}
            columns={[
              { key: 'name', title: say('visitors.name'), dataIndex: 'name' },
              { key: 'place', title: say('rounds.place'), dataIndex: 'placeName', className: 'nowrap' },
              {
                key: 'elders',
                title: say('rounds.elders'),
                align: 'right',
                className: 'nowrap',
                render: (_, row) => figure(row.elders),
              },
              ...about(say),
              {
                key: 'act',
                title: say('rounds.acts'),
                render: (_, row) =>
                  may('round:plan') && (
                    <Button onClick={() => setOpen(row)}>
                      {say(row.profile === null ? 'roster.fill' : 'roster.change')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Paged>
      {open && <ProfileDialog row={open} region={region} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

function about(say: ReturnType<typeof useWords>) {
  const column = (key: string, word: MessageKey, text: (profile: Profile) => string | null) => ({
    key,
    title: say(word),
    className: key === 'note' ? '' : 'nowrap',
    render: (_: unknown, row: RosterRow) =>
      row.profile === null ? <span className="soft">—</span> : (text(row.profile) ?? say('roster.missing')),
  })
  return [
    column('as', 'roster.engagedAs', profile => engagements.words[profile.engagedAs]),
    column('speaks', 'roster.speaks', profile => spokenLanguages.words[profile.speaks]),
    column('weekdays', 'roster.weekdays', profile =>
      weekdaysText(profile.weekdays, day => say(weekdayWords[day - 1] as MessageKey)),
    ),
    column('trained', 'roster.trainedOn', profile => profile.trainedOn),
    column('background', 'roster.backgroundOn', profile => profile.backgroundOn),
    column('note', 'roster.backgroundNote', profile => profile.backgroundNote),
  ]
}

/** Days in a row are said by their ends: 周一至周五. */
function weekdaysText(weekdays: readonly number[], word: (day: number) => string): string {
  const days = weekdays.toSorted((one, other) => one - other)
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return ''
  const inRow = days.length > 2 && last - first === days.length - 1
  return inRow ? `${word(first)}至${word(last)}` : days.map(word).join('、')
}

function ProfileDialog({ row, region, onClose }: { row: RosterRow; region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Profile & { regionCode: string }>()
  const places = useAnswer('region.get', {
    code: levelOf(row.postRegionCode) === 'village' ? region : row.postRegionCode,
  })
  const save = useAct('visitorProfile.save', ['visitorProfile.list'])
  const keep = (filled: Profile & { regionCode: string }) =>
    save.mutate(
      {
        ...filled,
        ...{ countyCode: row.countyCode, accountId: row.accountId, version: row.version },
        minutesDay: filled.minutesDay ?? null,
        trainedOn: filled.trainedOn || null,
        backgroundOn: filled.backgroundOn || null,
        backgroundNote: filled.backgroundNote?.trim() || null,
      },
      {
        onSuccess: () => {
          notice.done(say('roster.saved'))
          onClose()
        },
      },
    )
  const villages = [
    { value: row.postRegionCode, label: row.placeName },
    ...(places.data?.children ?? []).map(one => ({ value: one.code, label: one.shortName })),
  ].filter((one, at, all) => all.findIndex(other => other.value === one.value) === at)
  return (
    <Modal
      open
      title={say('roster.title', { name: row.name })}
      okText={say('roster.save')}
      okButtonProps={{ loading: save.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={
          row.profile ?? {
            ...{ engagedAs: 'committee', sex: 'female', speaks: 'zh', weekdays: [...usualWeekdays] },
            regionCode: row.postRegionCode,
          }
        }
        onFinish={keep}
      >
        <ProfileFields villages={villages} />
      </Form>
      {save.isError && <Trouble error={save.error} />}
    </Modal>
  )
}

function ProfileFields({ villages }: { villages: { value: string; label: string }[] }) {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="engagedAs" label={say('roster.engagedAs')} rules={required}>
        <Select options={words(engagements)} />
      </Form.Item>
      <Form.Item name="regionCode" label={say('roster.setsOut')} rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={villages} />
      </Form.Item>
      <Form.Item name="sex" label={say('roster.sex')} rules={required}>
        <Select options={words(sexes)} />
      </Form.Item>
      <Form.Item name="speaks" label={say('roster.speaks')} rules={required}>
        <Select options={words(spokenLanguages)} />
      </Form.Item>
      <Form.Item name="weekdays" label={say('roster.weekdays')} rules={required}>
        <Select
          mode="multiple"
          options={weekdayWords.map((word, at) => ({ value: at + 1, label: say(word) }))}
        />
      </Form.Item>
      <Form.Item name="minutesDay" label={say('roster.minutesDay')} extra={say('roster.minutesHelp')}>
        <InputNumber min={30} max={720} />
      </Form.Item>
      <Form.Item name="trainedOn" label={say('roster.trainedOn')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="backgroundOn" label={say('roster.backgroundOn')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="backgroundNote" label={say('roster.backgroundNote')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

function words<Key extends string>(list: { keys: readonly Key[]; words: Record<Key, string> }) {
  return list.keys.map(key => ({ value: key, label: list.words[key] }))
}
