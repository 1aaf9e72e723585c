// The invitation code, shown once: large enough to copy down, and as a slip that prints alone.
import { Button, Modal } from 'antd'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useWords } from '../language.tsx'
import type { Invited } from './FamilyLinksPanel.tsx'
import './family-links.css'

interface SlipProps {
  elder: Elder
  invited: Invited
  onClose: () => void
}

export function InvitationSlip({ elder, invited, onClose }: SlipProps) {
  const say = useWords()
  const address = `${window.location.origin}/family`
  return (
    <Modal
      open
      title={say('familyLink.codeTitle')}
      // Shown once: a slip of the hand beside the dialog must not lose it.
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      className="invitation"
      footer={[
        <Button key="print" onClick={() => window.print()}>
          {say('familyLink.print')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {say('familyLink.close')}
        </Button>,
      ]}
    >
      <article>
        <h3>{say('familyLink.slipTitle')}</h3>
        <p>{say('familyLink.slipTo', { name: invited.name, elder: elder.name })}</p>
        <p className="invitation-code">{invited.code}</p>
        <p>{say('familyLink.slipSteps', { address })}</p>
      </article>
      <p className="soft">{say('familyLink.codeNote', { until: dayOf(new Date(invited.codeUntil)) })}</p>
    </Modal>
  )
}
