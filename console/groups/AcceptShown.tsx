// Accepting all changes on the screen at once: first what that would do, then it is done, county by county.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { ProposalRow } from '../../domain/elders/groups/proposals.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { groupAnswers } from './RecordGroupDialog.tsx'

/** The server takes so many in one act. */
const atOnce = 500

export function AcceptShown({ rows }: { rows: readonly ProposalRow[] }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const accept = useAct('proposal.accept', groupAnswers)
  const countyCode = rows[0]?.countyCode ?? ''
  const mine = rows.filter(row => row.countyCode === countyCode).slice(0, atOnce)
  const count = (change: ProposalRow['change']) => mine.filter(row => row.change === change).length
  const take = () =>
    accept.mutate(
      { countyCode, ids: mine.map(row => row.id) },
      {
        onSuccess: ({ accepted, skipped }) => {
          setAsking(false)
          notice.done(say('proposals.accepted', { count: accepted }))
          if (skipped.length > 0)
            notice.done(say('proposals.skipped', { count: skipped.length, why: skipped[0]?.why ?? '' }))
        },
      },
    )
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('proposals.acceptShown', { count: mine.length })}</Button>
      <Modal
        open={asking}
        title={say('proposals.acceptTitle', { count: mine.length })}
        okText={say('proposals.accept')}
        okButtonProps={{ loading: accept.isPending }}
        onOk={take}
        onCancel={() => setAsking(false)}
      >
        <ul>
          {count('begin') > 0 && <li>{say('proposals.acceptBegin', { count: count('begin') })}</li>}
          {count('end') > 0 && <li>{say('proposals.acceptEnd', { count: count('end') })}</li>}
          {count('look') > 0 && <li>{say('proposals.acceptLook', { count: count('look') })}</li>}
        </ul>
        <p className="soft below">{say('proposals.acceptLacking')}</p>
        {accept.isError && <Trouble error={accept.error} />}
      </Modal>
    </>
  )
}
