// The checks of a contract of house or land for care: yes or no to each, and the paper or person it rests on.
import { Button, Input, Radio, Tag } from 'antd'
import { useState } from 'react'
import { type AssetCheck, assetChecks, checksAsked } from '../../domain/stays/asset.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useNotice } from '../states.tsx'
import type { AssetContract } from './AssetPage.tsx'

interface Answer {
  holds: boolean | null
  restsOn: string
}

interface AssetChecksProps {
  contract: AssetContract
  mayCheck: boolean
}

export function AssetChecks({ contract, mayCheck }: AssetChecksProps) {
  const say = useWords()
  const notice = useNotice()
  const [typed, setTyped] = useState<Partial<Record<AssetCheck, Answer>>>({})
  const check = useAct('assetContract.check', ['assetContract.get', 'assetContract.list'])
  const asked = checksAsked(contract)
  const kept = (key: AssetCheck) => contract.answers.find(answer => answer.check === key)
  const ready = asked.flatMap(key => {
    const one = typed[key]
    const restsOn = one?.restsOn.trim()
    return one && one.holds !== null && restsOn ? [{ check: key, holds: one.holds, restsOn }] : []
  })
  const { countyCode, id, version } = contract
  const send = () =>
    check.mutate(
      { countyCode, id, version, answers: ready },
      { onSuccess: () => notice.done(say('assets.checked')), onError: notice.refused },
    )
  return (
    <Panel
      title={say('assets.checklist', { holding: contract.holding, asked: contract.asked })}
      note={mayCheck ? say('assets.checkNote') : undefined}
      extra={
        mayCheck && (
          <Button type="primary" disabled={ready.length === 0} loading={check.isPending} onClick={send}>
            {say('assets.saveChecks', { count: ready.length })}
          </Button>
        )
      }
    >
      {asked.map((key, place) => {
        const known = kept(key)
        const now: Answer = typed[key] ?? { holds: known?.holds ?? null, restsOn: known?.restsOn ?? '' }
        const change = (more: Partial<Answer>) => setTyped({ ...typed, [key]: { ...now, ...more } })
        return (
          <CheckLine
            key={key}
            place={place + 1}
            check={key}
            known={known}
            now={now}
            onChange={mayCheck ? change : null}
          />
        )
      })}
    </Panel>
  )
}

interface CheckLineProps {
  place: number
  check: AssetCheck
  known: AssetContract['answers'][number] | undefined
  now: Answer
  onChange: ((more: Partial<Answer>) => void) | null
}

function CheckLine({ place, check, known, now, onChange }: CheckLineProps) {
  const say = useWords()
  return (
    <div className="stay-check">
      <p>
        <span className="soft">{place}.</span> {assetChecks.words[check]}{' '}
        {known ? (
          <Tag color={known.holds ? 'success' : 'error'}>{say(known.holds ? 'assets.yes' : 'assets.no')}</Tag>
        ) : (
          <Tag color="warning">{say('assets.open')}</Tag>
        )}
      </p>
      {known && (
        <p className="soft small">
          {say('assets.basis', { what: known.restsOn })} {known.byName}
        </p>
      )}
      {onChange && (
        <div className="stay-answer no-print">
          <Radio.Group
            optionType="button"
            aria-label={assetChecks.words[check]}
            value={now.holds}
            options={[
              { value: true, label: say('assets.yes') },
              { value: false, label: say('assets.no') },
            ]}
            onChange={({ target }) => onChange({ holds: target.value as boolean })}
          />
          <Input
            aria-label={say('assets.restsOn')}
            placeholder={say('assets.restsOn')}
            maxLength={200}
            value={now.restsOn}
            onChange={({ target }) => onChange({ restsOn: target.value })}
          />
        </div>
      )}
    </div>
  )
}
