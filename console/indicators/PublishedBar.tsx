// Whether the figures below are published and fixed, and how far the records have moved since; leads to the reasons.
import { dayOf, lastDayOf } from '../../domain/kernel/day.ts'
import { instantText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import type { Board } from './BoardPage.tsx'
import { signed, sincePublished } from './published.ts'

export function PublishedBar({ board }: { board: Board }) {
  const say = useWords()
  const may = useMay()
  const { published, region, month } = board
  if (published === null) return <NotPublished month={month} />
  const { denominator, numerator, differs } = sincePublished(board)
  const movesRate = denominator !== 0 || numerator !== 0
  const at = instantText(published.frozenAt)
  const isWide = region.level === 'province' || region.level === 'prefecture'
  return (
    <div className={differs ? 'published-bar differs' : 'published-bar'} role="note">
      <span>
        {published.note === null
          ? say('board.published', { at })
          : say('board.publishedAgain', {
              at,
              name: published.byName ?? '',
              version: published.version,
              note: published.note,
            })}{' '}
        {differs &&
          movesRate &&
          say('board.moved', { denominator: signed(denominator), numerator: signed(numerator) })}
        {differs && !movesRate && say('board.movedOther')}
        {!differs && say('board.same')}
      </span>
      {differs &&
        may('elder:read') &&
        (isWide ? (
          <span className="soft">{say('corrections.chooseCounty')}</span>
        ) : (
          <Go to={paths.corrections({ region: region.code, month })}>{say('board.showCorrections')}</Go>
        ))}
    </div>
  )
}

/** The last days of grace are worth saying only when the month is over. */
function NotPublished({ month }: { month: string }) {
  const say = useWords()
  if (lastDayOf(month) >= dayOf(new Date())) return null
  return (
    <div className="published-bar" role="note">
      {say('board.notPublished')}
    </div>
  )
}
