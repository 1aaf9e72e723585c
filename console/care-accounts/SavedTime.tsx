// Saved time in minutes and hours: the statement of one person, and what an area has issued and must honour.
import { Modal, Tag } from 'antd'
import type { TimeLine, TimeStatement } from '../../domain/care-accounts/saved-time.ts'
import { ledgerPurposes } from '../../domain/ledger/purposes.ts'
import { timeText } from '../../domain/service-orders/time-share.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Figure } from '../meal-accounts/Figure.tsx'
import { Answered, Nothing } from '../states.tsx'
import '../meal-accounts/meal-accounts.css'
import './care-accounts.css'

export function TimeLines({ lines }: { lines: readonly TimeLine[] }) {
  const say = useWords()
  return (
    <CardTable<TimeLine>
      rowKey="id"
      dataSource={[...lines]}
      pagination={false}
      columns={[
        {
          key: 'day',
          title: say('account.day'),
          render: (_, row) => <span className="nowrap">{dayText(row.day)}</span>,
        },
        { key: 'what', title: say('books.what2'), render: (_, row) => <What line={row} /> },
        {
          key: 'change',
          title: say('saved.change'),
          align: 'right',
          render: (_, row) => (
            <span className={row.change > 0 ? 'good-text nowrap' : 'nowrap'}>
              {row.change > 0 ? '+' : ''}
              {timeText(row.change)}
            </span>
          ),
        },
        {
          key: 'after',
          title: say('saved.after'),
          align: 'right',
          render: (_, row) => <span className="nowrap">{timeText(row.after)}</span>,
        },
      ]}
    />
  )
}

function What({ line }: { line: TimeLine }) {
  const say = useWords()
  return (
    <>
      {ledgerPurposes.words[line.purpose]}
      {line.itemName !== null && ` · ${line.itemName}`}
      {line.servedOn !== null && <span className="soft"> {dayText(line.servedOn)}</span>}
      {line.isReversal && <Tag className="care-tag">{say('care.reversal')}</Tag>}
      {line.isReversed && <Tag className="care-tag">{say('care.reversed')}</Tag>}
      {line.note && <span className="soft"> {line.note}</span>}
    </>
  )
}

/** Of an elder: earned by work, used for meals and for services at home. */
export function ElderTime({ time }: { time: TimeStatement }) {
  const say = useWords()
  return (
    <Panel title={say('saved.title')}>
      <p className="soft">{say('saved.what')}</p>
      {time.lines.length === 0 ? (
        <Nothing>{say('saved.none')}</Nothing>
      ) : (
        <>
          <p className="strong below">{say('worker.timeNow', { time: timeText(time.minutes) })}</p>
          <TimeLines lines={time.lines} />
        </>
      )}
    </Panel>
  )
}

export function WorkerTimeDialog({
  countyCode,
  id,
  onClose,
}: {
  countyCode: string
  id: string
  onClose: () => void
}) {
  const say = useWords()
  const answer = useAnswer('workerTime.get', { countyCode, id })
  return (
    <Modal
      open
      width={760}
      title={`${answer.data ? `${answer.data.name} · ` : ''}${say('worker.time')}`}
      footer={null}
      onCancel={onClose}
    >
      <p className="soft">{say('worker.timeWhat')}</p>
      <Answered query={answer}>
        {({ minutes, lines }) =>
          lines.length === 0 ? (
            <Nothing>{say('worker.noTime')}</Nothing>
          ) : (
            <>
              <p className="strong below">{say('worker.timeNow', { time: timeText(minutes) })}</p>
              <TimeLines lines={lines} />
            </>
          )
        }
      </Answered>
    </Modal>
  )
}

/** Says nothing where no time has moved yet. */
export function TimeStanding({ regionCode }: { regionCode: string }) {
  const say = useWords()
  const { data } = useAnswer('timeBank.standing', { regionCode })
  if (!data) return null
  const { issuedMinutes, earnedMinutes, mealMinutes, serviceMinutes } = data
  if (issuedMinutes + earnedMinutes + serviceMinutes === 0) return null
  return (
    <Panel title={say('saved.bank')}>
      <p className="soft">{say('saved.bankWhat')}</p>
      <div className="meal-figures below">
        <Figure word={say('saved.earned')} value={timeText(earnedMinutes)} />
        <Figure word={say('saved.issued')} value={timeText(issuedMinutes)} note={say('saved.issuedNote')} />
        <Figure word={say('saved.forMeals')} value={timeText(mealMinutes)} />
        <Figure word={say('saved.forServices')} value={timeText(serviceMinutes)} />
        <Figure
          word={say('saved.elders')}
          value={timeText(data.eldersMinutes)}
          note={say('saved.people', { count: data.elders })}
        />
        <Figure
          word={say('saved.workers')}
          value={timeText(data.workersMinutes)}
          note={say('saved.people', { count: data.workers })}
        />
      </div>
    </Panel>
  )
}
