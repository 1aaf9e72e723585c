// Saved time in minutes and hours: the statement of one person, and what an area has issued and must honour.
import { Modal } from 'antd'
import type { TimeStatement } from '../../domain/care-accounts/saved-time.ts'
import { timeText } from '../../domain/service-orders/time-share.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Figure } from '../meal-accounts/Figure.tsx'
import { Answered, Nothing } from '../states.tsx'
import { AccountLines, timeWords } from './AccountLines.tsx'
import '../meal-accounts/meal-accounts.css'
import './care-accounts.css'

/** Of an elder: earned by work, used for meals and for services at home. */
export function ElderTime({ countyCode, time }: { countyCode: string; time: TimeStatement }) {
  const say = useWords()
  return (
    <Panel title={say('saved.title')}>
      <p className="soft">{say('saved.what')}</p>
      {time.lines.length === 0 ? (
        <Nothing>{say('saved.none')}</Nothing>
      ) : (
        <>
          <p className="strong below">{say('worker.timeNow', { time: timeText(time.minutes) })}</p>
          <AccountLines {...{ countyCode, lines: time.lines, words: timeWords }} />
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
              <AccountLines {...{ countyCode, lines, words: timeWords }} />
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
