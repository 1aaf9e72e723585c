// One move between two counties: who comes, what is known of her, and the answer of this side.
import { Button, Descriptions, Space, Tag } from 'antd'
import { useState } from 'react'
import { elderGroups, recordedGroups, sexes } from '../../domain/elders/elder.ts'
import { areaOf, isWithin } from '../../domain/kernel/area.ts'
import { type Transfer, transferStates } from '../../domain/life-events/transfer.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { AcceptDialog } from './AcceptDialog.tsx'
import { TransferMark } from './TransferList.tsx'

export function TransferPage() {
  const transfer = useAnswer('transfer.get', useKey())
  return <Answered query={transfer}>{value => <Shown transfer={value} />}</Answered>
}

function Shown({ transfer }: { transfer: Transfer }) {
  const say = useWords()
  const { elderName, sex, age } = transfer
  return (
    <Page
      title={
        <>
          {say('transfers.title', { name: elderName })}{' '}
          <span className="soft title-note">
            {sexes.words[sex]}
            {age !== null && ` · ${say('elder.age', { age })}`}
          </span>
        </>
      }
      tabTitle={elderName}
      actions={<Actions transfer={transfer} />}
    >
      <div className="record">
        <div>
          <Progress transfer={transfer} />
          <Who transfer={transfer} />
        </div>
        <div>
          <HandedOver transfer={transfer} />
        </div>
      </div>
    </Page>
  )
}

function Progress({ transfer }: { transfer: Transfer }) {
  const say = useWords()
  const { fromRegionName, toRegionName, movedOn, reason, state, answer, acceptedElder } = transfer
  return (
    <Panel title={say('transfers.state')} extra={<TransferMark row={transfer} />}>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'from', label: say('transfers.from'), children: fromRegionName },
          { key: 'to', label: say('transfers.to'), children: toRegionName },
          { key: 'movedOn', label: say('transfers.movedOn'), children: movedOn },
        ]}
      />
      <p>
        {say('transfers.proposed', {
          name: transfer.proposedByName ?? '—',
          at: instantText(transfer.proposedAt),
          reason,
        })}
      </p>
      {transfer.answeredAt !== null && (
        <p>
          {say('transfers.answered', {
            name: transfer.answeredByName ?? '—',
            at: instantText(transfer.answeredAt),
            state: transferStates.words[state],
            answer: answer === null ? '' : `，${answer}`,
          })}
        </p>
      )}
      {acceptedElder && <Go to={paths.elder(acceptedElder)}>{say('transfers.openElder')}</Go>}
    </Panel>
  )
}

function Who({ transfer }: { transfer: Transfer }) {
  const say = useWords()
  const { groups, numberMask, phoneMask, contacts, householdNames } = transfer
  return (
    <Panel title={say('transfers.who')}>
      <p className="tags">
        {groups.map(group => (
          <Tag key={group} color="processing">
            {elderGroups.words[group]}
          </Tag>
        ))}
      </p>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'number', label: say('elder.number'), children: numberMask ?? '—' },
          { key: 'phone', label: say('elder.phone'), children: phoneMask ?? '—' },
          ...contacts.map((contact, index) => ({
            key: `contact ${index}`,
            label: contact.relation,
            children: [contact.name, contact.phoneMask].filter(Boolean).join(' '),
          })),
        ]}
      />
      {householdNames.length > 0 && (
        <p className="soft">{say('transfers.household', { names: householdNames.join('、') })}</p>
      )}
    </Panel>
  )
}

function HandedOver({ transfer }: { transfer: Transfer }) {
  const say = useWords()
  const { memberships, visits, cases } = transfer
  return (
    <>
      <Panel title={say('transfers.memberships')}>
        {memberships.length === 0 && <p className="soft">{say('groups.none')}</p>}
        <ul className="rows">
          {memberships.map(({ group, validFrom, evidence }) => (
            <li key={group}>
              <strong>{recordedGroups.words[group]}</strong> {say('groups.since', { day: validFrom })}
              <div className="soft small">{say('groups.evidence', { evidence })}</div>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say('transfers.cases')}>
        {cases.length === 0 && <p className="soft">{say('transfers.noCases')}</p>}
        <ul className="rows">
          {cases.map(({ trouble, openedAt }) => (
            <li key={`${trouble} ${openedAt}`}>
              {trouble} <span className="soft small">{instantText(openedAt)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say('transfers.visits')}>
        {visits.length === 0 && <p className="soft">{say('transfers.noVisits')}</p>}
        <ul className="rows">
          {visits.map(({ visitedOn, says }) => (
            <li key={`${visitedOn} ${says}`}>
              <span className="history-day">{visitedOn}</span> {says}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

function Actions({ transfer }: { transfer: Transfer }) {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [dialog, setDialog] = useState<'accept' | 'decline' | 'withdraw' | null>(null)
  const close = () => setDialog(null)
  if (transfer.state !== 'toReceive' || !may('lifeEvent:record')) return null
  const area = areaOf(post.regionCode)
  const mine = { countyCode: transfer.countyCode, id: transfer.elderId }
  return (
    <Space wrap>
      {isWithin(transfer.toRegionCode, area) ? (
        <>
          <Button onClick={() => setDialog('decline')}>{say('transfers.decline')}</Button>
          <Button type="primary" onClick={() => setDialog('accept')}>
            {say('transfers.accept')}
          </Button>
        </>
      ) : (
        <>
          <Go to={paths.elder(mine)}>{say('transfers.openOld')}</Go>
          <Button onClick={() => setDialog('withdraw')}>{say('transfers.withdraw')}</Button>
        </>
      )}
      {dialog === 'accept' && <AcceptDialog transfer={transfer} onClose={close} />}
      {dialog === 'decline' && <AnswerDialog transfer={transfer} act="transfer.decline" onClose={close} />}
      {dialog === 'withdraw' && <AnswerDialog transfer={transfer} act="transfer.withdraw" onClose={close} />}
    </Space>
  )
}

const answers = {
  'transfer.decline': [
    'transfers.declineTitle',
    'transfers.declineNote',
    'transfers.decline',
    'transfers.declined',
  ],
  'transfer.withdraw': [
    'transfers.withdrawTitle',
    'transfers.withdrawNote',
    'transfers.withdraw',
    'transfers.withdrawn',
  ],
} as const

interface AnswerDialogProps {
  transfer: Transfer
  act: keyof typeof answers
  onClose: () => void
}

function AnswerDialog({ transfer, act, onClose }: AnswerDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const answer = useAct(act, ['transfer.get', 'transfer.list', 'lifeEvent.history'])
  const [title, note, submit, done] = answers[act]
  return (
    <ReasonDialog<{ reason: string }>
      title={say(title)}
      note={say(note)}
      submit={say(submit)}
      busy={answer.isPending}
      error={answer.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        answer.mutate(
          { countyCode: transfer.countyCode, id: transfer.id, answer: reason },
          {
            onSuccess: () => {
              notice.done(say(done))
              onClose()
            },
          },
        )
      }
    />
  )
}
