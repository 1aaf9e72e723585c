// What a figure of the board has narrowed the list of cases to, and the way back.
import { Button, Tag } from 'antd'
import { aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import { type Filters, useFilters } from '../address.ts'
import { useWords } from '../language.tsx'

const days = ['openedFrom', 'openedTo', 'solvedFrom', 'solvedTo'] as const

/** Which of the cases a figure has counted. */
export function countedBy(filters: Filters) {
  const given = days.filter(day => filters[day] !== undefined).map(day => [day, filters[day] ?? ''])
  const { which } = filters
  return {
    ...(Object.fromEntries(given) as Partial<Record<(typeof days)[number], string>>),
    everyStage: given.length > 0 || which === 'owed' || which === 'repeated',
    solved: which === 'solved',
    leftOut: which === 'leftOut',
    repeated: which === 'repeated',
    recheckOwed: which === 'owed',
  }
}

export function Narrowed() {
  const say = useWords()
  const [filters, change] = useFilters()
  const { openedFrom, openedTo, solvedFrom, solvedTo, which } = filters
  const words = [
    openedFrom && say('cases.openedIn', { from: openedFrom, to: openedTo ?? '' }),
    solvedFrom && say('cases.solvedIn', { from: solvedFrom, to: solvedTo ?? '' }),
    which === 'solved' && say('cases.solvedOnly'),
    which === 'leftOut' && say('cases.leftOut'),
    which === 'repeated' && say('cases.repeated'),
    which === 'owed' && say('cases.recheckOwed'),
    filters.grave === 'yes' && `${aidCaseLevels.words.p0}、${aidCaseLevels.words.p1}`,
  ].filter(Boolean)
  if (words.length === 0) return null
  const none = Object.fromEntries(days.map(day => [day, undefined]))
  return (
    <p className="filters">
      {words.map(word => (
        <Tag key={String(word)}>{word}</Tag>
      ))}
      <Button type="link" onClick={() => change({ ...none, which: undefined, grave: undefined })}>
        {say('cases.clearPeriod')}
      </Button>
    </p>
  )
}
