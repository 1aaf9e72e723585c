// What can be done with a case now: one main button, the others beside it, and for a closed way the reason.
import { Button, Dropdown, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Right } from '../../domain/accounts/rights.ts'
import { roles } from '../../domain/accounts/roles.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { isEnded, whyNot } from '../../domain/aid-cases/stages.ts'
import type { OperationName } from '../../domain/api.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { useMay, useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { allMoves, type ButtonMove, factsOf, mainMoveAt } from './next-move.ts'
import { staleAfterCase } from './stale.ts'

interface MoveWords {
  operation: Extract<OperationName, `aidCase.${string}`>
  right: Right
  button: MessageKey
  note: MessageKey
  noteNeeded: boolean
}

const work: Right = 'aidCase:work'
const wordsOf: Readonly<Record<ButtonMove, MoveWords>> = {
  acknowledged: {
    operation: 'aidCase.acknowledge',
    right: work,
    button: 'move.acknowledge',
    note: 'move.acknowledgeNote',
    noteNeeded: false,
  },
  noted: {
    operation: 'aidCase.note',
    right: work,
    button: 'move.note',
    note: 'move.noteNote',
    noteNeeded: true,
  },
  onSite: {
    operation: 'aidCase.arrive',
    right: work,
    button: 'move.arrive',
    note: 'move.arriveNote',
    noteNeeded: true,
  },
  handedOver: {
    operation: 'aidCase.handOver',
    right: work,
    button: 'move.handOver',
    note: 'move.handOverNote',
    noteNeeded: true,
  },
  resolved: {
    operation: 'aidCase.resolve',
    right: work,
    button: 'move.resolve',
    note: 'move.resolveNote',
    noteNeeded: true,
  },
  closed: {
    operation: 'aidCase.close',
    right: 'aidCase:close',
    button: 'move.close',
    note: 'move.closeNote',
    noteNeeded: true,
  },
  rejected: {
    operation: 'aidCase.reject',
    right: 'aidCase:close',
    button: 'move.reject',
    note: 'move.rejectNote',
    noteNeeded: true,
  },
  neighbourAsked: {
    operation: 'aidCase.askNeighbour',
    right: work,
    button: 'move.neighbour',
    note: 'move.neighbourNote',
    noteNeeded: true,
  },
  verified: {
    operation: 'aidCase.verify',
    right: 'aidCase:close',
    button: 'move.verify',
    note: 'move.closeNote',
    noteNeeded: true,
  },
  unmerged: {
    operation: 'aidCase.unmerge',
    right: work,
    button: 'move.unmerge',
    note: 'move.unmergeNote',
    noteNeeded: true,
  },
  reopened: {
    operation: 'aidCase.reopen',
    right: work,
    button: 'move.reopen',
    note: 'move.reopenNote',
    noteNeeded: true,
  },
}

export function CaseActions({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const may = useMay()
  const { account, post } = useSession()
  const [move, setMove] = useState<ButtonMove | null>(null)
  const facts = factsOf(aidCase)
  const actor = { accountId: account.id, role: post.role, regionCode: post.regionCode }
  const reasonAgainst = (each: ButtonMove) =>
    may(wordsOf[each].right) ? whyNot(each, facts, actor) : say('move.noRight')
  const main = mainMoveAt(aidCase.stage)
  const ended = isEnded(aidCase.stage)
  const mainReason = reasonAgainst(main)
  const beside = (['noted', 'handedOver'] as const).filter(
    each => each !== main && reasonAgainst(each) === null,
  )
  const rest = allMoves.filter(each => each !== main && !beside.some(shown => shown === each))
  return (
    <Panel title={say(ended ? 'case.ended' : 'case.now')}>
      <div className="form-actions">
        <Button
          type={ended ? 'default' : 'primary'}
          size="large"
          className="main-move"
          disabled={mainReason !== null}
          onClick={() => setMove(main)}
        >
          {say(wordsOf[main].button)}
        </Button>
        {beside.map(each => (
          <Button key={each} size="large" onClick={() => setMove(each)}>
            {say(wordsOf[each].button)}
          </Button>
        ))}
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map(each => {
              const reason = reasonAgainst(each)
              return {
                key: each,
                disabled: reason !== null,
                label: (
                  <>
                    {say(wordsOf[each].button)}
                    {reason && <div className="soft small reason">{reason}</div>}
                  </>
                ),
                onClick: () => setMove(each),
              }
            }),
          }}
        >
          <Button size="large">{say('case.otherMoves')}</Button>
        </Dropdown>
      </div>
      {mainReason && <p className="warn-text why">{mainReason}</p>}
      {move && <MoveDialog key={move} aidCase={aidCase} move={move} onClose={() => setMove(null)} />}
    </Panel>
  )
}

interface MoveDialogProps {
  aidCase: AidCase
  move: ButtonMove
  /** Words to begin with. */
  note?: string
  onClose: () => void
}

export function MoveDialog({ aidCase, move, note: begun, onClose }: MoveDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const { operation, button, note, noteNeeded } = wordsOf[move]
  const [form] = Form.useForm<{ note?: string; toAccountId?: string }>()
  // All moves take the same key, version and note; only handing over names a person.
  const act = useAct(operation as 'aidCase.handOver', staleAfterCase)
  const save = (filled: { note?: string; toAccountId?: string }) => {
    const said = filled.note?.trim()
    const { countyCode, id, version } = aidCase
    const input = {
      countyCode,
      id,
      version,
      ...(said && { note: said }),
      ...(filled.toAccountId && { toAccountId: filled.toAccountId }),
    } as Parameters<typeof act.mutate>[0]
    act.mutate(input, {
      onSuccess: () => {
        notice.done(say('move.done', { move: say(button) }))
        onClose()
      },
    })
  }
  return (
    <Modal
      open
      title={say(button)}
      okText={say(button)}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      {move === 'resolved' && <OpenEnds aidCase={aidCase} />}
      <Form form={form} layout="vertical" initialValues={{ note: begun }} onFinish={save}>
        {move === 'handedOver' && <NewOwner regionCode={aidCase.regionCode} ownerId={aidCase.ownerId} />}
        <Form.Item
          name="note"
          label={say(note)}
          rules={noteNeeded ? [{ required: true, whitespace: true, message: say('form.required') }] : []}
        >
          <Input.TextArea rows={4} maxLength={1000} showCount autoFocus />
        </Form.Item>
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}

/** What is still under way does not forbid saying it is solved, but nobody should overlook it. */
function OpenEnds({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const tasks = aidCase.tasks.filter(task => task.state === 'taskWaiting').length
  const referrals = aidCase.referrals.filter(referral => referral.answeredOn === null).length
  if (tasks + referrals === 0) return null
  return <p className="warn-text">{say('move.openEnds', { tasks, referrals })}</p>
}

function NewOwner({ regionCode, ownerId }: { regionCode: string; ownerId: string }) {
  const say = useWords()
  const people = useAnswer('aidCase.possibleOwners', { regionCode })
  const roleWords: Readonly<Record<string, string>> = roles.words
  return (
    <>
      {people.isError && <Trouble error={people.error} />}
      <Form.Item
        name="toAccountId"
        label={say('move.toWhom')}
        rules={[{ required: true, message: say('move.toWhomMissing') }]}
      >
        <Select
          loading={people.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={(people.data ?? [])
            .filter(person => person.id !== ownerId)
            .map(person => ({
              value: person.id,
              label: `${person.name} · ${person.regionName} · ${roleWords[person.role] ?? person.role}`,
            }))}
        />
      </Form.Item>
    </>
  )
}
