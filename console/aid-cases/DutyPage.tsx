// The duty roster of a place as a month's calendar: who is on duty, where nobody is, and who stands in.
import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { gapsOf, minuteText } from '../../domain/aid-cases/duty.ts'
import type { DutyShiftRow } from '../../domain/aid-cases/duty-api.ts'
import type { Output } from '../../domain/api.ts'
import { addDays, addMonths, dayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { RemoveShift, ShiftDialog } from './DutyDialogs.tsx'
import { LeavePanel } from './LeavePanel.tsx'
import './cases.css'

type Roster = Output<'duty.month'>
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** From Monday on: 0 is Monday. */
const placeInWeek = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

export function DutyPage() {
  const say = useWords()
  const { post } = useSession()
  const keeps = useMay()('duty:keep')
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const roster = useAnswer('duty.month', { regionCode: region, month })
  return (
    <Page
      title={say('duty.title')}
      above={<RegionBar code={region} to={code => paths.duty({ ...filters, region: code })} />}
      actions={
        <Space>
          <Button
            icon={<LeftOutlined />}
            aria-label={say('duty.prevMonth')}
            onClick={() => change({ month: addMonths(month, -1) })}
          />
          <b>{monthText(month)}</b>
          <Button
            icon={<RightOutlined />}
            aria-label={say('duty.nextMonth')}
            onClick={() => change({ month: addMonths(month, 1) })}
          />
          <Button onClick={() => change({ month: undefined })}>{say('duty.thisMonth')}</Button>
        </Space>
      }
    >
      <Answered query={roster}>
        {value => (
          <>
            <Calendar roster={value} region={region} month={month} keeps={keeps} />
            <LeavePanel roster={value} region={region} keeps={keeps} />
          </>
        )}
      </Answered>
    </Page>
  )
}

interface CalendarProps {
  roster: Roster
  region: string
  month: Month
  keeps: boolean
}

function Calendar({ roster, region, month, keeps }: CalendarProps) {
  const say = useWords()
  const [adding, setAdding] = useState<string | null>(null)
  const [removing, setRemoving] = useState<DutyShiftRow | null>(null)
  const today = dayOf(new Date())
  const days: string[] = []
  for (let day = roster.from; day <= roster.to; day = addDays(day, 1)) days.push(day)
  const { nowName, nowAs } = roster
  return (
    <Panel
      title={
        nowName === null || nowAs === null
          ? say('duty.nowNobody')
          : say('duty.now', { name: nowName, as: say(`duty.as.${nowAs}`) })
      }
      note={say(keeps ? 'duty.note' : 'duty.onlyReading')}
      extra={keeps && <CopyWeek region={region} today={today} />}
    >
      <div className="roster-days">
        {weekdays.map(weekday => (
          <div key={weekday} className="roster-head">
            {say(`duty.${weekday}`)}
          </div>
        ))}
        {days.map(day => (
          <DayCell
            key={day}
            {...{ day, roster, keeps, isToday: day === today, isPast: day < today }}
            isOutside={monthOf(day) !== month}
            onAdd={() => setAdding(day)}
            onRemove={setRemoving}
          />
        ))}
      </div>
      {adding && <ShiftDialog day={adding} roster={roster} region={region} onClose={() => setAdding(null)} />}
      {removing && <RemoveShift shift={removing} onClose={() => setRemoving(null)} />}
    </Panel>
  )
}

interface DayCellProps {
  day: string
  roster: Roster
  keeps: boolean
  isToday: boolean
  isPast: boolean
  isOutside: boolean
  onAdd: () => void
  onRemove: (shift: DutyShiftRow) => void
}

function DayCell({ day, roster, keeps, isToday, isPast, isOutside, onAdd, onRemove }: DayCellProps) {
  const say = useWords()
  const shifts = roster.shifts.filter(shift => shift.dutyOn === day)
  const placed = { ...roster, shifts: roster.shifts.map(shift => ({ ...shift, regionCode: '' })) }
  // What is over cannot be filled any more: red is for what somebody can still do something about.
  const gaps = isPast ? [] : gapsOf(day, placed)
  const whole = gaps.length === 1 && gaps[0]?.fromMinute === 0 && gaps[0].toMinute === 1440
  const isBlank = isPast && shifts.length === 0
  const className = [
    ...['roster-day', isToday && 'today', isOutside && 'outside'],
    ...[gaps.length > 0 && 'has-gap', isBlank && 'blank'],
  ]
  const isAway = (accountId: string) =>
    roster.leaves.some(leave => leave.accountId === accountId && leave.fromOn <= day && leave.toOn >= day)
  return (
    <div className={className.filter(Boolean).join(' ')} data-day={day}>
      <div className="roster-day-head">
        <b>
          {Number(day.slice(8))}{' '}
          <span className="roster-weekday">{say(`duty.${weekdays[placeInWeek(day)] ?? 'mon'}`)}</span>
        </b>
        {keeps && !isPast && (
          <Button
            type="text"
            icon={<PlusOutlined />}
            aria-label={say('duty.addOn', { day: dayText(day) })}
            onClick={onAdd}
          />
        )}
      </div>
      {shifts.map(shift => (
        <button
          key={shift.id}
          type="button"
          className={isAway(shift.accountId) ? 'roster-shift away' : 'roster-shift'}
          disabled={!keeps || isPast}
          onClick={() => onRemove(shift)}
        >
          <b>{shift.name}</b> {minuteText(shift.fromMinute)}–{minuteText(shift.toMinute)}
          {isAway(shift.accountId) && ` ${say('duty.away')}`}
        </button>
      ))}
      {whole ? (
        <span className="roster-gap">{say('duty.gapDay')}</span>
      ) : (
        gaps.map(gap => (
          <span key={gap.fromMinute} className="roster-gap">
            {say('duty.gap', { from: minuteText(gap.fromMinute), to: minuteText(gap.toMinute) })}
          </span>
        ))
      )}
    </div>
  )
}

/** Onto the week that comes: this one is under way. */
function CopyWeek({ region, today }: { region: string; today: string }) {
  const say = useWords()
  const notice = useNotice()
  const copy = useAct('duty.copyWeek', ['duty.month'])
  const toMonday = addDays(today, 7 - placeInWeek(today))
  return (
    <Button
      loading={copy.isPending}
      onClick={() =>
        copy.mutate(
          { regionCode: region, toMonday },
          {
            onSuccess: ({ copied }) =>
              notice.done(copied === 0 ? say('duty.copiedNone') : say('duty.copied', { count: copied })),
            onError: notice.refused,
          },
        )
      }
    >
      {say('duty.copy', { day: dayText(toMonday) })}
    </Button>
  )
}
