// A result, big and plain: the level in words, the points, the four blocks as bars, what moved the level.
import {
  type AbilityAdjustment,
  type AbilityLevel,
  abilityAdjustments,
  abilityLevels,
  levelNumber,
} from '../../domain/assessments/ability.ts'
import { abilityBlocks, blockMaximum, blockSum } from '../../domain/assessments/ability-items.ts'
import type { Opinion } from '../../domain/assessments/assessment.ts'
import { useWords } from '../language.tsx'

export function LevelMark({ level }: { level: AbilityLevel }) {
  return (
    <span className={`level-mark level-${levelNumber(level)}`}>
      <b>{levelNumber(level)} 级</b> {abilityLevels.words[level]}
    </span>
  )
}

interface ResultCardProps {
  result: Pick<Opinion, 'scores' | 'total' | 'initialLevel' | 'finalLevel'>
  adjustments: readonly AbilityAdjustment[]
}

export function ResultCard({ result, adjustments }: ResultCardProps) {
  const say = useWords()
  const { scores, total, initialLevel, finalLevel } = result
  return (
    <div className="result-card">
      <div className="result-head">
        <LevelMark level={finalLevel} />
        <span className="result-points">{say('ability.points', { total })}</span>
      </div>
      {adjustments.length > 0 && (
        <p>
          {say('ability.initialLevel', { level: abilityLevels.words[initialLevel] })}；
          {say('ability.adjusted', {
            reasons: adjustments.map(one => abilityAdjustments.words[one]).join('；'),
          })}
        </p>
      )}
      <dl className="block-bars">
        {abilityBlocks.keys.map(block => {
          const [points, most] = [blockSum(scores, block), blockMaximum(block)]
          return (
            <div key={block}>
              <dt>{abilityBlocks.words[block]}</dt>
              <dd>
                <span className="block-bar" aria-hidden>
                  <i style={{ width: `${(points / most) * 100}%` }} />
                </span>
                {points} / {most}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
