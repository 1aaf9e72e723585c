// One contract of house or land for care: what was signed, every check with what it rests on, and what stands in the way.
import { Alert, Button, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { assetKinds, assetStates, titleHolders } from '../../domain/stays/asset.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { AssetChecks } from './AssetChecks.tsx'
import { assetColours } from './AssetsPage.tsx'
import { ElderName } from './ElderName.tsx'
import './stays.css'

export type AssetContract = Output<'assetContract.get'>
const stale = ['assetContract.get', 'assetContract.list'] as const

export function AssetPage() {
  const key = useKey()
  const answer = useAnswer('assetContract.get', key)
  return <Answered query={answer}>{contract => <Shown contract={contract} />}</Answered>
}

function Shown({ contract }: { contract: AssetContract }) {
  const say = useWords()
  const may = useMay()
  return (
    <Page
      title={say('assets.of', { name: contract.elderName, kind: assetKinds.words[contract.kind] })}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.assets()}>{say('assets.title')}</Go>
        </nav>
      }
      actions={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('stays.print')}</Button>
          {may('stay:work') && <Acts contract={contract} />}
        </Space>
      }
    >
      <Standing contract={contract} />
      {contract.isOtherParty && contract.state === 'assetChecking' && (
        <Alert type="info" showIcon className="state" title={say('assets.otherParty')} />
      )}
      <div className="stay-columns">
        <Facts contract={contract} />
        <Panel title={say('assets.promise')}>
          <p className="stay-words">{contract.promise}</p>
        </Panel>
      </div>
      <AssetChecks
        key={contract.version}
        contract={contract}
        mayCheck={may('stay:work') && contract.state === 'assetChecking' && !contract.isOtherParty}
      />
    </Page>
  )
}

function Standing({ contract }: { contract: AssetContract }) {
  const say = useWords()
  if (contract.state !== 'assetChecking') return null
  if (contract.reasons.length === 0)
    return <Alert type="success" showIcon title={say('assets.ready')} className="state" />
  return (
    <Alert
      type="warning"
      showIcon
      className="state"
      title={say('assets.inTheWay', { count: contract.reasons.length })}
      description={
        <ul>
          {contract.reasons.map(reason => (
            <li key={reason.says}>{reason.says}</li>
          ))}
        </ul>
      }
    />
  )
}

function Facts({ contract }: { contract: AssetContract }) {
  const say = useWords()
  const { countyCode } = contract
  return (
    <Panel title={say('assets.terms')}>
      <dl className="stay-facts">
        <dt>{say('stays.standing')}</dt>
        <dd>
          <Tag color={assetColours[contract.state]}>{assetStates.words[contract.state]}</Tag>
          {contract.settledOn !== null &&
            `${dayText(contract.settledOn)} ${contract.settledByName ?? ''} ${contract.settleNote ?? ''}`}
        </dd>
        <dt>{say('stays.resident')}</dt>
        <dd>
          <ElderName countyCode={countyCode} elderId={contract.elderId} name={contract.elderName} />{' '}
          {contract.villageName}
        </dd>
        <dt>{say('assets.asset')}</dt>
        <dd>{contract.asset}</dd>
        <dt>{say('assets.titleHolder')}</dt>
        <dd>{titleHolders.words[contract.title]}</dd>
        <dt>{say('assets.value')}</dt>
        <dd>{contract.valueFen === null ? '—' : money(contract.valueFen)}</dd>
        <dt>{say('assets.counterparty')}</dt>
        <dd>{contract.counterparty}</dd>
        <dt>{say('stays.home')}</dt>
        <dd>{contract.facilityName ?? '—'}</dd>
        <dt>{say('stays.signedOn')}</dt>
        <dd>{dayText(contract.signedOn)}</dd>
        <dt>{say('assets.coolingUntil')}</dt>
        <dd>{dayText(contract.coolingUntil)}</dd>
        <dt>{say('assets.witness')}</dt>
        <dd>{contract.witnessName ?? '—'}</dd>
        <dt>{say('assets.draftedBy')}</dt>
        <dd>{contract.draftedByName ?? '—'}</dd>
      </dl>
    </Panel>
  )
}

interface Settled {
  state: 'assetRefused' | 'assetWithdrawn' | 'assetEnded'
  on: string
  why: string
}

function Acts({ contract }: { contract: AssetContract }) {
  const say = useWords()
  const notice = useNotice()
  const { account } = useSession()
  const [settling, setSettling] = useState(false)
  const enforce = useAct('assetContract.enforce', stale)
  const { countyCode, id, version, state } = contract
  // The other party may only let the elder go.
  const isOpen = state === 'assetChecking' || (state === 'assetInForce' && !contract.isOtherParty)
  if (!isOpen) return null
  const isOwn = contract.draftedBy === account.id
  const on = dayOf(new Date())
  return (
    <Space wrap>
      <Button danger onClick={() => setSettling(true)}>
        {say('assets.settle')}
      </Button>
      {state === 'assetChecking' && !contract.isOtherParty && (
        <Popconfirm
          title={say('assets.enforceConfirm')}
          okText={say('assets.enforce')}
          onConfirm={() =>
            enforce.mutate(
              { countyCode, id, version, on },
              { onSuccess: () => notice.done(say('stays.done')), onError: notice.refused },
            )
          }
        >
          <Button
            type="primary"
            disabled={contract.reasons.length > 0 || isOwn}
            title={isOwn ? say('assets.secondPerson') : undefined}
            loading={enforce.isPending}
          >
            {say('assets.enforce')}
          </Button>
        </Popconfirm>
      )}
      {settling && <SettleDialog contract={contract} onClose={() => setSettling(false)} />}
    </Space>
  )
}

function SettleDialog({ contract, onClose }: { contract: AssetContract; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const settle = useAct('assetContract.settle', stale)
  const { countyCode, id, version, state, isOtherParty } = contract
  const { assetRefused, assetWithdrawn, assetEnded } = assetStates.words
  const on = dayOf(new Date())
  return (
    <FormDialog<Settled>
      title={say('assets.settle')}
      note={say('assets.settleNote')}
      submit={say('assets.settle')}
      danger
      act={settle}
      initial={{ on }}
      fields={[
        {
          ...{ name: 'state', word: say('wishes.outcome'), as: 'choice' },
          words: isOtherParty
            ? { assetWithdrawn }
            : state === 'assetChecking'
              ? { assetRefused, assetWithdrawn }
              : { assetEnded },
        },
        { name: 'on', word: say('stays.day'), as: 'day' },
        { name: 'why', word: say('wishes.why'), as: 'long', most: 300 },
      ]}
      onSubmit={filled =>
        settle.mutate(
          { countyCode, id, version, ...filled },
          {
            onSuccess: () => {
              notice.done(say('stays.done'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
