// What is not chosen but helps to tell: groups, visits, visitor, last change.
import { elderGroups } from '../../domain/elders/elder.ts'
import type { MergeCandidate, MergePreview } from '../../domain/elders/merging-api.ts'
import { instantText } from '../figures.ts'
import { useWords } from '../language.tsx'

export function RestRows({ preview, leftId }: { preview: MergePreview; leftId: string }) {
  const say = useWords()
  const { survivor, merged } = preview
  const records: MergeCandidate[] = survivor.id === leftId ? [survivor, merged] : [merged, survivor]
  const rows: [string, (record: MergeCandidate) => string][] = [
    [
      say('compare.groups'),
      record => record.groups.map(group => elderGroups.words[group]).join('、') || say('compare.empty'),
    ],
    [say('compare.lastVisited'), record => record.lastVisitedOn ?? say('elder.neverVisited')],
    [say('compare.visitor'), record => record.visitorName ?? say('unvisited.noVisitor')],
    [say('compare.updatedAt'), record => instantText(record.updatedAt)],
  ]
  return (
    <>
      {rows.map(([word, text]) => (
        <div key={word} className="compare-row">
          <div className="compare-name">{word}</div>
          {records.map((record, index) => (
            <div key={record.id} className="compare-cell">
              <span className="compare-mark">{say(index === 0 ? 'compare.first' : 'compare.second')}</span>
              <span>{text(record)}</span>
            </div>
          ))}
        </div>
      ))}
    </>
  )
}
