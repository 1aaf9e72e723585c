// One dispute: both sides beside each other, whose turn it is, and the acts of that turn.
import { Alert } from 'antd'
import { disputeOutcomes } from '../../domain/duplicates/disputes.ts'
import type { Dispute, DisputeBrief, DisputeParty } from '../../domain/duplicates/disputes-api.ts'
import { sexes } from '../../domain/elders/elder.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { DisputeActions } from './DisputeActions.tsx'
import '../duplicates/side-by-side.css'

export function DisputePage() {
  const key = useKey()
  const dispute = useAnswer('dispute.get', key)
  return <Answered query={dispute}>{value => <Shown dispute={value} />}</Answered>
}

function Shown({ dispute }: { dispute: Dispute }) {
  const say = useWords()
  const { opener, responder } = dispute
  return (
    <Page
      title={say('dispute.title', { opener: opener.countyName, responder: responder.countyName })}
      above={<Go to={paths.disputes()}>{say('disputes.title')}</Go>}
    >
      <Standing dispute={dispute} />
      <div className="compare-reasons">
        <Party
          party={opener}
          title={say('dispute.openers', { county: opener.countyName })}
          own={dispute.side === 'opener'}
        />
        <Party
          party={responder}
          title={say('dispute.responders', { county: responder.countyName })}
          own={dispute.side === 'responder'}
        />
      </div>
      <DisputeActions dispute={dispute} />
    </Page>
  )
}

function Standing({ dispute }: { dispute: Dispute }) {
  const say = useWords()
  const { stage, outcome, stance, waitsFor, decidedBy, decidedAt, decision } = dispute
  if (stage === 'withdrawn')
    return <Alert type="info" showIcon title={say('dispute.withdrawn')} description={decision} />
  if (outcome !== null)
    return (
      <Alert
        type="success"
        showIcon
        title={say('dispute.concluded', { outcome: disputeOutcomes.words[outcome] })}
        description={
          <>
            {decision && <p>{decision}</p>}
            <p className="soft">
              {say('dispute.concludedBy', {
                name: decidedBy ?? '',
                at: decidedAt ? instantText(decidedAt) : '',
              })}
            </p>
            <p>{say(dispute.isCarriedOut ? 'dispute.carriedOut' : 'dispute.carryingOut')}</p>
          </>
        }
      />
    )
  return (
    <Alert
      type={dispute.isMine || dispute.isOverdue ? 'warning' : 'info'}
      showIcon
      title={say(dispute.isMine ? 'dispute.nowMine' : 'dispute.nowWaits', {
        who: waitsFor ?? '',
        day: dispute.dueOn ?? '',
      })}
      description={stance && say('dispute.stanceSays', { stance: disputeOutcomes.words[stance] })}
    />
  )
}

function Party({ party, title, own }: { party: DisputeParty; title: string; own: boolean }) {
  const say = useWords()
  const { brief, elderId, countyCode, statement, evidence, statedAt } = party
  return (
    <Panel
      title={title}
      extra={elderId && <Go to={paths.elder({ countyCode, id: elderId })}>{say('dispute.openRecord')}</Go>}
      note={elderId === null && brief !== null && !own ? say('dispute.masked') : undefined}
    >
      <dl className="facts">
        {factsOf(brief, say).map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {brief === null && <p className="soft">{say('disputes.notYet')}</p>}
      {brief !== null && brief.registeredOn === null && (
        <p className="soft below">{say('disputes.unregistered')}</p>
      )}
      {statement === null ? (
        <p className="soft below">{say('dispute.noStatement')}</p>
      ) : (
        <>
          <h3>{say('dispute.statement')}</h3>
          <p>{statement}</p>
          {evidence && (
            <>
              <h3>{say('dispute.evidence')}</h3>
              <p>{evidence}</p>
            </>
          )}
          {statedAt && <p className="soft small">{instantText(statedAt)}</p>}
        </>
      )}
    </Panel>
  )
}

function factsOf(brief: DisputeBrief | null, say: Say): [string, string][] {
  if (brief === null) return []
  return [
    [say('dispute.name'), `${brief.maskedName}${brief.sex ? ` · ${sexes.words[brief.sex]}` : ''}`],
    [say('dispute.born'), brief.bornOn ?? '—'],
    [say('dispute.number'), brief.numberMask ?? '—'],
    [say('dispute.village'), brief.villageName],
    [say('dispute.registeredOn'), brief.registeredOn ?? '—'],
    [say('dispute.lastVisited'), brief.lastVisitedOn ?? say('elder.neverVisited')],
    ...(brief.endedOn ? [[say('dispute.endedOn'), brief.endedOn] as [string, string]] : []),
  ]
}
