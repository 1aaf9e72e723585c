// The thread of a case as a story: sentences by day, what was met in green, what was missed in red.
import { useMemo } from 'react'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { storyOf } from '../../domain/aid-cases/story.ts'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'

export function Story({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const days = useMemo(() => storyOf(aidCase, new Date()), [aidCase])
  if (days.length === 0) return <p className="soft">{say('case.storyEmpty')}</p>
  return (
    <ol className="story" aria-label={say('case.story')}>
      {days.map(({ day, lines }) => (
        <li key={day}>
          <h3>{dayText(day)}</h3>
          <ol>
            {lines.map(line => (
              <li key={line.id} className={`story-line ${line.tone}`}>
                <time dateTime={line.at}>{line.time}</time>
                <p>{line.text}</p>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}
