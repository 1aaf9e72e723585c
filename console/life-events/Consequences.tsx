// What follows from a change, grouped by who must move; what a person still has to look at stands apart.
import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { type Consequence, lifeFollowers } from '../../domain/life-events/life-event.ts'
import { useWords } from '../language.tsx'

export function Consequences({ all }: { all: readonly Consequence[] }) {
  const say = useWords()
  const happen = all.filter(({ warns }) => !warns)
  const look = all.filter(({ warns }) => warns)
  return (
    <div className="consequences">
      <section>
        <h3>{say('change.willHappen')}</h3>
        <ul>
          {happen.map(({ follower, says }) => (
            <li key={`${follower} ${says}`}>
              <CheckCircleOutlined className="consequence-mark" aria-hidden />
              <span className="consequence-who">{lifeFollowers.words[follower]}</span>
              <span>{says}</span>
            </li>
          ))}
        </ul>
      </section>
      {look.length > 0 && (
        <section className="consequences-look">
          <h3>{say('change.willLook')}</h3>
          <ul>
            {look.map(({ follower, says }) => (
              <li key={`${follower} ${says}`}>
                <ExclamationCircleOutlined className="consequence-mark" aria-hidden />
                <span className="consequence-who">{lifeFollowers.words[follower]}</span>
                <span>{says}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
