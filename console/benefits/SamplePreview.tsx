// The rule that is being written, asked about one real elder: the sentence she would read.
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { BenefitKind, RuleTerms } from '../../domain/benefits/rule.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

interface SamplePreviewProps {
  countyCode: string
  month: string
  kind: BenefitKind
  title: string
  terms: RuleTerms | null
}

export function SamplePreview({ countyCode, month, kind, title, terms }: SamplePreviewProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const [elderId, setElderId] = useState<string | null>(null)
  const text = useDeferredValue(typed.trim())
  const found = useAnswer(
    'elder.list',
    { regionCode: `${countyCode}000000`, text, limit: 20 },
    { enabled: text !== '' },
  )
  return (
    <Panel title={say('edit.sample')} note={say('edit.sampleNote')}>
      <Select
        className="rule-wide"
        size="large"
        aria-label={say('edit.sampleSearch')}
        placeholder={say('edit.sampleSearch')}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        notFoundContent={text === '' ? say('edit.sampleSearch') : say('elders.none')}
        options={(found.data?.rows ?? []).map(row => ({
          value: row.id,
          label: `${row.name} · ${row.age === null ? '' : say('elder.age', { age: row.age })} · ${row.villageName}`,
        }))}
        value={elderId}
        onChange={setElderId}
      />
      {terms === null ? (
        <p className="soft below">{say('edit.incomplete')}</p>
      ) : (
        elderId !== null && (
          <Said
            countyCode={countyCode}
            elderId={elderId}
            month={month}
            kind={kind}
            title={title}
            terms={terms}
          />
        )
      )}
    </Panel>
  )
}

function Said({
  countyCode,
  elderId,
  month,
  kind,
  title,
  terms,
}: {
  countyCode: string
  elderId: string
  month: string
  kind: BenefitKind
  title: string
  terms: RuleTerms
}) {
  const say = useWords()
  const named = title.trim() === '' ? say('edit.title') : title
  const answer = useAnswer('benefitRule.sample', { countyCode, elderId, month, kind, title: named, terms })
  if (answer.isError) return <Trouble error={answer.error} />
  if (!answer.data) return null
  const { name, decision } = answer.data
  return (
    <div className="below" aria-live="polite">
      <Sentence name={name} entitled={decision.entitled} sentence={decision.sentence} />
      <StepList steps={decision.steps} />
    </div>
  )
}

/** 王桂兰 2026年10月3日年满80岁……: the sentence as it would be read out. */
export function Sentence({
  name,
  entitled,
  sentence,
}: {
  name: string
  entitled: boolean
  sentence: string
}) {
  return (
    <p className={entitled ? 'benefit-said benefit-yes' : 'benefit-said benefit-no'}>
      {entitled ? `${name} ${sentence}` : sentence}
    </p>
  )
}

export function StepList({ steps }: { steps: readonly { says: string; met: boolean }[] }) {
  const say = useWords()
  return (
    <ul className="benefit-steps">
      {steps.map(({ says, met }) => (
        <li key={`${says}.${met}`}>
          {met ? (
            <CheckCircleFilled className="good-text" aria-label={say('mine.met')} />
          ) : (
            <CloseCircleFilled className="warn-text" aria-label={say('mine.notMet')} />
          )}{' '}
          {says}
        </li>
      ))}
    </ul>
  )
}
