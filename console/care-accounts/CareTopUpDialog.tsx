// Money paid in and back for services at home, and a wrong slip put right.
import { useState } from 'react'
import { type CareAccount, type CareTopUp, careTopUpWays } from '../../domain/care-accounts/care-account.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { CancelSlip } from '../meal-accounts/Slips.tsx'
import { TopUpForm } from '../meal-accounts/TopUpForm.tsx'
import { money } from '../money.ts'
import { useNotice } from '../states.tsx'

const refreshed = ['careAccount.get', 'careAccount.list'] as const

interface DialogProps {
  account: CareAccount
  kind: 'paidIn' | 'paidBack'
  onDone: (topUp: CareTopUp) => void
  onClose: () => void
}

export function CareTopUpDialog({ account, kind, onDone, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const { countyCode, elderId, name, villageName, balanceFen } = account
  const topUp = useAct('careAccount.topUp', refreshed)
  return (
    <TopUpForm
      title={`${say(kind === 'paidIn' ? 'account.topUp' : 'account.payBack')}：${name}（${villageName}）`}
      ways={careTopUpWays}
      firstWay="cashInHand"
      busy={topUp.isPending}
      error={topUp.error}
      onSend={counted =>
        topUp.mutate(
          { countyCode, elderId, id, kind, ...counted },
          {
            onSuccess: made => {
              notice.done(
                say(kind === 'paidIn' ? 'account.toppedUp' : 'account.paidBack', { serial: made.serial }),
              )
              onDone(made)
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="soft">
        {say('care.balance')} {money(balanceFen)} {say('claims.unit')}
      </p>
    </TopUpForm>
  )
}

export function CancelCareTopUp({
  account: { countyCode },
  topUp,
}: {
  account: CareAccount
  topUp: CareTopUp
}) {
  const say = useWords()
  const notice = useNotice()
  const cancel = useAct('careAccount.cancelTopUp', refreshed)
  return (
    <CancelSlip
      amountFen={topUp.amountFen}
      note={say('care.cancelNote')}
      whyNot={topUp.whyNotCancel}
      busy={cancel.isPending}
      error={cancel.error}
      onSend={(reason, close) =>
        cancel.mutate(
          { countyCode, id: topUp.id, reason },
          {
            onSuccess: () => {
              notice.done(say('books.cancelled'))
              close()
            },
          },
        )
      }
    />
  )
}
