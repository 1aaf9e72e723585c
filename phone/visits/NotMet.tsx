// Nobody met or turned away: why, who said so, what was seen from outside, and what comes next.
import { diallable, showTelephone } from '../../domain/elders/telephone.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import {
  type DoorSign,
  doorSigns,
  movesAfter,
  type NotReachedReason,
  notReachedReasons,
  numbersFor,
  type RefusedReason,
  refusedReasons,
  type Teller,
  tellers,
  tryAgainOn,
} from '../../domain/visits/not-met.ts'
import { go } from '../address.ts'
import { Button, Choice, Cover, Field, Group, Notice } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { PhoneKey } from '../messages/zh.ts'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { StepParts } from './VisitForm.tsx'

type NotMetParts = StepParts & { elder: BundleElder | undefined; phone: ScreenParts['phone'] }

export function NotReached({ draft, change, elder, phone }: NotMetParts) {
  const { say, choices } = useSpeech()
  const toggle = (sign: DoorSign) => {
    const isTakenBack = draft.doorSigns.includes(sign)
    change({
      doorSigns: isTakenBack ? draft.doorSigns.filter(one => one !== sign) : [...draft.doorSigns, sign],
      ...(!isTakenBack && { alarmAdvised: false }),
    })
  }
  return (
    <>
      <Group title={say('form.reason')}>
        {notReachedReasons.keys.map((reason: NotReachedReason) => (
          <Choice
            key={reason}
            chosen={draft.notReachedReason === reason}
            onChoose={() => change({ notReachedReason: reason })}
          >
            {choices.notReached[reason]}
          </Choice>
        ))}
      </Group>
      <Group title={say('notMet.toldBy')}>
        {tellers.keys.map((teller: Teller) => (
          <Choice
            key={teller}
            chosen={draft.toldBy === teller}
            onChoose={() => change({ toldBy: draft.toldBy === teller ? null : teller })}
          >
            {choices.tellers[teller]}
          </Choice>
        ))}
      </Group>
      {draft.method === 'home' && (
        <Group title={say('notMet.signs')} columns={1}>
          {doorSigns.keys.map((sign: DoorSign) => (
            <Choice
              key={sign}
              kind="danger"
              chosen={draft.doorSigns.includes(sign)}
              onChoose={() => toggle(sign)}
            >
              {choices.signs[sign]}
            </Choice>
          ))}
        </Group>
      )}
      {draft.doorSigns.length > 0 && !draft.alarmAdvised && (
        <AlarmAdvice draft={draft} change={change} elder={elder} />
      )}
      <NextMoves draft={draft} elder={elder} phone={phone} />
    </>
  )
}

export function Turned({ draft, change, elder, phone }: NotMetParts) {
  const { say, choices } = useSpeech()
  const { standingRefusal } = draft
  return (
    <>
      <Group title={say('notMet.refused')} columns={1}>
        {refusedReasons.keys.map((reason: RefusedReason) => (
          <Choice
            key={reason}
            chosen={draft.refusedReason === reason}
            onChoose={() => change({ refusedReason: reason })}
          >
            {choices.refused[reason]}
          </Choice>
        ))}
      </Group>
      {movesAfter(draft).includes('askWillingness') && (
        <>
          <Choice
            chosen={standingRefusal !== null}
            onChoose={() => change({ standingRefusal: standingRefusal ? null : { witness: '' } })}
          >
            {say('notMet.standing')}
          </Choice>
          {standingRefusal && (
            <>
              <p className="soft">{say('notMet.standingWhy')}</p>
              <Field
                label={say('notMet.witness')}
                value={standingRefusal.witness}
                onChange={witness => change({ standingRefusal: { witness } })}
              />
            </>
          )}
        </>
      )}
      <NextMoves draft={draft} elder={elder} phone={phone} />
    </>
  )
}

/** First things first; empty until the reason is chosen. */
function NextMoves({ draft, elder, phone }: Omit<NotMetParts, 'change'>) {
  const { say, tag, choices } = useSpeech()
  const { today } = useWork(phone.work)
  const moves = movesAfter(draft)
  if (moves.length === 0) return null
  return (
    <section aria-label={say('notMet.next')}>
      <Notice kind={moves.includes('callHelp') ? 'danger' : 'info'} icon="clock">
        <strong>{say('notMet.next')}</strong>
        <ol>
          {moves.map(move => (
            <li key={move}>
              {move === 'tryAgain'
                ? say('notMet.again', { day: dayText(tryAgainOn(today), tag) })
                : choices.moves[move]}
            </li>
          ))}
        </ol>
      </Notice>
      {(moves.includes('callKey') || moves.includes('callHelp')) && <KeyCall elder={elder} />}
      {moves.includes('reportChange') && (
        <Button icon="pen" onClick={() => go({ at: 'report', elderId: draft.elderId })}>
          {say('notMet.report')}
        </Button>
      )}
    </section>
  )
}

function KeyCall({ elder }: { elder: BundleElder | undefined }) {
  const { say } = useSpeech()
  const keepers = (elder?.kin ?? []).filter(one => one.hasKey && one.phone)
  if (keepers.length === 0) return <p>{say('notMet.noKey')}</p>
  return (
    <div className="calls">
      {keepers.map(({ id, name, phone = '' }) => (
        <a key={id} className="button" href={`tel:${diallable(phone)}`}>
          <Icon name="phone" />
          <span>{say('notMet.key', { name, phone: showTelephone(phone) })}</span>
        </a>
      ))}
    </div>
  )
}

/** A life may be behind the door: the telephone comes before the form (domain.md §1.5, P0). */
function AlarmAdvice({ draft, change, elder }: StepParts & { elder: BundleElder | undefined }) {
  const { say, choices } = useSpeech()
  return (
    <Cover title={say('alarm.title')} kind="emergency">
      <ul className="big">
        {draft.doorSigns.map(sign => (
          <li key={sign}>{choices.signs[sign]}</li>
        ))}
      </ul>
      <div className="calls">
        {numbersFor(draft.doorSigns).map(number => (
          <a key={number} className="button danger" href={`tel:${number}`}>
            <Icon name="phone" />
            <span>
              {say('danger.call', { number })} · {say(`danger.${number}` as PhoneKey)}
            </span>
          </a>
        ))}
        <p>
          <strong>{say('danger.secretary')}</strong>
        </p>
      </div>
      <KeyCall elder={elder} />
      <Button kind="main" onClick={() => change({ alarmAdvised: true })}>
        {say('alarm.done')}
      </Button>
      <Button onClick={() => change({ doorSigns: [] })}>{say('alarm.mistake')}</Button>
    </Cover>
  )
}
