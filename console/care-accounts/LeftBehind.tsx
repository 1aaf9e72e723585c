// Money and saved time that an elder who has moved to another county left here, and the one click that sends them after her.
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { carriedKinds, type LeftBehind as Left } from '../../domain/care-accounts/left-behind.ts'
import { ledgerAccountKinds } from '../../domain/ledger/accounts.ts'
import { timeText } from '../../domain/service-orders/time-share.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Trouble, useNotice } from '../states.tsx'
import './care-accounts.css'

interface Key {
  countyCode: string
  elderId: string
}

/** Whether anything may go; fen and minutes are not added for anything else. */
const goes = (left: Left) => left.mealsFen + left.careFen + left.workMinutes + left.pointsMinutes

/** Says nothing of an elder whose record has ended for another reason, or who left no money. */
export function LeftBehind(key: Key) {
  const answer = useAnswer('leftBehind.get', key)
  const left = answer.data
  if (!left || left.toCountyName === null) return null
  const isEmpty = goes(left) + left.mealsHeldFen + left.careHeldFen + left.workHeldMinutes === 0
  if (isEmpty && left.gone.length === 0) return null
  return <Hint left={left} county={left.toCountyName} of={key} />
}

function Hint({ left, county, of }: { left: Left; county: string; of: Key }) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  const mayGo = goes(left) > 0
  const parts = [
    ...(left.mealsFen > 0 ? [say('left.meals', { yuan: money(left.mealsFen) })] : []),
    ...(left.careFen > 0 ? [say('left.care', { yuan: money(left.careFen) })] : []),
    ...(left.workMinutes > 0 ? [say('left.work', { time: timeText(left.workMinutes) })] : []),
    ...(left.pointsMinutes > 0 ? [say('left.points', { time: timeText(left.pointsMinutes) })] : []),
  ].join('，')
  const held = [
    ...(left.mealsHeldFen > 0 ? [say('left.meals', { yuan: money(left.mealsHeldFen) })] : []),
    ...(left.careHeldFen > 0 ? [say('left.care', { yuan: money(left.careHeldFen) })] : []),
    ...(left.workHeldMinutes > 0 ? [say('left.work', { time: timeText(left.workHeldMinutes) })] : []),
  ].join('，')
  return (
    <>
      <Alert
        className="left-behind no-print"
        type={mayGo ? 'warning' : 'info'}
        showIcon
        title={mayGo ? say('left.hint', { county, parts }) : say('left.gone', { county })}
        description={
          <>
            {mayGo && <p>{say('left.tonight')}</p>}
            {held !== '' && <p>{say('left.held', { parts: held })}</p>}
            {left.gone.length > 0 && (
              <p>
                {mayGo && say('left.gone', { county })}
                {left.gone
                  .map(one =>
                    say('left.goneOne', {
                      ...{ day: dayText(one.day), account: ledgerAccountKinds.words[one.account] },
                      much:
                        carriedKinds[one.account] === 'fen'
                          ? say('left.yuan', { yuan: money(one.amount) })
                          : timeText(one.amount),
                    }),
                  )
                  .join('；')}
              </p>
            )}
            {mayGo && (
              <Button type="primary" className="below" onClick={() => setAsking(true)}>
                {say('left.title')}
              </Button>
            )}
          </>
        }
      />
      {asking && <CarryDialog of={of} county={county} parts={parts} onClose={() => setAsking(false)} />}
    </>
  )
}

function CarryDialog({
  of,
  county,
  parts,
  onClose,
}: {
  of: Key
  county: string
  parts: string
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const carry = useAct('leftBehind.carry', ['leftBehind.get', 'careAccount.get', 'mealAccount.get'])
  return (
    <Modal
      open
      title={say('left.title')}
      okText={say('left.title')}
      okButtonProps={{ loading: carry.isPending }}
      onOk={() =>
        carry.mutate(of, {
          onSuccess: () => {
            notice.done(say('left.done', { county }))
            onClose()
          },
        })
      }
      onCancel={onClose}
    >
      <p className="strong">{say('left.ask', { county, parts })}</p>
      <p className="soft">{say('left.askNote', { county })}</p>
      {carry.isError && <Trouble error={carry.error} />}
    </Modal>
  )
}
