// What a merge brings under the record that stays: nothing is lost, everything follows.
import type { LinkedCounts, MergePreview } from '../../domain/elders/merging-api.ts'
import { useWords } from '../language.tsx'

export function Follows({ preview }: { preview: MergePreview }) {
  const say = useWords()
  const { survivor, merged } = preview
  const sum = (key: keyof LinkedCounts) => survivor.linked[key] + merged.linked[key]
  const lines = [
    say('merge.visits', { count: sum('visits') }),
    say('merge.cases', { count: sum('aidCases'), open: sum('openAidCases') }),
    say('merge.memberships', { count: sum('memberships') }),
    say('merge.contacts', { count: sum('contacts') }),
    sum('absences') > 0 ? say('merge.absences', { count: sum('absences') }) : null,
  ].filter(line => line !== null)
  return (
    <>
      <p>
        {lines.join('；')}。{say('merge.all')}
      </p>
      {survivor.numberMask && merged.numberMask && survivor.numberMask !== merged.numberMask && (
        <p>{say('merge.numbers')}</p>
      )}
      {merged.visitorName && (
        <p>
          {preview.visitorFollows
            ? say('merge.visitor', { name: merged.visitorName })
            : say('merge.visitorEnds')}
        </p>
      )}
    </>
  )
}
