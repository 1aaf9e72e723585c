// The ways into assessments on an elder's page: ability only for a qualified visitor, self-care only for 特困.
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { go } from '../address.ts'
import { Button } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { kindTitle } from './AssessForm.tsx'
import { type AssessmentKind, assessmentKinds } from './draft.ts'

export function ElderAssessments({ elder, phone }: { elder: BundleElder; phone: ScreenParts['phone'] }) {
  const { say } = useSpeech()
  const { assessments, settings } = useWork(phone.work)
  const isOffered: Readonly<Record<AssessmentKind, boolean>> = {
    ability: settings['ability.mayAssess'] === true,
    selfCare: elder.groups.includes('tekun'),
    homeSafety: true,
  }
  return (
    <section aria-label={say('assess.title')}>
      <h2 className="section">{say('assess.title')}</h2>
      <div className="calls">
        {assessmentKinds
          .filter(kind => isOffered[kind])
          .map(kind => {
            const isBegun = assessments.some(draft => draft.kind === kind && draft.elderId === elder.id)
            return (
              <Button key={kind} icon="pen" onClick={() => go({ at: kind, elderId: elder.id })}>
                {isBegun ? say('assess.continue', { kind: say(kindTitle[kind]) }) : say(kindTitle[kind])}
              </Button>
            )
          })}
      </div>
    </section>
  )
}
