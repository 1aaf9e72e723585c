// Assessing ability at the desk, in four steps; whatever is typed stays until it is submitted.
import { Alert, Button, Popconfirm, Steps } from 'antd'
import { judgeAbility } from '../../domain/assessments/ability.ts'
import { riskEventsOf } from '../../domain/assessments/ability-form.ts'
import type { AbilityCode } from '../../domain/assessments/ability-items.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { type DraftParts, inputFrom, useAbilityDraft } from './draft.ts'
import { AdjustmentParts, HealthParts, PersonParts } from './FormParts.tsx'
import { useAbilityRules, useQualified } from './may-assess.ts'
import { ResultCard } from './ResultCard.tsx'
import { isWhole, missingItems, ScoreSheet } from './ScoreSheet.tsx'

const steps: readonly MessageKey[] = [
  'abilityForm.step0',
  'abilityForm.step1',
  'abilityForm.step2',
  'abilityForm.step3',
]

export function AbilityFormPage() {
  const key = useKey()
  const elder = useAnswer('elder.get', key)
  const history = useAnswer('ability.list', { countyCode: key.countyCode, elderId: key.id })
  return (
    <Answered query={elder}>
      {value => (
        <Answered query={history}>
          {({ rows }) => <Form elder={value} isFirst={rows.length === 0} />}
        </Answered>
      )}
    </Answered>
  )
}

function Form({ elder, isFirst }: { elder: Elder; isFirst: boolean }) {
  const say = useWords()
  const qualified = useQualified()
  const parts = useAbilityDraft(elder.id, isFirst ? 'firstTime' : 'routine')
  const { draft, change, forget } = parts
  const toStep = (step: number) => {
    change({ step })
    window.scrollTo(0, 0)
  }
  return (
    <Page
      title={say('abilityForm.title', { name: elder.name })}
      above={<RegionBar code={elder.regionCode} to={region => paths.elders({ region })} />}
      actions={
        <Popconfirm title={say('abilityForm.draftGoneSure')} onConfirm={forget}>
          <Button>{say('abilityForm.draftGone')}</Button>
        </Popconfirm>
      }
    >
      {qualified === false && <Alert type="warning" showIcon title={say('abilityForm.notQualified')} />}
      <Panel note={say('abilityForm.draft')}>
        <Steps
          responsive
          size="small"
          current={draft.step}
          onChange={toStep}
          items={steps.map(word => ({ title: say(word) }))}
        />
      </Panel>
      {draft.step === 0 && <PersonParts {...parts} />}
      {draft.step === 1 && (
        <Panel note={say('ability.standard')}>
          <ScoreSheet
            scores={draft.scores}
            onScore={(code: AbilityCode, score) => change({ scores: { ...draft.scores, [code]: score } })}
          />
        </Panel>
      )}
      {draft.step === 2 && <HealthParts {...parts} />}
      {draft.step === 3 && <CheckAndSend elder={elder} parts={parts} canSend={qualified !== false} />}
      <div className="form-actions">
        {draft.step < 3 && (
          <Button type="primary" size="large" onClick={() => toStep(draft.step + 1)}>
            {say('abilityForm.next', { step: say(steps[draft.step + 1] ?? 'abilityForm.step3') })}
          </Button>
        )}
        {draft.step > 0 && (
          <Button size="large" onClick={() => toStep(draft.step - 1)}>
            {say('abilityForm.back')}
          </Button>
        )}
      </div>
    </Page>
  )
}

interface CheckProps {
  elder: Elder
  parts: DraftParts
  canSend: boolean
}

function CheckAndSend({ elder, parts, canSend }: CheckProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const { draft, change, forget } = parts
  const { scores, form } = draft
  const record = useAct('ability.record', ['ability.list', 'assessment.counts', 'assessment.duties'])
  const rules = useAbilityRules(elder.regionCode)
  const missing = missingItems(scores)
  const named =
    missing
      .slice(0, 8)
      .map(item => item.name)
      .join('、') + (missing.length > 8 ? '…' : '')
  const judged = isWhole(scores)
    ? judgeAbility(
        scores,
        { coma: form.coma, diagnosed: form.diagnosed, riskEvents: riskEventsOf(form) },
        rules,
      )
    : null
  const send = () =>
    record.mutate(inputFrom(draft, elder), {
      onSuccess: () => {
        forget()
        notice.done(say('abilityForm.done'))
        go(paths.ability({ countyCode: elder.countyCode, id: draft.id }))
      },
    })
  return (
    <>
      <AdjustmentParts {...parts} />
      <Panel title={say('abilityForm.preview')}>
        {judged && isWhole(scores) ? (
          <ResultCard result={{ scores, ...judged }} adjustments={judged.adjustments} />
        ) : (
          <Alert
            type="warning"
            showIcon
            title={say('abilityForm.toGo', { items: named })}
            action={<Button onClick={() => change({ step: 1 })}>{say('abilityForm.step1')}</Button>}
          />
        )}
        {judged?.mustReview && <p className="warn-text">{say('abilityForm.mustReview')}</p>}
        <p className="soft below">{say('abilityForm.secondNext')}</p>
        {record.isError && <Trouble error={record.error} />}
        <div className="form-actions">
          <Button
            type="primary"
            size="large"
            loading={record.isPending}
            disabled={!judged || !canSend}
            onClick={send}
          >
            {say('abilityForm.submit')}
          </Button>
        </div>
      </Panel>
    </>
  )
}
