// The 26 items as large cards, block by block, with running sums; a digit on the keyboard scores and moves on.
import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { abilityLevels, levelOf } from '../../domain/assessments/ability.ts'
import {
  type AbilityBlock,
  type AbilityCode,
  type AbilityItem,
  abilityBlocks,
  abilityCodes,
  abilityItems,
  blockMaximum,
  blockSum,
  fullScore,
  itemsOfBlock,
  type PartialScores,
  type Scores,
  totalOf,
} from '../../domain/assessments/ability-items.ts'
import { anchorsZh } from '../../domain/assessments/anchors.ts'
import { useWords } from '../language.tsx'

interface ScoreSheetProps {
  scores: PartialScores
  onScore: (code: AbilityCode, score: number) => void
}

export const missingItems = (scores: PartialScores) =>
  abilityItems.filter(({ code }) => scores[code] === undefined)

export function isWhole(scores: PartialScores): scores is Scores {
  return missingItems(scores).length === 0
}

export function ScoreSheet({ scores, onScore }: ScoreSheetProps) {
  const say = useWords()
  const sheet = useRef<HTMLDivElement>(null)

  function moveTo(code: AbilityCode | undefined): void {
    const item = sheet.current?.querySelector<HTMLElement>(`[data-code="${code}"]`)
    const radio =
      item?.querySelector<HTMLInputElement>('input:checked') ?? item?.querySelector<HTMLInputElement>('input')
    radio?.focus({ preventScroll: true })
    item?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }

  function onKey(event: KeyboardEvent, { code, maximum }: AbilityItem): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const place = abilityCodes.indexOf(code)
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      moveTo(abilityCodes[place + (event.key === 'ArrowDown' ? 1 : -1)])
    } else if (/^[0-4]$/.test(event.key) && Number(event.key) <= maximum) {
      event.preventDefault()
      onScore(code, Number(event.key))
      moveTo(abilityCodes[place + 1])
    }
  }

  return (
    <div ref={sheet} className="score-sheet">
      <p className="soft only-wide">{say('abilityForm.keyboard')}</p>
      <Running scores={scores} />
      {abilityBlocks.keys.map((block: AbilityBlock) => (
        <section key={block} className="score-block" aria-label={abilityBlocks.words[block]}>
          <h3 className="score-block-head">
            {abilityBlocks.words[block]}
            <span>
              {blockSum(scores, block)} / {blockMaximum(block)}
            </span>
          </h3>
          {itemsOfBlock(block).map(item => (
            <Item key={item.code} item={item} score={scores[item.code]} onScore={onScore} onKey={onKey} />
          ))}
        </section>
      ))}
    </div>
  )
}

function Running({ scores }: { scores: PartialScores }) {
  const say = useWords()
  const missing = missingItems(scores)
  const total = abilityBlocks.keys.reduce((all, block) => all + blockSum(scores, block), 0)
  return (
    <div className="score-running" role="status">
      <b>{say('abilityForm.progress', { done: abilityItems.length - missing.length })}</b>
      <span className="score-bar" aria-hidden>
        <i style={{ width: `${((abilityItems.length - missing.length) / abilityItems.length) * 100}%` }} />
      </span>
      <b>
        {say('abilityForm.points', { total })} / {fullScore}
      </b>
      {isWhole(scores) && <span>{abilityLevels.words[levelOf(totalOf(scores))]}</span>}
    </div>
  )
}

interface ItemProps {
  item: AbilityItem
  score: number | undefined
  onScore: ScoreSheetProps['onScore']
  onKey: (event: KeyboardEvent, item: AbilityItem) => void
}

function Item({ item, score, onScore, onKey }: ItemProps) {
  const { code, name, note, maximum } = item
  return (
    <fieldset
      className={score === undefined ? 'score-item' : 'score-item scored'}
      data-code={code}
      onKeyDown={event => onKey(event, item)}
    >
      <legend>
        <span className="soft">{code}</span> <b>{name}</b> {note && <span className="soft">（{note}）</span>}
      </legend>
      <div className={`score-cards of-${maximum + 1}`}>
        {anchorsZh[item.anchors].map((words, place) => {
          const points = maximum - place
          return (
            <label key={words} className={score === points ? 'score-card picked' : 'score-card'}>
              <input
                type="radio"
                name={code}
                checked={score === points}
                onChange={() => onScore(code, points)}
              />
              <span className="score-points">{points}</span>
              <span>{words}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
