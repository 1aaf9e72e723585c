// One proposed change: whom it concerns, what would change, on which evidence; accepted, declined, or how it was answered.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { elderGroups, sexes } from '../../domain/elders/elder.ts'
import {
  type ProposalRow,
  proposalKinds,
  proposalStates,
  proposedChanges,
} from '../../domain/elders/groups/proposals.ts'
import { useAct } from '../asking.ts'
import { Groups } from '../elders/ElderTable.tsx'
import { instantText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useNotice } from '../states.tsx'
import { groupAnswers } from './RecordGroupDialog.tsx'

export function Change({ row, editable }: { row: ProposalRow; editable: boolean }) {
  const say = useWords()
  const notice = useNotice()
  const [declining, setDeclining] = useState(false)
  const accept = useAct('proposal.accept', groupAnswers)
  const take = () =>
    accept.mutate(
      { countyCode: row.countyCode, ids: [row.id] },
      {
        onSuccess: ({ accepted, skipped }) => {
          if (accepted > 0) notice.done(say('proposals.accepted', { count: accepted }))
          else notice.done(say('proposals.skipped', { count: 1, why: skipped[0]?.why ?? '' }))
        },
        onError: notice.refused,
      },
    )
  return (
    <li className="change">
      <Who row={row} />
      <What row={row} />
      {editable && (
        <div className="change-acts no-print">
          <Button type="primary" loading={accept.isPending} onClick={take}>
            {say(row.change === 'look' ? 'proposals.know' : 'proposals.accept')}
          </Button>
          {row.change !== 'look' && (
            <Button onClick={() => setDeclining(true)}>{say('proposals.decline')}</Button>
          )}
        </div>
      )}
      {declining && <DeclineDialog row={row} onClose={() => setDeclining(false)} />}
    </li>
  )
}

function Who({ row }: { row: ProposalRow }) {
  const say = useWords()
  const { elder } = row
  return (
    <div>
      <Go to={paths.elder({ countyCode: row.countyCode, id: elder.id })} className="strong">
        {elder.name}
      </Go>
      <div className="soft small">
        {sexes.words[elder.sex]}
        {elder.age !== null && ` · ${say('elder.age', { age: elder.age })}`}
      </div>
      <div className="soft small">
        {elder.townshipName} {elder.villageName}
      </div>
      <Groups groups={elder.groups} />
    </div>
  )
}

const tones = { begin: 'processing', end: 'warning', look: 'default' } as const

function What({ row }: { row: ProposalRow }) {
  const say = useWords()
  return (
    <div>
      <div className="change-what">
        <Tag color={tones[row.change]}>{proposedChanges.words[row.change]}</Tag>
        {elderGroups.words[row.group]}{' '}
        <span className="soft">
          · {proposalKinds.words[row.kind]}
          {row.change !== 'look' && ` · ${say('proposals.since', { day: row.validFrom })}`}
        </span>
      </div>
      <p>{row.evidence}</p>
      {row.kind === 'turnedVeryOld' && (
        <Go to={paths.elderBenefits({ countyCode: row.countyCode, id: row.elder.id })}>
          {say('proposals.allowance')}
        </Go>
      )}
    </div>
  )
}

function DeclineDialog({ row, onClose }: { row: ProposalRow; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const decline = useAct('proposal.decline', groupAnswers)
  return (
    <ReasonDialog<{ reason: string }>
      title={say('proposals.declineTitle')}
      note={say('proposals.declineNote', { name: row.elder.name, evidence: row.evidence })}
      submit={say('proposals.decline')}
      busy={decline.isPending}
      error={decline.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        decline.mutate(
          { countyCode: row.countyCode, ids: [row.id], reason },
          {
            onSuccess: () => {
              notice.done(say('proposals.declined'))
              onClose()
            },
          },
        )
      }
    />
  )
}

export function DecidedChange({ row }: { row: ProposalRow }) {
  const say = useWords()
  return (
    <li className="change">
      <Who row={row} />
      <What row={row} />
      <div className="soft small">
        <Tag>{proposalStates.words[row.state]}</Tag>
        <div>
          {say('proposals.by', {
            name: row.decidedByName ?? '',
            at: row.decidedAt ? instantText(row.decidedAt) : '',
          })}
        </div>
        {row.reason}
      </div>
    </li>
  )
}
