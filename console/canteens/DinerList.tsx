// The list that is ticked when they come: eaten, not coming, taken back.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { CanteenRow } from '../../domain/canteens/canteen.ts'
import { servingWays } from '../../domain/canteens/canteen.ts'
import type { DinerLine, MealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { guestKinds, missReasons } from '../../domain/canteens/serving.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Nothing, useNotice } from '../states.tsx'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { DietTags } from './standing.tsx'

interface DinerListProps {
  canteen: CanteenRow
  of: MealOfDay
}

export function DinerList({ canteen, of }: DinerListProps) {
  const say = useWords()
  const [absent, setAbsent] = useState<DinerLine | null>(null)
  const [undoing, setUndoing] = useState<DinerLine | null>(null)
  if (of.lines.length === 0) return <Nothing>{say('kitchen.nobody')}</Nothing>
  const eaten = of.lines.reduce((sum, one) => sum + (one.served?.portions ?? 0), 0)
  const left = of.lines.filter(one => one.expected && !one.served).length
  return (
    <>
      <p>
        <b>{say('kitchen.served', { count: eaten })}</b>
        {left > 0 && <span className="soft"> {say('kitchen.left', { count: left })}</span>}
      </p>
      <CardTable<DinerLine>
        rowKey={row => row.elderId ?? row.extra?.id ?? ''}
        dataSource={of.lines}
        pagination={false}
        columns={[
          { key: 'who', title: say('kitchen.who'), render: (_, row) => <Who line={row} /> },
          {
            key: 'place',
            title: say('kitchen.hamlet'),
            render: (_, row) =>
              row.diner ? [row.diner.hamlet, row.diner.address].filter(Boolean).join(' ') : '',
          },
          {
            key: 'diet',
            title: say('kitchen.diet'),
            render: (_, row) => (row.diner?.diet ? <DietTags diet={row.diner.diet} /> : null),
          },
          {
            key: 'way',
            title: say('kitchen.way'),
            className: 'nowrap',
            render: (_, row) => {
              const way = row.served?.way ?? row.expected?.way
              return way ? servingWays.words[way] : ''
            },
          },
          { key: 'state', title: say('kitchen.state'), render: (_, row) => <State line={row} /> },
          {
            key: 'acts',
            render: (_, row) => (
              <Acts
                {...{ canteen, of, line: row }}
                onAbsent={() => setAbsent(row)}
                onUndo={() => setUndoing(row)}
              />
            ),
          },
        ]}
      />
      {absent?.diner && (
        <AbsenceDialog canteen={canteen} diner={absent.diner} day={of.day} onClose={() => setAbsent(null)} />
      )}
      {undoing?.served && (
        <UndoDialog
          countyCode={canteen.countyCode}
          servingId={undoing.served.id}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  )
}

function Who({ line: { diner, extra } }: { line: DinerLine }) {
  const say = useWords()
  if (diner)
    return (
      <>
        <span className="strong">{diner.name}</span>
        {diner.age !== null && <span className="soft small"> {say('elder.age', { age: diner.age })}</span>}
      </>
    )
  if (!extra) return null
  const name = extra.guestName ?? (extra.guestKind ? guestKinds.words[extra.guestKind] : '')
  return <span className="strong">{say('kitchen.guests', { name, count: extra.portions })}</span>
}

function State({ line: { served, absence, miss } }: { line: DinerLine }) {
  const say = useWords()
  if (served)
    return (
      <Tag color="success">
        {say('kitchen.ticked', { time: instantText(served.servedAt).slice(11), by: served.byName ?? '' })}
      </Tag>
    )
  if (absence)
    return (
      <Tag>
        {absence.toOn === null
          ? say('kitchen.absentOpen')
          : say('kitchen.absentUntil', { day: absence.toOn.slice(5) })}
      </Tag>
    )
  if (miss) return <Tag color="warning">{say('kitchen.missed', { why: missReasons.words[miss.reason] })}</Tag>
  return null
}

interface ActsProps extends DinerListProps {
  line: DinerLine
  onAbsent: () => void
  onUndo: () => void
}

function Acts({ canteen, of, line, onAbsent, onUndo }: ActsProps) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const record = useAct('mealServing.record', ['kitchen.day', 'canteen.get', 'mealServing.list'])
  const withdraw = useAct('mealAbsence.withdraw', ['kitchen.day', 'mealRegular.list'])
  const { countyCode } = canteen
  const { served, expected, absence } = line
  const today = dayOf(new Date())
  if (!may('meal:serve')) return null
  if (served)
    return of.day === today ? (
      <Button type="link" onClick={onUndo}>
        {say('kitchen.undo')}
      </Button>
    ) : null
  if (absence)
    return (
      <Button
        type="link"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate({ countyCode, id: absence.id }, { onError: notice.refused })}
      >
        {say('kitchen.back')}
      </Button>
    )
  if (!expected) return null
  const tick = () =>
    record.mutate(servingOf(canteen, of, line), {
      onSuccess: ({ already }) => already && notice.done(say('kitchen.already')),
      onError: notice.refused,
    })
  return (
    <span className="nowrap">
      {of.day <= today && (
        <Button type="primary" loading={record.isPending} onClick={tick}>
          {say('kitchen.tick')}
        </Button>
      )}
      {line.elderId !== null && of.day >= today && (
        <Button type="link" onClick={onAbsent}>
          {say('kitchen.absent')}
        </Button>
      )}
    </span>
  )
}

/** Today it is now; a day that is past is typed in from paper, at the hour its meal was on the table. */
function servingOf(canteen: CanteenRow, of: MealOfDay, { elderId, extra, expected }: DinerLine) {
  const now = new Date()
  const isToday = of.day === dayOf(now)
  const atTable = `${of.day}T${of.meal === 'lunch' ? '03' : '09'}:30:00.000Z`
  const way = expected?.way ?? 'dineIn'
  return {
    ...{ countyCode: canteen.countyCode, id: newId(), canteenId: canteen.id, day: of.day, meal: of.meal },
    ...{ elderId, extraId: extra?.id ?? null, portions: expected?.portions ?? 1, way },
    knownBy: isToday ? ('byTickList' as const) : ('fromPaper' as const),
    // Ticked at a desk: whoever ticks was not at the door, and knows only that the box was taken.
    handedTo: way === 'delivered' ? ('leftAtDoor' as const) : null,
    servedAt: isToday ? now.toISOString() : atTable,
  }
}

function UndoDialog({
  countyCode,
  servingId,
  onClose,
}: {
  countyCode: string
  servingId: string
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const undo = useAct('mealServing.undo', ['kitchen.day', 'canteen.get', 'mealServing.list'])
  return (
    <ReasonDialog
      title={say('kitchen.undoTitle')}
      note={say('kitchen.undoNote')}
      submit={say('kitchen.undo')}
      busy={undo.isPending}
      error={undo.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        undo.mutate(
          { countyCode, id: servingId, reason: reason.slice(0, 100) },
          {
            onSuccess: () => {
              notice.done(say('kitchen.undone'))
              onClose()
            },
          },
        )
      }
    />
  )
}
