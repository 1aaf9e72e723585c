// What time a worker has saved by services that time pays, and where each part of it came from.
import type { Output } from '../../domain/api.ts'
import { call } from '../../ui/client.ts'
import { go } from '../address.ts'
import { Notice, Screen } from '../frame/Controls.tsx'
import { Online } from '../frame/Online.tsx'
import { useSpeech } from '../language.tsx'

type Mine = Output<'myTime.get'>
export function TimePage() {
  const { say } = useSpeech()
  return (
    <Screen title={say('time.title')} back={() => go({ at: 'today' })}>
      <p className="soft">{say('time.what')}</p>
      <Online ask={() => call('myTime.get', {})}>{mine => <Saved mine={mine} />}</Online>
    </Screen>
  )
}

function Saved({ mine }: { mine: Mine }) {
  const { say } = useSpeech()
  const long = useLong()
  if (mine === null) return <Notice kind="info">{say('orders.notAWorker')}</Notice>
  return (
    <>
      <section className="card">
        <h2>{say('time.saved', { time: long(mine.minutes) })}</h2>
        {mine.lines.length === 0 && <p>{say('time.none')}</p>}
      </section>
      <ul className="list">
        {mine.lines.map(line => (
          <li key={line.id} className="card time-line">
            <span>
              {line.itemName ?? say('time.other')}
              <br />
              <span className="soft">
                {(line.servedOn ?? line.day).replaceAll('-', '.')}
                {line.isReversal && ` · ${say('time.takenBack')}`}
              </span>
            </span>
            <strong>
              {line.change > 0 ? '+' : '−'}
              {long(Math.abs(line.change))}
            </strong>
          </li>
        ))}
      </ul>
    </>
  )
}

/** In the words of the phone's language. */
function useLong(): (minutes: number) => string {
  const { say } = useSpeech()
  return minutes => {
    const size = Math.abs(minutes)
    const [hours, rest] = [Math.floor(size / 60), size % 60]
    const word =
      hours === 0
        ? say('time.minutes', { minutes: rest })
        : rest === 0
          ? say('time.hours', { hours })
          : say('time.both', { hours, minutes: rest })
    return minutes < 0 ? `−${word}` : word
  }
}
