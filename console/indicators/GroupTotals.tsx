// The key groups as the region's own rule lists them and as the nation's does; people counted once, and the sum.
import type { ElderGroup } from '../../domain/elders/elder.ts'
import { groupListFor, nationalGroups } from '../../domain/elders/national-groups.ts'
import { type Indicator, indicatorOfGroup, sumOfGroups } from '../../domain/indicators/indicators.ts'
import { lastDayOf } from '../../domain/kernel/day.ts'
import { figure } from '../figures.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import type { Board } from './BoardPage.tsx'
import { Small } from './Figure.tsx'
import { countOf } from './figures-of.ts'

export function GroupTotals({ board }: { board: Board }) {
  const say = useWords()
  const day = lastDayOf(board.month)
  const own = groupListFor(board.region.code, day)
  const national = groupListFor('', day)
  return (
    <>
      <Listed
        board={board}
        groups={own.groups.flatMap(({ group }) => group ?? [])}
        people="eldersInScope"
        peopleWord="board.groupsPeople"
        sumWord="board.groupsSum"
      />
      <p className="soft small">
        {say('board.groupsOverlap')} {say('board.jilinNote', { document: own.document })}
      </p>
      <details className="definition">
        <summary>{say('board.nationalTitle')}</summary>
        <Listed
          board={board}
          groups={nationalGroups}
          people="eldersInNationalGroups"
          peopleWord="board.nationalPeople"
          sumWord="board.nationalSum"
        />
        <p className="soft small">{say('board.nationalNote', { document: national.document })}</p>
      </details>
    </>
  )
}

interface ListedProps {
  board: Board
  groups: readonly ElderGroup[]
  people: Indicator
  peopleWord: MessageKey
  sumWord: MessageKey
}

function Listed({ board, groups, people, peopleWord, sumWord }: ListedProps) {
  const say = useWords()
  return (
    <>
      <ul className="chips">
        {groups.map(group => (
          <li key={group}>
            <Small board={board} indicator={indicatorOfGroup(group)} unit={say('unit.people')} />
          </li>
        ))}
      </ul>
      <p className="group-sums">
        <span>
          {say(peopleWord)} <b>{figure(countOf(board.values, people))}</b> {say('unit.people')}
        </span>
        <span className="soft">
          {say(sumWord)} <b>{figure(sumOfGroups(groups, board.values))}</b>
        </span>
      </p>
    </>
  )
}
