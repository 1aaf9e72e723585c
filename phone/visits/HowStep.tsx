// First step: how the visit was made and whether the elder was met.
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { type VisitMethod, type VisitResult, visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { Choice, Group } from '../frame/Controls.tsx'
import type { IconName } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { NotReached, Turned } from './NotMet.tsx'
import type { StepParts } from './VisitForm.tsx'

const methodIcons: Readonly<Record<VisitMethod, IconName>> = {
  home: 'home',
  phone: 'phone',
  video: 'video',
  remote: 'sensor',
}
const resultIcons: Readonly<Record<VisitResult, IconName>> = {
  met: 'person',
  notReached: 'noPerson',
  refused: 'hand',
}

type HowParts = StepParts & { elder: BundleElder | undefined; phone: ScreenParts['phone'] }

export function HowStep(parts: HowParts) {
  const { draft, change } = parts
  const { say, choices } = useSpeech()
  return (
    <>
      <Group title={say('form.method')}>
        {visitMethods.keys.map((method: VisitMethod) => (
          <Choice
            key={method}
            icon={methodIcons[method]}
            chosen={draft.method === method}
            onChoose={() => change({ method })}
          >
            {choices.methods[method]}
          </Choice>
        ))}
      </Group>
      <Group title={say('form.result')} columns={1}>
        {visitResults.keys.map((result: VisitResult) => (
          <Choice
            key={result}
            icon={resultIcons[result]}
            chosen={draft.result === result}
            onChoose={() => change({ result })}
          >
            {choices.results[result]}
          </Choice>
        ))}
      </Group>
      {draft.result === 'notReached' && <NotReached {...parts} />}
      {draft.result === 'refused' && <Turned {...parts} />}
    </>
  )
}
