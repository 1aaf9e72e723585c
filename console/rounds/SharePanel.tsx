// A better share of the elders of a township, each proposal with its reason; an officer takes it or leaves it.
import { Button, Popconfirm } from 'antd'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Answered, useNotice } from '../states.tsx'

type Move = Output<'visitorLoad.suggest'>[number]

export function SharePanel({ region }: { region: string }) {
  const say = useWords()
  const moves = useAnswer('visitorLoad.suggest', { regionCode: region })
  return (
    <Panel title={say('rounds.share')} note={say('rounds.shareWhat')}>
      <Answered query={moves}>
        {rows =>
          rows.length === 0 ? (
            <p className="soft">{say('rounds.shareNone')}</p>
          ) : (
            <ul className="rows" data-testid="share-moves">
              {rows.map(move => (
                <MoveLine key={`${move.fromId} ${move.toId} ${move.reason}`} move={move} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Panel>
  )
}

function MoveLine({ move }: { move: Move }) {
  const say = useWords()
  const notice = useNotice()
  const assign = useAct('visitor.assign', ['visitorLoad.read', 'visitorLoad.suggest', 'visitor.list'])
  const { countyCode, elders, fromName, toName, toId, reason } = move
  const take = () =>
    assign.mutate(
      { countyCode, elderIds: elders.map(elder => elder.id), accountId: toId, from: dayOf(new Date()) },
      {
        onSuccess: () => notice.done(say('rounds.shareDone', { count: elders.length, to: toName })),
        onError: notice.refused,
      },
    )
  return (
    <li>
      <div>
        <b>
          {say(fromName === null ? 'rounds.shareGive' : 'rounds.shareMove', {
            ...{ count: elders.length, to: toName, from: fromName ?? '' },
          })}
        </b>
        <div className="soft">{reason}</div>
        <div className="small">{elders.map(elder => `${elder.name}（${elder.villageName}）`).join('、')}</div>
      </div>
      <Popconfirm
        title={say('rounds.shareSure', { count: elders.length, to: toName })}
        okText={say('rounds.shareTake')}
        cancelText={say('form.cancel')}
        onConfirm={take}
      >
        <Button loading={assign.isPending}>{say('rounds.shareTake')}</Button>
      </Popconfirm>
    </li>
  )
}
