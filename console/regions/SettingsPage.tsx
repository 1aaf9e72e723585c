// The rules in force in a region on a day, where each was set, and changing one with its source.
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { definitionOf } from '../../domain/regions/settings.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { type Say, useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { RegionBar } from './RegionBar.tsx'
import { sourceText } from './source-text.ts'

type SettingRow = Output<'setting.list'>[number]

export function SettingsPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const [changing, setChanging] = useState<SettingRow | null>(null)
  const region = filters.region ?? post.regionCode
  const day = filters.on ?? dayOf(new Date())
  const settings = useAnswer('setting.list', { regionCode: region, on: day })
  return (
    <Page
      title={say('settings.title')}
      above={<RegionBar code={region} to={code => paths.settings({ region: code })} />}
      actions={
        <Labelled word={say('settings.on')}>
          {id => (
            <Input
              id={id}
              type="date"
              className="day"
              value={day}
              onChange={event => change({ on: event.target.value || undefined })}
            />
          )}
        </Labelled>
      }
    >
      <Panel note={say('settings.note')}>
        <Answered query={settings}>
          {rows => (
            <SettingTable rows={rows} region={region} onChange={may('setting:change') ? setChanging : null} />
          )}
        </Answered>
      </Panel>
      {changing && <ChangeDialog setting={changing} regionCode={region} onClose={() => setChanging(null)} />}
    </Page>
  )
}

interface SettingTableProps {
  rows: SettingRow[]
  region: string
  onChange: ((setting: SettingRow) => void) | null
}

function SettingTable({ rows, region, onChange }: SettingTableProps) {
  const say = useWords()
  return (
    <CardTable<SettingRow>
      rowKey="key"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 860 }}
      columns={[
        { key: 'means', title: say('settings.means'), dataIndex: 'means' },
        {
          key: 'value',
          title: say('settings.value'),
          width: 200,
          render: (_, row) => <b>{valueText(row.value, row.unit, say)}</b>,
        },
        {
          key: 'where',
          title: say('settings.where'),
          width: 220,
          render: (_, row) => <Where row={row} at={region} />,
        },
        { key: 'source', title: say('settings.source'), render: (_, row) => sourceText(row.source, say) },
        ...(onChange
          ? [
              {
                key: 'change',
                width: 90,
                render: (_: unknown, row: SettingRow) =>
                  definitionOf(row.key).changedAt ? (
                    <Go to={paths.riskTrials({ region })}>{say('settings.tryFirst')}</Go>
                  ) : (
                    <Button type="link" onClick={() => onChange(row)}>
                      {say('settings.change')}
                    </Button>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function valueText(value: number | boolean, unit: string, say: Say): string {
  if (typeof value === 'boolean') return say(value ? 'settings.yes' : 'settings.no')
  const plain = `${value} ${unit}`.trim()
  // Nobody reads 1440 minutes as a day; the number itself stays, because that is what is changed.
  if (unit !== '分钟' || value < 60 || value % 60 !== 0) return plain
  return `${plain}${say('settings.inHours', { hours: value / 60 })}`
}

/** A rule set above one's own area: its region is out of reach, but stands in the path of the one shown. */
function Where({ row, at }: { row: SettingRow; at: string }) {
  const say = useWords()
  const region = useAnswer('region.get', { code: at })
  if (row.regionCode === null) return <span className="soft">{say('settings.fallback')}</span>
  const name = region.data?.path.find(each => each.code === row.regionCode)?.name ?? row.regionCode
  return <>{say('settings.since', { region: name, from: row.validFrom ?? '' })}</>
}

interface ChangeDialogProps {
  setting: SettingRow
  regionCode: string
  onClose: () => void
}

interface Filled {
  value: number | boolean
  validFrom: string
  source: string
}

function ChangeDialog({ setting, regionCode, onClose }: ChangeDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const change = useAct('setting.change', ['setting.list'])
  const save = (filled: Filled) =>
    change.mutate(
      { key: setting.key, regionCode, ...filled },
      {
        onSuccess: () => {
          notice.done(say('settings.done'))
          onClose()
        },
      },
    )
  const isYesNo = typeof setting.value === 'boolean'
  return (
    <Modal
      open
      title={say('settings.changeTitle', { means: setting.means })}
      okText={say('form.save')}
      okButtonProps={{ loading: change.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ value: setting.value, validFrom: dayOf(new Date()) }}
        onFinish={save}
      >
        <Form.Item
          name="value"
          label={isYesNo ? say('settings.newYesNo') : say('settings.newValue', { unit: setting.unit })}
          rules={[{ required: true, message: say('form.required') }]}
        >
          {isYesNo ? (
            <Select
              options={[
                { value: true, label: say('settings.yes') },
                { value: false, label: say('settings.no') },
              ]}
            />
          ) : (
            <InputNumber min={0} precision={0} />
          )}
        </Form.Item>
        <Form.Item
          name="validFrom"
          label={say('settings.from')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="source"
          label={say('settings.newSource')}
          extra={say('settings.sourceHelp')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {change.isError && <Trouble error={change.error} />}
    </Modal>
  )
}
