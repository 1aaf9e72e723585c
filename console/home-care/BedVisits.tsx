// The visits to a bed one by one, and the record of each month that the elder or the family confirms.
import { Button, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { toldWays } from '../../domain/assessments/stages.ts'
import { type Bed, type BedVisit, bedTasks, notCountedReasons } from '../../domain/home-care/home-bed.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { staleAfterBed } from './BedActs.tsx'
import { BedPictures } from './BedPictures.tsx'
import { StepModal } from './StepModal.tsx'
import { WayFields } from './WorksDialogs.tsx'

/** 09:30 in Jilin. */
const clockText = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)

export function VisitsPanel({ bed }: { bed: Bed }) {
  const say = useWords()
  const list = usePages('homeBed.visits', { countyCode: bed.countyCode, id: bed.id, limit: 20 })
  return (
    <Panel title={say('bed.visitList')}>
      <Paged list={list} nothing={say('bed.visitsNone')}>
        {rows => <VisitsTable rows={rows} countyCode={bed.countyCode} />}
      </Paged>
    </Panel>
  )
}

export function VisitsTable({ rows, countyCode }: { rows: BedVisit[]; countyCode: string }) {
  const say = useWords()
  return (
    <CardTable<BedVisit>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'on',
          title: say('bed.visitedOn'),
          render: (_, row) => (
            <>
              {dayText(row.visitedOn)}
              {row.startedAt && row.endedAt && (
                <div className="soft small">
                  {say('bed.hours', { from: clockText(row.startedAt), to: clockText(row.endedAt) })}
                </div>
              )}
            </>
          ),
        },
        { key: 'minutes', title: say('bed.minutes'), className: 'nowrap', dataIndex: 'minutes' },
        {
          key: 'tasks',
          title: say('bed.tasks'),
          render: (_, row) => (
            <>
              {row.tasks.map(task => bedTasks.words[task]).join('、')}
              {row.vitals && (
                <div>{say('bed.vitals', { upper: row.vitals.systolic, lower: row.vitals.diastolic })}</div>
              )}
              {row.note && <div className="soft small">{row.note}</div>}
              <BedPictures visit={row} countyCode={countyCode} />
            </>
          ),
        },
        {
          key: 'worker',
          title: say('bed.worker'),
          render: (_, row) => (
            <>
              {row.workerName}
              {row.orderId !== null && <div className="soft small">{say('bed.fromOrder')}</div>}
            </>
          ),
        },
        {
          key: 'counts',
          title: say('bed.counted'),
          render: (_, row) =>
            row.whyNot === null ? (
              <Tag color="success">{say('bed.counted')}</Tag>
            ) : (
              <Tag>{notCountedReasons.words[row.whyNot]}</Tag>
            ),
        },
      ]}
    />
  )
}

export function MonthsPanel({ bed }: { bed: Bed }) {
  const say = useWords()
  const may = useMay()
  const [closing, setClosing] = useState<string | null>(null)
  const closed = new Set(bed.months.map(one => one.month))
  const thisMonth = monthOf(dayOf(new Date()))
  const isOver = (month: string) =>
    month < thisMonth || (bed.endedOn !== null && month === monthOf(bed.endedOn))
  const open = bed.monthCounts.filter(one => !closed.has(one.month) && isOver(one.month))
  return (
    <Panel title={say('bed.months')}>
      {open.length === 0 && bed.months.length === 0 && <p className="soft">{say('bed.monthsNone')}</p>}
      <ul className="rows">
        {open.map(one => (
          <li key={one.month}>
            {say('bed.monthLine', { ...one, month: monthText(one.month) })}{' '}
            {may('homeCare:work') && (
              <Button onClick={() => setClosing(one.month)}>{say('bed.closeMonth')}</Button>
            )}
          </li>
        ))}
        {bed.months.map(one => (
          <li key={one.month}>
            <b>
              {say('bed.monthLine', {
                ...{ month: monthText(one.month), visits: one.visits, minutes: one.minutes },
              })}
            </b>
            <div>{one.summary}</div>
            <div className="soft small">
              {say('bed.confirmed', { way: toldWays.words[one.confirmedWay], name: one.confirmedName })}　
              {one.closedByName}
            </div>
          </li>
        ))}
      </ul>
      {closing && <MonthDialog bed={bed} month={closing} onClose={() => setClosing(null)} />}
    </Panel>
  )
}

interface MonthFilled {
  summary: string
  way: (typeof toldWays.keys)[number]
  withName: string
}

function MonthDialog({ bed, month, onClose }: { bed: Bed; month: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<MonthFilled>()
  const close = useAct('homeBed.closeMonth', staleAfterBed)
  return (
    <StepModal
      title={say('bed.closeMonthTitle', { month: monthText(month) })}
      note="bed.closeMonthNote"
      busy={close.isPending}
      error={close.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form<MonthFilled>
        form={form}
        layout="vertical"
        initialValues={{ withName: bed.signedName }}
        onFinish={filled =>
          close.mutate(
            { countyCode: bed.countyCode, id: bed.id, month, ...filled },
            {
              onSuccess: () => {
                notice.done(say('bed.closeMonthDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="summary"
          label={say('bed.summary')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <WayFields wayWord="bed.signedWay" nameWord="bed.signedName" />
      </Form>
    </StepModal>
  )
}
