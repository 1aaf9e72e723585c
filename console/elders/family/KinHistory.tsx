// What was changed about kin and contacts, newest first.
import type { Output } from '../../../domain/api.ts'
import { kinChangeKinds } from '../../../domain/elders/kin.ts'
import { instantText } from '../../figures.ts'
import { useWords } from '../../language.tsx'
import { changeWords } from './HouseHistory.tsx'

export function KinHistory({ changes }: { changes: Output<'kin.list'>['changes'] }) {
  const say = useWords()
  if (changes.length === 0) return <p className="soft">{say('family.kinHistoryNone')}</p>
  return (
    <ul className="rows">
      {changes.map(change => (
        <li key={`${change.at}${change.name}${change.kind}`}>
          <div>
            {kinChangeKinds.words[change.kind]} {change.name}
          </div>
          {change.kind === 'corrected' &&
            change.changes.map(one => <div key={one.field}>{changeWords(say, one)}</div>)}
          <div className="soft small">
            {change.by ? say('family.by', { name: change.by, at: instantText(change.at) }) : ''}
          </div>
        </li>
      ))}
    </ul>
  )
}
