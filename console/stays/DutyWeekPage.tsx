// The duty roster of a week: a table to type into, copied from the week before, and printed for the wall.
import { AutoComplete, Button, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { type DutyLine, dutyTurns } from '../../domain/stays/station.ts'
import { call } from '../../ui/client.ts'
import { useFilters, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import './stays.css'

type Week = Output<'stationDuty.week'>

function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

export function DutyWeekPage() {
  const { countyCode, id } = useKey()
  const [filters] = useFilters()
  const monday = mondayOf(filters.week ?? dayOf(new Date()))
  const answer = useAnswer('stationDuty.week', { countyCode, facilityId: id, monday })
  return <Answered query={answer}>{week => <Duty key={monday} week={week} monday={monday} />}</Answered>
}

const cell = (day: string, turn: string) => `${day} ${turn}`
const namesOf = (lines: readonly DutyLine[]) =>
  Object.fromEntries(lines.map(line => [cell(line.day, line.turn), line.name]))

function Duty({ week, monday }: { week: Week; monday: string }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const key = useKey()
  const [, change] = useFilters()
  const of = { countyCode: key.countyCode, facilityId: key.id }
  const [names, setNames] = useState<Readonly<Record<string, string>>>(() => namesOf(week.lines))
  const save = useAct('stationDuty.save', ['stationDuty.week', 'station.get', 'station.list'])
  const days = Array.from({ length: 7 }, (_, place) => addDays(monday, place))
  const send = () => {
    const lines = days.flatMap(day =>
      dutyTurns.keys.flatMap(turn => {
        const name = names[cell(day, turn)]?.trim()
        return name ? [{ day, turn, name }] : []
      }),
    )
    save.mutate(
      { ...of, monday, lines },
      { onSuccess: () => notice.done(say('stations.dutySaved')), onError: notice.refused },
    )
  }
  const copy = async () => {
    try {
      const before = await call('stationDuty.week', { ...of, monday: addDays(monday, -7) })
      setNames(namesOf(before.lines.map(line => ({ ...line, day: addDays(line.day, 7) }))))
    } catch (error) {
      notice.refused(error)
    }
  }
  const mayKeep = may('station:keep')
  return (
    <Page
      title={say('stations.dutyOf', { name: week.name })}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.station(key)}>{week.name}</Go>
        </nav>
      }
      actions={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('stays.print')}</Button>
          {mayKeep && (
            <>
              <Button onClick={() => void copy()}>{say('stations.copyWeek')}</Button>
              <Button type="primary" loading={save.isPending} onClick={send}>
                {say('form.save')}
              </Button>
            </>
          )}
        </Space>
      }
    >
      <Space wrap className="no-print">
        <Button onClick={() => change({ week: addDays(monday, -7) })}>{say('stations.weekBefore')}</Button>
        <strong>{say('stations.week', { from: dayText(monday), to: dayText(addDays(monday, 6)) })}</strong>
        <Button onClick={() => change({ week: addDays(monday, 7) })}>{say('stations.weekAfter')}</Button>
      </Space>
      <Panel className="stay-week" note={mayKeep ? say('stations.dutyNote') : undefined}>
        <WeekTable
          days={days}
          week={week}
          names={names}
          onChange={mayKeep ? (at, name) => setNames({ ...names, [at]: name }) : null}
        />
      </Panel>
    </Page>
  )
}

interface WeekTableProps {
  days: readonly string[]
  week: Week
  names: Readonly<Record<string, string>>
  onChange: ((at: string, name: string) => void) | null
}

function WeekTable({ days, week, names, onChange }: WeekTableProps) {
  const say = useWords()
  return (
    <div className="scroll-sideways">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('stays.day')}</th>
            {dutyTurns.keys.map(turn => (
              <th scope="col" key={turn}>
                {dutyTurns.words[turn]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, place) => (
            <tr key={day}>
              <th scope="row" className="nowrap">
                {say('stations.weekdays').split(',')[place]}{' '}
                <span className="soft small">{day.slice(5)}</span>
              </th>
              {dutyTurns.keys.map(turn => (
                <td key={turn}>
                  <NameCell
                    label={`${dayText(day)} ${dutyTurns.words[turn]}`}
                    names={week.names}
                    value={names[cell(day, turn)] ?? ''}
                    onChange={onChange && (name => onChange(cell(day, turn), name))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface NameCellProps {
  label: string
  names: readonly string[]
  value: string
  onChange: ((name: string) => void) | null
}

function NameCell({ label, names, value, onChange }: NameCellProps) {
  if (onChange === null) return <>{value || '—'}</>
  return (
    <>
      <AutoComplete
        className="no-print stay-duty-name"
        aria-label={label}
        value={value}
        options={names.map(name => ({ value: name }))}
        showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').startsWith(typed) }}
        onChange={(name: string) => onChange(name ?? '')}
      />
      <span className="print-only">{value}</span>
    </>
  )
}
