// Two records side by side: like and unlike, which value survives, what follows, and the decision.
import { Alert } from 'antd'
import { useState } from 'react'
import type { MergePreview } from '../../domain/elders/merging-api.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { CandidateHeads } from './CandidateHeads.tsx'
import { useCompared } from './compared.ts'
import { Decision } from './Decision.tsx'
import { FieldRows } from './FieldRows.tsx'
import type { Chosen } from './field-texts.ts'
import { PairReasons } from './PairReasons.tsx'
import { PairSteps, usePairSteps } from './PairSteps.tsx'
import './side-by-side.css'

export function ComparePage() {
  const { countyCode, id, otherId } = useCompared()
  const [filters] = useFilters()
  const survivorId = filters.keep === id || filters.keep === otherId ? filters.keep : undefined
  const preview = useAnswer('elder.mergePreview', {
    countyCode,
    id,
    otherId,
    ...(survivorId && { survivorId }),
  })
  return (
    <Answered query={preview}>
      {value => <Compared key={`${id}${otherId}`} preview={value} leftId={id} />}
    </Answered>
  )
}

function Compared({ preview, leftId }: { preview: MergePreview; leftId: string }) {
  const say = useWords()
  const [filters] = useFilters()
  // A choice belongs to the record that stays; the other one staying starts from the proposals again.
  const [chosen, setChosen] = useState<{ survivorId: string; sides: Chosen }>({ survivorId: '', sides: {} })
  const sides = chosen.survivorId === preview.survivorId ? chosen.sides : {}
  const steps = usePairSteps()
  return (
    <Page
      title={say('compare.title')}
      above={
        <nav className="compare-steps no-print">
          <Go to={paths.duplicates({ region: filters.region, state: filters.state, sure: filters.sure })}>
            {say('compare.back')}
          </Go>
          <PairSteps steps={steps} />
        </nav>
      }
    >
      {steps.pair && <PairReasons pair={steps.pair} />}
      {preview.never && <Alert type="warning" showIcon title={preview.never} />}
      {preview.never === null && (
        <Panel title={say('compare.fields')} note={say('compare.fieldsNote')}>
          <CandidateHeads preview={preview} leftId={leftId} />
          <FieldRows
            preview={preview}
            leftId={leftId}
            chosen={sides}
            onChoose={(field, side) =>
              setChosen({ survivorId: preview.survivorId, sides: { ...sides, [field]: side } })
            }
          />
        </Panel>
      )}
      <Decision preview={preview} leftId={leftId} chosen={sides} pair={steps.pair} next={steps.next} />
    </Page>
  )
}
