// The heads of the two columns: who it is, where, and which of the two stays.
import { Radio } from 'antd'
import { endingKinds, sexes } from '../../domain/elders/elder.ts'
import type { MergeCandidate, MergePreview } from '../../domain/elders/merging-api.ts'
import { useFilters } from '../address.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

export function CandidateHeads({ preview, leftId }: { preview: MergePreview; leftId: string }) {
  const say = useWords()
  const [left, right] =
    preview.survivor.id === leftId ? [preview.survivor, preview.merged] : [preview.merged, preview.survivor]
  return (
    <div className="compare-heads">
      <div />
      <Head record={left} mark={say('compare.first')} preview={preview} />
      <Head record={right} mark={say('compare.second')} preview={preview} />
    </div>
  )
}

function Head({ record, mark, preview }: { record: MergeCandidate; mark: string; preview: MergePreview }) {
  const say = useWords()
  const [, change] = useFilters()
  const stays = preview.survivorId === record.id
  return (
    <section className={stays ? 'compare-head stays' : 'compare-head'} aria-label={`${mark} ${record.name}`}>
      <h3>
        <span className="compare-mark">{mark}</span>
        {record.name}
      </h3>
      <p className="soft small">
        {sexes.words[record.sex]}
        {record.age !== null && ` · ${say('elder.age', { age: record.age })}`} · {record.townshipName}{' '}
        {record.villageName}
        {record.endedOn && ` · ${record.endedOn} ${endingKinds.words[record.endingKind ?? 'movedOut']}`}
      </p>
      <div className="compare-steps">
        <Radio checked={stays} onChange={() => change({ keep: record.id })} name="stays">
          {stays ? say('compare.staysNow') : say('compare.stays')}
        </Radio>
        {preview.proposedSurvivorId === record.id && (
          <span className="good-text strong">{say('compare.proposed')}</span>
        )}
        <Go to={paths.elder(record)}>{say('compare.open')}</Go>
      </div>
    </section>
  )
}
