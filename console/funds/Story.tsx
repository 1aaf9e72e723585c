// What happened to a sum, a batch or a project, the newest first.
import { type FundAct, fundDeeds } from '../../domain/funds/fund.ts'
import { dayText } from '../figures.ts'

export function Story({ acts }: { acts: readonly FundAct[] }) {
  return (
    <ol className="fund-story">
      {acts.toReversed().map(act => (
        <li key={act.id}>
          <time dateTime={act.onDay}>{dayText(act.onDay)}</time>
          <div>
            <b>{fundDeeds.words[act.kind]}</b>
            {act.byName && <span className="soft">　{act.byName}</span>}
            {act.note && <p>{act.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
