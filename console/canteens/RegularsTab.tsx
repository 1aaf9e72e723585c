// Who eats here without asking anew: their days, diet, card, and when they were last here.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { CanteenRow } from '../../domain/canteens/canteen.ts'
import { meals } from '../../domain/canteens/canteen.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { EndDialog } from '../EndDialog.tsx'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { DietDialog } from './DietDialog.tsx'
import { RegularDialog } from './RegularDialog.tsx'
import { DietTags } from './standing.tsx'

export type RegularRow = Output<'mealRegular.list'>['rows'][number]
type Open = { what: 'add' } | { what: 'change' | 'diet' | 'end' | 'absent'; row: RegularRow }

export function RegularsTab({ canteen }: { canteen: CanteenRow }) {
  const say = useWords()
  const go = useGo()
  const [open, setOpen] = useState<Open | null>(null)
  const key = { countyCode: canteen.countyCode, canteenId: canteen.id }
  const answer = useAnswer('mealRegular.list', key)
  const close = () => setOpen(null)
  return (
    <Panel
      title={answer.data && say('regulars.count', { count: answer.data.rows.length })}
      extra={
        <Space wrap>
          <Button onClick={() => go(paths.canteenPrint(canteen, { what: 'cards' }))}>
            {say('regulars.cards')}
          </Button>
          <Button type="primary" onClick={() => setOpen({ what: 'add' })}>
            {say('regulars.add')}
          </Button>
        </Space>
      }
    >
      <Answered query={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing>{say('regulars.none')}</Nothing>
          ) : (
            <Regulars canteen={canteen} rows={rows} onOpen={setOpen} />
          )
        }
      </Answered>
      {open?.what === 'add' && <RegularDialog of={key} held={null} onClose={close} />}
      {open?.what === 'change' && <RegularDialog of={key} held={open.row} onClose={close} />}
      {open?.what === 'diet' && <DietDialog countyCode={canteen.countyCode} row={open.row} onClose={close} />}
      {open?.what === 'absent' && (
        <AbsenceDialog canteen={canteen} diner={open.row} day={dayOf(new Date())} onClose={close} />
      )}
      {open?.what === 'end' && <EndRegular canteen={canteen} row={open.row} onClose={close} />}
    </Panel>
  )
}

interface RegularsProps {
  canteen: CanteenRow
  rows: readonly RegularRow[]
  onOpen: (open: Open) => void
}

function Regulars({ canteen, rows, onOpen }: RegularsProps) {
  const say = useWords()
  const may = useMay()
  return (
    <CardTable<RegularRow>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('regulars.person'),
          render: (_, row) => (
            <>
              {may('elder:read') ? (
                <Go to={paths.elder({ countyCode: canteen.countyCode, id: row.elderId })} className="strong">
                  {row.name}
                </Go>
              ) : (
                <span className="strong">{row.name}</span>
              )}
              {row.age !== null && <span className="soft small"> {say('elder.age', { age: row.age })}</span>}
              <div className="soft small">{[row.hamlet, row.address].filter(Boolean).join(' ')}</div>
            </>
          ),
        },
        {
          key: 'week',
          title: say('regulars.week'),
          render: (_, row) =>
            meals.keys
              .filter(meal => row[meal] !== '-------')
              .map(meal => <div key={meal}>{`${meals.words[meal]}：${weekText(row[meal], say)}`}</div>),
        },
        { key: 'diet', title: say('kitchen.diet'), render: (_, row) => <DietTags diet={row.diet} /> },
        {
          key: 'card',
          title: say('regulars.card'),
          render: (_, row) => <span className="nowrap">{row.card ?? say('regulars.noCard')}</span>,
        },
        {
          key: 'last',
          title: say('regulars.lastServed'),
          render: (_, row) => <span className="nowrap">{row.lastServedOn ?? say('regulars.never')}</span>,
        },
        {
          key: 'acts',
          render: (_, row) => (
            <Space wrap size={0}>
              <Button type="link" onClick={() => onOpen({ what: 'change', row })}>
                {say('regulars.change')}
              </Button>
              <Button type="link" onClick={() => onOpen({ what: 'diet', row })}>
                {say('regulars.diet')}
              </Button>
              <Absent canteen={canteen} row={row} onOpen={onOpen} />
              <Button type="link" danger onClick={() => onOpen({ what: 'end', row })}>
                {say('regulars.end')}
              </Button>
            </Space>
          ),
        },
      ]}
    />
  )
}

function Absent({ canteen, row, onOpen }: Omit<RegularsProps, 'rows'> & { row: RegularRow }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const withdraw = useAct('mealAbsence.withdraw', ['mealRegular.list', 'kitchen.day'])
  const { absentId, absentUntil } = row
  if (!may('meal:serve')) return null
  if (absentId === null)
    return (
      <Button type="link" onClick={() => onOpen({ what: 'absent', row })}>
        {say('regulars.absent')}
      </Button>
    )
  return (
    <>
      <Tag>
        {absentUntil ? say('regulars.away', { day: absentUntil.slice(5) }) : say('regulars.awayOpen')}
      </Tag>
      <Button
        type="link"
        loading={withdraw.isPending}
        onClick={() =>
          withdraw.mutate({ countyCode: canteen.countyCode, id: absentId }, { onError: notice.refused })
        }
      >
        {say('regulars.back')}
      </Button>
    </>
  )
}

function EndRegular({
  canteen,
  row,
  onClose,
}: {
  canteen: CanteenRow
  row: RegularRow
  onClose: () => void
}) {
  const say = useWords()
  const end = useAct('mealRegular.end', ['mealRegular.list', 'kitchen.day', 'canteen.get'])
  return (
    <EndDialog
      title={say('regulars.endTitle', { name: row.name })}
      note={say('regulars.endNote')}
      submit={say('regulars.end')}
      act={end}
      input={{ countyCode: canteen.countyCode, id: row.id, lastOn: dayOf(new Date()) }}
      onClose={onClose}
    />
  )
}

/** DDDDD-- → 周一至五堂食; the same way every day says so. */
export function weekText(week: string, say: ReturnType<typeof useWords>): string {
  const names = say('opening.days').split(',')
  const parts = (['D', 'H'] as const).flatMap(letter => {
    const days = names.filter((_, index) => week[index] === letter)
    if (days.length === 0) return []
    const isRun = days.length > 2 && week.includes(letter.repeat(days.length))
    const listed = isRun ? `${days[0]}至${days.at(-1)}` : days.join('、')
    const when = days.length === 7 ? say('regulars.all') : `周${listed}`
    return [`${when}${say(letter === 'D' ? 'opening.D' : 'opening.H')}`]
  })
  return parts.join('，')
}
