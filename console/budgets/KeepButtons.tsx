// Keeping what was tried: a new plan by name, the same plan again, or one of one's own from somebody else's.
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { PlanContents, PlanHead } from '../../domain/budgets/kept.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { keyText } from '../siting/keys.ts'
import { Trouble, useNotice } from '../states.tsx'

interface KeepProps {
  region: string
  contents: PlanContents
  plan: PlanHead | null
}

export function KeepButtons({ region, contents, plan }: KeepProps) {
  const say = useWords()
  const [naming, setNaming] = useState(false)
  const act = useKeep(region)
  return (
    <>
      {plan?.isMine && (
        <Button
          type="primary"
          loading={act.busy && !naming}
          onClick={() => act.keep({ id: plan.id, name: plan.name, version: plan.version, contents })}
        >
          {say('budget.keepAgain')}
        </Button>
      )}
      <Button type={plan?.isMine ? 'default' : 'primary'} onClick={() => setNaming(true)}>
        {say(plan ? 'budget.keepCopy' : 'budget.keep')}
      </Button>
      {naming && (
        <NameDialog
          start={plan ? say('budget.copyOf', { name: plan.name }) : ''}
          busy={act.busy}
          error={act.error}
          onName={name => act.keep({ id: newId(), name, version: 0, contents }, () => setNaming(false))}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  )
}

function useKeep(regionCode: string) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const act = useAct('budgetPlan.keep', ['budgetPlan.list', 'budgetPlan.get'])
  return {
    busy: act.isPending,
    error: act.error,
    keep: (
      kept: { id: string; name: string; version: number; contents: PlanContents },
      then: () => void = () => {},
    ) =>
      act.mutate(
        { ...kept, regionCode },
        {
          onSuccess: plan => {
            then()
            notice.done(say('budget.keptNow'))
            go(paths.budget({ region: plan.regionCode, plan: keyText(plan) }))
          },
          onError: error => kept.version > 0 && notice.refused(error),
        },
      ),
  }
}

interface NameProps {
  start: string
  busy: boolean
  error: unknown
  onName: (name: string) => void
  onClose: () => void
}

function NameDialog({ start, busy, error, onName, onClose }: NameProps) {
  const say = useWords()
  const [name, setName] = useState(start)
  return (
    <Modal
      open
      title={say('budget.keepTitle')}
      okText={say('budget.keepOk')}
      okButtonProps={{ loading: busy, disabled: name.trim() === '' }}
      onOk={() => onName(name)}
      onCancel={onClose}
    >
      <p>{say('budget.keepNote')}</p>
      <Input
        size="large"
        maxLength={60}
        aria-label={say('budget.planName')}
        placeholder={say('budget.planName')}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      {error !== null && error !== undefined && <Trouble error={error} />}
    </Modal>
  )
}
