// The phone's clock is wrong: said in words, and what was sent back because of it goes again under the server's time.
import { useState } from 'react'
import { clockFault, isClockWrong } from '../clock.ts'
import { correctionsOf } from '../clock-work.ts'
import { Button, Cover, Notice } from '../frame/Controls.tsx'
import { timeText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'

export function ClockFault({ phone }: Pick<ScreenParts, 'phone'>) {
  const { say, tag } = useSpeech()
  const { acts, clock } = useWork(phone.work)
  const [asking, setAsking] = useState(false)
  if (!isClockWrong(clock)) return null
  const { way, unit, count } = clockFault(clock)
  const corrections = correctionsOf(acts, clock)
  const correct = () =>
    phone.work.correctTimes().then(() => {
      setAsking(false)
      return phone.sending.run({ force: true })
    })
  return (
    <>
      <Notice kind="danger" icon="clock">
        {say(`clock.${way}`, { time: say(`clock.${unit}`, { count }) })}
      </Notice>
      {corrections.length > 0 && (
        <Button onClick={() => setAsking(true)}>{say('clock.correct', { count: corrections.length })}</Button>
      )}
      {asking && (
        <Cover title={say('clock.correctSure')}>
          <ul>
            {corrections.map(({ refused, before, after }) => (
              <li key={refused.act.id}>
                {say('clock.fromTo', {
                  name: refused.about.label,
                  before: yearText(before, tag),
                  after: yearText(after, tag),
                })}
              </li>
            ))}
          </ul>
          <Button kind="main" onClick={() => void correct()}>
            {say('clock.doCorrect')}
          </Button>
          <Button onClick={() => setAsking(false)}>{say('act.cancel')}</Button>
        </Cover>
      )}
    </>
  )
}

/** A clock a year off shows the same day and month. */
function yearText(instant: string, tag: string): string {
  return `${new Date(instant).getUTCFullYear()} ${timeText(instant, tag)}`
}
