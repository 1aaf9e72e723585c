// The second assessor scores without the first one's scores in sight; the two are compared once both have spoken.
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import type { AbilityCode, PartialScores } from '../../domain/assessments/ability-items.ts'
import type { Ability } from '../../domain/assessments/assessment.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { useQualified } from './may-assess.ts'
import { isWhole, missingItems, ScoreSheet } from './ScoreSheet.tsx'

export function SecondPage() {
  const key = useKey()
  const ability = useAnswer('ability.get', key)
  return <Answered query={ability}>{value => <Sheet ability={value} />}</Answered>
}

/** In the tab's memory: 26 answers are not to be lost to a reload. */
const draftKey = (id: string) => `wanqing.console.second.${id}`

function readDraft(id: string): PartialScores {
  try {
    return JSON.parse(sessionStorage.getItem(draftKey(id)) ?? '{}') as PartialScores
  } catch {
    return {}
  }
}

function Sheet({ ability }: { ability: Ability }) {
  const say = useWords()
  const { account } = useSession()
  const qualified = useQualified()
  const [scores, setScores] = useState(() => readDraft(ability.id))
  const isOwn = ability.firstAccountId === account.id
  const score = (code: AbilityCode, points: number) => {
    const next = { ...scores, [code]: points }
    sessionStorage.setItem(draftKey(ability.id), JSON.stringify(next))
    setScores(next)
  }
  return (
    <Page
      title={say('second.title', { name: ability.elderName })}
      above={<RegionBar code={ability.regionCode} to={region => paths.assessments({ region })} />}
    >
      {isOwn && <Alert type="warning" showIcon title={say('second.own')} />}
      {qualified === false && <Alert type="warning" showIcon title={say('abilityForm.notQualified')} />}
      <Alert type="info" showIcon title={say('second.blind')} />
      <Panel note={say('ability.standard')}>
        <ScoreSheet scores={scores} onScore={score} />
      </Panel>
      <Send ability={ability} scores={scores} canSend={!isOwn && qualified !== false} />
    </Page>
  )
}

function Send({ ability, scores, canSend }: { ability: Ability; scores: PartialScores; canSend: boolean }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [note, setNote] = useState('')
  const second = useAct('ability.second', [
    'ability.get',
    'ability.list',
    'assessment.duties',
    'assessment.counts',
  ])
  const { countyCode, id, version } = ability
  const send = () =>
    isWhole(scores) &&
    second.mutate(
      { countyCode, id, version, scores, note: note.trim() || null },
      {
        onSuccess: () => {
          sessionStorage.removeItem(draftKey(id))
          notice.done(say('second.done'))
          go(paths.ability({ countyCode, id }))
        },
      },
    )
  return (
    <Panel title={say('second.note')}>
      <Input.TextArea
        aria-label={say('second.note')}
        rows={2}
        maxLength={1000}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      {!isWhole(scores) && (
        <p className="soft below">
          {say('abilityForm.toGo', {
            items: missingItems(scores)
              .slice(0, 8)
              .map(item => item.name)
              .join('、'),
          })}
        </p>
      )}
      {second.isError && <Trouble error={second.error} />}
      <div className="form-actions">
        <Button
          type="primary"
          size="large"
          loading={second.isPending}
          disabled={!isWhole(scores) || !canSend}
          onClick={send}
        >
          {say('second.submit')}
        </Button>
      </div>
    </Panel>
  )
}
