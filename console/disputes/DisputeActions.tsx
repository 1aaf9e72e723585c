// What the reader may do now: answer, agree, ask above, withdraw, decide, or enter what had been typed.
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { Dispute } from '../../domain/duplicates/disputes-api.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { type Said, StatementDialog } from './StatementDialog.tsx'

const stale = ['dispute.get', 'dispute.list', 'duplicate.list', 'duplicate.get'] as const

type Move = 'answer' | 'agree' | 'disagree' | 'withdraw' | 'decide'

export function DisputeActions({ dispute }: { dispute: Dispute }) {
  const say = useWords()
  const may = useMay()
  const [move, setMove] = useState<Move | null>(null)
  const works = may('elder:merge')
  const { side, stage } = dispute
  const moves: [Move, boolean][] = [
    ['answer', works && side === 'responder' && stage === 'awaitingAnswer'],
    ['agree', works && side === 'opener' && stage === 'awaitingReply'],
    ['disagree', works && side === 'opener' && stage === 'awaitingReply'],
    ['decide', may('dispute:decide') && dispute.isMine],
    ['withdraw', works && side === 'opener' && stage !== 'concluded' && stage !== 'withdrawn'],
  ]
  const open = moves.filter(([, allowed]) => allowed).map(([name]) => name)
  if (open.length === 0 && !dispute.canRegister && dispute.registeredAs === null) return null
  return (
    <Panel title={say('dispute.now')} className="no-print">
      <Space wrap>
        {open.map((name, place) => (
          <Button
            key={name}
            size="large"
            type={place === 0 && name !== 'withdraw' ? 'primary' : 'default'}
            onClick={() => setMove(name)}
          >
            {say(`dispute.${name}`)}
          </Button>
        ))}
        <Register dispute={dispute} />
      </Space>
      {move && <MoveDialog dispute={dispute} move={move} onClose={() => setMove(null)} />}
    </Panel>
  )
}

function MoveDialog({ dispute, move, onClose }: { dispute: Dispute; move: Move; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const answer = useAct('dispute.answer', stale)
  const reply = useAct('dispute.reply', stale)
  const withdraw = useAct('dispute.withdraw', stale)
  const decide = useAct('dispute.decide', stale)
  const acts = { answer, agree: reply, disagree: reply, withdraw, decide }
  const key = { countyCode: dispute.countyCode, id: dispute.id }
  const send = ({ statement, evidence, outcome }: Said) => {
    switch (move) {
      case 'answer':
        return answer.mutateAsync({ ...key, statement, evidence, stance: outcome })
      case 'decide':
        return decide.mutateAsync({ ...key, statement, outcome })
      case 'withdraw':
        return withdraw.mutateAsync({ ...key, statement })
      default:
        return reply.mutateAsync({ ...key, statement, agrees: move === 'agree' })
    }
  }
  return (
    <StatementDialog
      title={say(`dispute.${move}`)}
      asksOutcome={move === 'answer' || move === 'decide'}
      asksEvidence={move === 'answer'}
      busy={acts[move].isPending}
      error={acts[move].error}
      onClose={onClose}
      onSubmit={said =>
        void send(said)
          .then(() => {
            notice.done(say('dispute.done'))
            onClose()
          })
          .catch(() => {})
      }
    />
  )
}

function Register({ dispute }: { dispute: Dispute }) {
  const say = useWords()
  const notice = useNotice()
  const register = useAct('dispute.register', [...stale, 'elder.list'])
  const { countyCode, id, registeredAs } = dispute
  if (registeredAs !== null)
    return <Go to={paths.elder({ countyCode, id: registeredAs })}>{say('dispute.openRegistered')}</Go>
  if (!dispute.canRegister) return null
  return (
    <>
      <Button
        type="primary"
        size="large"
        loading={register.isPending}
        onClick={() =>
          register.mutate({ countyCode, id }, { onSuccess: () => notice.done(say('dispute.registered')) })
        }
      >
        {say('dispute.register')}
      </Button>
      {register.isError && <Trouble error={register.error} />}
    </>
  )
}
