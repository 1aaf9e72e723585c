// Sums to get back: from whom, for which month, why, and how each ended.
import { Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { type Recovery, recoveryStates } from '../../domain/benefits/records.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { BenefitFrame } from './BenefitFrame.tsx'
import { RecoveryTag, Who } from './BenefitMarks.tsx'

export function RecoveriesPage() {
  return <BenefitFrame part="recoveries">{region => <Recoveries region={region} />}</BenefitFrame>
}

function Recoveries({ region }: { region: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const state =
    filters.state === 'all' ? null : (recoveryStates.keys.find(key => key === filters.state) ?? 'toRecover')
  const list = usePages('recovery.list', { regionCode: region, ...(state && { state }) })
  const first = list.query.data?.pages[0] as { count: number; totalFen: number } | undefined
  return (
    <Panel
      title={first && say('recovery.sum', { count: figure(first.count), total: yuanText(first.totalFen) })}
    >
      <search className="filters no-print benefit-gap">
        <Select
          size="large"
          className="filter-group"
          aria-label={say('recovery.state')}
          value={state ?? 'all'}
          options={[
            ...recoveryStates.keys.map(key => ({ value: key as string, label: recoveryStates.words[key] })),
            { value: 'all', label: say('recovery.anyState') },
          ]}
          onChange={chosen => change({ state: chosen })}
        />
      </search>
      <Paged list={list} nothing={say('recovery.none')}>
        {rows => <RecoveryTable rows={rows} />}
      </Paged>
    </Panel>
  )
}

export function RecoveryTable({ rows, ofOne = false }: { rows: Recovery[]; ofOne?: boolean }) {
  const say = useWords()
  const may = useMay()
  const [settling, setSettling] = useState<Recovery | null>(null)
  return (
    <>
      <CardTable<Recovery>
        rowKey={row => `${row.countyCode}.${row.id}`}
        dataSource={rows}
        pagination={false}
        columns={[
          ...(ofOne
            ? []
            : [
                {
                  key: 'elder',
                  title: say('recovery.elder'),
                  width: 150,
                  render: (_: unknown, row: Recovery) => <Who who={row} />,
                },
              ]),
          {
            key: 'what',
            title: say('recovery.what'),
            width: 220,
            render: (_, row) => (
              <>
                <b>{say('benefits.yuan', { amount: yuanText(row.amountFen) })}</b>
                <div className="soft small">
                  {monthText(row.month)} · {row.title}
                </div>
              </>
            ),
          },
          {
            key: 'cause',
            title: say('recovery.cause'),
            render: (_, row) => (
              <>
                {row.cause}
                {row.note && <div className="soft small">{row.note}</div>}
              </>
            ),
          },
          {
            key: 'state',
            title: say('recovery.state'),
            width: 190,
            render: (_, row) => (
              <>
                <RecoveryTag state={row.state} />
                {row.state === 'toRecover' && may('benefit:manage') && (
                  <Button type="link" onClick={() => setSettling(row)}>
                    {say('recovery.settle')}
                  </Button>
                )}
                {row.settledByName && <div className="soft small">{row.settledByName}</div>}
              </>
            ),
          },
        ]}
      />
      {settling && <SettleDialog recovery={settling} onClose={() => setSettling(null)} />}
    </>
  )
}

function SettleDialog({ recovery, onClose }: { recovery: Recovery; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ state: 'recovered' | 'waived'; note: string }>()
  const settle = useAct('recovery.settle', ['recovery.list', 'elderBenefit.get'])
  return (
    <Modal
      open
      title={`${recovery.elderName} · ${monthText(recovery.month)} · ${say('benefits.yuan', { amount: yuanText(recovery.amountFen) })}`}
      okText={say('form.save')}
      okButtonProps={{ loading: settle.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ state: 'recovered' }}
        onFinish={({ state, note }) =>
          settle.mutate(
            { countyCode: recovery.countyCode, id: recovery.id, state, note },
            {
              onSuccess: () => {
                notice.done(say('recovery.settled'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="state" label={say('recovery.result')}>
          <Radio.Group
            options={(['recovered', 'waived'] as const).map(key => ({
              value: key,
              label: recoveryStates.words[key],
            }))}
          />
        </Form.Item>
        <Form.Item
          name="note"
          label={say('recovery.note')}
          extra={say('recovery.settleNote')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {settle.isError && <Trouble error={settle.error} />}
    </Modal>
  )
}
