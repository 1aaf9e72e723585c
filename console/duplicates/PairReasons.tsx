// Why the comparison thinks so: what speaks for one person and what against, in words.
import type { DuplicatePair } from '../../domain/duplicates/api.ts'
import { pairStates } from '../../domain/duplicates/pair.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Likelihood } from './Likelihood.tsx'

export function PairReasons({ pair }: { pair: DuplicatePair }) {
  const say = useWords()
  const byWeight = [...pair.reasons].sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
  const against = byWeight.filter(reason => reason.weight < 0)
  return (
    <Panel>
      <div className="compare-reasons">
        <div>
          <Likelihood pair={pair} />
          {pair.state !== 'toReview' && (
            <p className="soft below">
              {say('compare.decided', {
                state: pairStates.words[pair.state],
                name: pair.decidedBy ?? '',
                at: pair.decidedAt ? instantText(pair.decidedAt) : '',
              })}
              {pair.note && ` · ${pair.note}`}
            </p>
          )}
          <h3 className="below">{say('compare.for')}</h3>
          <ul>
            {byWeight
              .filter(reason => reason.weight >= 0)
              .map(reason => (
                <li key={reason.code}>{reason.says}</li>
              ))}
          </ul>
        </div>
        <div>
          <h3>{say('compare.against')}</h3>
          {against.length === 0 ? (
            <p className="soft">{say('compare.noneAgainst')}</p>
          ) : (
            <ul>
              {against.map(reason => (
                <li key={reason.code}>{reason.says}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Panel>
  )
}
