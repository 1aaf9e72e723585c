// How sure the comparison is: a word, and a bar for those who would rather look.
import type { DuplicatePair } from '../../domain/duplicates/api.ts'
import { pairVerdicts } from '../../domain/duplicates/pair.ts'
import { useWords } from '../language.tsx'

/** Beyond this many bits the bar is full: nobody sees a difference there. */
const full = 50

export function Likelihood({ pair }: { pair: Pick<DuplicatePair, 'score' | 'verdict'> }) {
  const say = useWords()
  const score = Math.round(pair.score)
  const share = Math.max(4, Math.min(100, (pair.score / full) * 100))
  return (
    <div className={`likelihood ${pair.verdict}`}>
      <b>{pairVerdicts.words[pair.verdict]}</b>
      <span
        className="likelihood-bar"
        role="img"
        aria-label={say('pairs.score', { score })}
        title={say('pairs.score', { score })}
      >
        <span style={{ width: `${share}%` }} />
      </span>
    </div>
  )
}
