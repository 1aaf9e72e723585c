// The last step of each assessment: what moves the level, what comes out, and what happens next.
import { judgeAbility } from '../../domain/assessments/ability.ts'
import { abilityReasons, careRisks, riskEventsOf } from '../../domain/assessments/ability-form.ts'
import { abilityBlocks, blockMaximum, blockSum, fullScore } from '../../domain/assessments/ability-items.ts'
import { proposeAdaptations } from '../../domain/assessments/home-safety.ts'
import { selfCareItems, selfCareLevelOf } from '../../domain/assessments/self-care.ts'
import type { RuleSettings } from '../due-list.ts'
import { Choice, Field, Group, Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { type AbilityDraft, firstMissing, type HomeDraft, isComplete, type SelfCareDraft } from './draft.ts'
import { useAssessWords } from './words.ts'

interface AbilityParts {
  settings: RuleSettings
  draft: AbilityDraft
  put: (next: AbilityDraft) => void
}

export function AbilityFinish({ draft, put, settings }: AbilityParts) {
  const { say } = useSpeech()
  const words = useAssessWords()
  const { form } = draft
  const change = (part: Partial<AbilityDraft['form']>) => put({ ...draft, form: { ...form, ...part } })
  const yesNo = (value: boolean, onChoose: (value: boolean) => void) =>
    [false, true].map(is => (
      <Choice key={String(is)} chosen={value === is} onChoose={() => onChoose(is)}>
        {say(is ? 'assess.yes' : 'assess.no')}
      </Choice>
    ))
  return (
    <>
      <Result draft={draft} settings={settings} />
      <Group title={say('assess.reason')}>
        {abilityReasons.keys.map(reason => (
          <Choice key={reason} chosen={draft.reason === reason} onChoose={() => put({ ...draft, reason })}>
            {words.reasons[reason]}
          </Choice>
        ))}
      </Group>
      <Group title={say('assess.coma')}>{yesNo(form.coma, coma => change({ coma }))}</Group>
      <Group title={say('assess.diagnosed')}>
        {yesNo(form.diagnosed, diagnosed => change({ diagnosed }))}
      </Group>
      {form.diagnosed && (
        <Field
          label={say('assess.diagnosis')}
          value={form.diagnosis}
          onChange={diagnosis => change({ diagnosis: diagnosis.slice(0, 200) })}
        />
      )}
      <Risks draft={draft} put={put} />
      <Field
        label={say('assess.informant')}
        value={form.informantName}
        onChange={name => change({ informantName: name.slice(0, 40) })}
      />
      <Field
        label={say('form.note')}
        value={form.note}
        onChange={note => change({ note: note.slice(0, 1000) })}
      />
      <Notice kind="info">{say('assess.secondNext')}</Notice>
    </>
  )
}

const countsShown = [0, 1, 2] as const

function Risks({ draft, put }: Omit<AbilityParts, 'settings'>) {
  const { say } = useSpeech()
  const words = useAssessWords()
  const { form } = draft
  return (
    <>
      <h2 className="section">{say('assess.risks')}</h2>
      {careRisks.keys.map(risk => (
        <Group key={risk} title={words.risks[risk]} columns={3}>
          {countsShown.map(count => (
            <Choice
              key={count}
              chosen={form.risks[risk] === count}
              onChoose={() => put({ ...draft, form: { ...form, risks: { ...form.risks, [risk]: count } } })}
            >
              {say(count === 2 ? 'assess.twice' : 'assess.times', { count })}
            </Choice>
          ))}
        </Group>
      ))}
    </>
  )
}

function Result({ draft, settings }: Omit<AbilityParts, 'put'>) {
  const { say } = useSpeech()
  const words = useAssessWords()
  const { form, scores } = draft
  if (!isComplete(draft)) return null
  const judged = judgeAbility(
    draft.scores,
    { coma: form.coma, diagnosed: form.diagnosed, riskEvents: riskEventsOf(form) },
    // The server judges again; the rules of the region came with the last bundle.
    {
      addUp: settings['ability.addUpAdjustments'] !== false,
      reviewBoth: settings['ability.reviewBothAdjustments'] !== false,
    },
  )
  return (
    <Notice kind={judged.finalLevel === 'intact' ? 'good' : 'warn'}>
      <strong className="big">{words.levels[judged.finalLevel]}</strong>
      <div>{say('assess.total', { total: judged.total, of: fullScore })}</div>
      <div>
        {abilityBlocks.keys
          .map(block => `${words.blocks[block]} ${blockSum(scores, block)}/${blockMaximum(block)}`)
          .join(' · ')}
      </div>
    </Notice>
  )
}

export function SelfCareFinish({ draft }: { draft: SelfCareDraft }) {
  const { say, listed } = useSpeech()
  const words = useAssessWords()
  if (firstMissing(draft) !== null) return null
  const notMet = selfCareItems.keys.filter(item => draft.able[item] === false)
  return (
    <>
      <Notice kind={notMet.length === 0 ? 'good' : 'warn'}>
        <strong className="big">{words.selfCareLevels[selfCareLevelOf(notMet)]}</strong>
        {notMet.length > 0 && (
          <div>{say('assess.notMet', { items: listed(notMet.map(item => words.selfCare[item])) })}</div>
        )}
      </Notice>
      <p className="soft">{say('assess.ownScale')}</p>
    </>
  )
}

export function HomeFinish({ draft, put }: { draft: HomeDraft; put: (next: HomeDraft) => void }) {
  const { say } = useSpeech()
  const words = useAssessWords()
  const count = proposeAdaptations(draft.hazards, null).length
  return (
    <>
      <Notice kind={count === 0 ? 'good' : 'warn'}>
        <strong>{say(count === 0 ? 'assess.homeFine' : 'assess.homeFound', { count })}</strong>
        {draft.hazards.length > 0 && (
          <ul>
            {draft.hazards.map(hazard => (
              <li key={hazard}>{words.hazards[hazard]}</li>
            ))}
          </ul>
        )}
      </Notice>
      <Field
        label={say('form.note')}
        value={draft.note}
        onChange={note => put({ ...draft, note: note.slice(0, 500) })}
      />
    </>
  )
}
