// Who may assess in a region; the county adds people and stops them.
import { Button, Form, Input, Modal, Popconfirm, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { Assessor } from '../../domain/assessments/assessment.ts'
import { countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'

type List = Output<'assessor.list'>

export function AssessorsPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const [adding, setAdding] = useState(false)
  const region = filters.region ?? post.regionCode
  const list = useAnswer('assessor.list', { regionCode: region })
  const canAdd = may('assessment:review') && !['province', 'prefecture'].includes(levelOf(region))
  return (
    <Page
      title={say('assessors.title')}
      above={<RegionBar code={region} to={code => paths.assessors({ region: code })} />}
      actions={
        <>
          <Go to={paths.assessments({ region })}>{say('assessors.back')}</Go>
          {canAdd && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('assessors.add')}
            </Button>
          )}
        </>
      }
    >
      <Panel note={say('assessors.note')}>
        <Answered query={list}>
          {({ rows }) =>
            rows.length === 0 ? <Nothing>{say('assessors.none')}</Nothing> : <AssessorTable rows={rows} />
          }
        </Answered>
      </Panel>
      {adding && list.data && (
        <AddDialog region={region} candidates={list.data.candidates} onClose={() => setAdding(false)} />
      )}
    </Page>
  )
}

function AssessorTable({ rows }: { rows: Assessor[] }) {
  const say = useWords()
  const may = useMay()
  return (
    <CardTable<Assessor>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'name', title: say('elder.name'), render: (_, row) => <b>{row.name}</b> },
        {
          key: 'medical',
          title: say('assessors.medical'),
          render: (_, row) => say(row.medical ? 'assessors.medicalYes' : 'assessors.medicalNo'),
        },
        { key: 'certificate', title: say('assessors.certificate'), dataIndex: 'certificate' },
        { key: 'post', title: say('assessors.post'), dataIndex: 'regionName' },
        {
          key: 'period',
          title: say('assessors.period'),
          render: (_, row) =>
            row.validTo
              ? say('assessors.until', { from: row.validFrom, to: row.validTo })
              : say('assessors.sinceDay', { from: row.validFrom }),
        },
        {
          key: 'stop',
          title: '',
          render: (_, row) => may('assessment:review') && row.validTo === null && <Stop assessor={row} />,
        },
      ]}
    />
  )
}

function Stop({ assessor }: { assessor: Assessor }) {
  const say = useWords()
  const notice = useNotice()
  const end = useAct('assessor.end', ['assessor.list'])
  const { countyCode, id, name } = assessor
  return (
    <Popconfirm
      title={say('assessors.stopSure', { name })}
      okText={say('assessors.stop')}
      onConfirm={() =>
        end.mutate(
          { countyCode, id, validTo: dayOf(new Date()) },
          { onSuccess: () => notice.done(say('assessors.stopped')), onError: notice.refused },
        )
      }
    >
      <Button type="link">{say('assessors.stop')}</Button>
    </Popconfirm>
  )
}

interface Filled {
  accountId: string
  medical: boolean
  certificate: string
  validFrom: string
}

interface AddProps {
  region: string
  candidates: List['candidates']
  onClose: () => void
}

function AddDialog({ region, candidates, onClose }: AddProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const qualify = useAct('assessor.qualify', ['assessor.list'])
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('assessors.add')}
      okText={say('form.save')}
      okButtonProps={{ loading: qualify.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ validFrom: dayOf(new Date()) }}
        onFinish={filled =>
          qualify.mutate(
            { countyCode: countyCodeOf(region), id, ...filled },
            {
              onSuccess: () => {
                notice.done(say('assessors.added'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="accountId"
          label={say('assessors.who')}
          extra={say('assessors.whoHelp')}
          rules={required}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={candidates.map(one => ({ value: one.accountId, label: one.name }))}
          />
        </Form.Item>
        <Form.Item name="medical" label={say('assessors.medical')} rules={required}>
          <Radio.Group
            className="assess-stack"
            options={[
              { value: true, label: say('assessors.medicalYes') },
              { value: false, label: say('assessors.medicalNo') },
            ]}
          />
        </Form.Item>
        <Form.Item name="certificate" label={say('assessors.certificate')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="validFrom" label={say('assessors.from')} rules={required}>
          <Input type="date" />
        </Form.Item>
      </Form>
      {qualify.isError && <Trouble error={qualify.error} />}
    </Modal>
  )
}
