// What residents and neighbours do for the station this year: minutes, never money.
import { Button, Form } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { FindLodger } from './FindLodger.tsx'
import type { StationAnswer } from './StationPage.tsx'

interface WorkPanelProps {
  of: { countyCode: string; facilityId: string }
  work: StationAnswer['work']
}

interface Filled {
  elderId: string
  day: string
  minutes: number
  deed: string
}

export function WorkPanel({ of, work }: WorkPanelProps) {
  const say = useWords()
  const may = useMay()
  const [writing, setWriting] = useState(false)
  return (
    <Panel
      title={say('stations.work')}
      note={say('stations.workNote')}
      extra={
        may('station:keep') && (
          <Button type="primary" onClick={() => setWriting(true)}>
            {say('stations.writeWork')}
          </Button>
        )
      }
    >
      {work.length === 0 ? (
        <p className="soft">{say('stations.noWork')}</p>
      ) : (
        <CardTable<WorkPanelProps['work'][number]>
          rowKey="elderId"
          dataSource={[...work]}
          pagination={false}
          columns={[
            { key: 'name', title: say('stays.resident'), dataIndex: 'name' },
            { key: 'times', title: say('stations.times'), align: 'right', dataIndex: 'times' },
            {
              key: 'minutes',
              title: say('stations.hours'),
              align: 'right',
              render: (_, row) => (row.minutes / 60).toFixed(1),
            },
          ]}
        />
      )}
      {writing && <WorkDialog of={of} onClose={() => setWriting(false)} />}
    </Panel>
  )
}

function WorkDialog({ of, onClose }: { of: WorkPanelProps['of']; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const record = useAct('stationWork.record', ['station.get'])
  return (
    <FormDialog<Filled>
      title={say('stations.writeWork')}
      submit={say('form.save')}
      act={record}
      initial={{ day: dayOf(new Date()), minutes: 60 }}
      fields={[
        { name: 'deed', word: say('stations.deed'), as: 'text', most: 60 },
        { name: 'minutes', word: say('stations.minutesSpent'), as: 'number' },
        { name: 'day', word: say('stays.day'), as: 'day' },
      ]}
      onSubmit={filled =>
        record.mutate(
          { ...of, id, ...filled },
          {
            onSuccess: () => {
              notice.done(say('stays.done'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="elderId"
        label={say('stays.resident')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <FindLodger countyCode={of.countyCode} />
      </Form.Item>
    </FormDialog>
  )
}
