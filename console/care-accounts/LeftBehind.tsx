// Money that an elder who has moved to another county left here, and the one click that sends it after her.
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { LeftBehind as Left } from '../../domain/care-accounts/left-behind.ts'
import { ledgerAccountKinds } from '../../domain/ledger/accounts.ts'
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

/** Says nothing of an elder whose record has ended for another reason, or who left no money. */
export function LeftBehind(key: Key) {
  const answer = useAnswer('leftBehind.get', key)
  const left = answer.data
  if (!left || left.toCountyName === null) return null
  const isEmpty = left.mealsFen + left.careFen + left.mealsHeldFen + left.careHeldFen === 0
  if (isEmpty && left.gone.length === 0) return null
  return <Hint left={left} county={left.toCountyName} of={key} />
}

function Hint({ left, county, of }: { left: Left; county: string; of: Key }) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  const sums = { meals: money(left.mealsFen), care: money(left.careFen), county }
  const mayGo = left.mealsFen + left.careFen > 0
  const held = { meals: money(left.mealsHeldFen), care: money(left.careHeldFen) }
  return (
    <>
      <Alert
        className="left-behind no-print"
        type={mayGo ? 'warning' : 'info'}
        showIcon
        title={mayGo ? say('left.hint', sums) : say('left.gone', { county })}
        description={
          <>
            {mayGo && <p>{say('left.tonight')}</p>}
            {left.mealsHeldFen + left.careHeldFen > 0 && <p>{say('left.held', held)}</p>}
            {left.gone.length > 0 && (
              <p>
                {mayGo && say('left.gone', { county })}
                {left.gone
                  .map(one =>
                    say('left.goneOne', {
                      ...{ day: dayText(one.day), yuan: money(one.fen) },
                      account: ledgerAccountKinds.words[one.account],
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
      {asking && <CarryDialog of={of} sums={sums} onClose={() => setAsking(false)} />}
    </>
  )
}

function CarryDialog({
  of,
  sums,
  onClose,
}: {
  of: Key
  sums: { meals: string; care: string; county: string }
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
          onSuccess: ({ mealsFen, careFen }) => {
            notice.done(say('left.done', { yuan: money(mealsFen + careFen) }))
            onClose()
          },
        })
      }
      onCancel={onClose}
    >
      <p className="strong">{say('left.ask', sums)}</p>
      <p className="soft">{say('left.askNote', { county: sums.county })}</p>
      {carry.isError && <Trouble error={carry.error} />}
    </Modal>
  )
}
