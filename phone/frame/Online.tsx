// What is read from the server when a screen opens and kept nowhere: being read, there, without signal, or refused.
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { Refused } from '../../domain/kernel/refusal.ts'
import { useSpeech } from '../language.tsx'
import { Button, Notice } from './Controls.tsx'

type Read<Answer> =
  | { at: 'loading' }
  | { at: 'read'; answer: Answer }
  | { at: 'offline' }
  | { at: 'refused'; why: string }

interface OnlineProps<Answer> {
  ask: () => Promise<Answer>
  children: (answer: Answer, askAgain: () => void) => ReactNode
}

export function Online<Answer>({ ask, children }: OnlineProps<Answer>) {
  const { say } = useSpeech()
  const [read, setRead] = useState<Read<Answer>>({ at: 'loading' })
  // What is asked does not change while the screen stands.
  const [question] = useState(() => ask)
  const askAgain = useCallback(() => {
    question().then(
      answer => setRead({ at: 'read', answer }),
      (error: unknown) =>
        setRead(
          error instanceof Refused && error.code !== 'unavailable'
            ? { at: 'refused', why: error.message }
            : { at: 'offline' },
        ),
    )
  }, [question])
  useEffect(askAgain, [askAgain])
  switch (read.at) {
    case 'loading':
      return <p className="center">{say('app.loading')}</p>
    case 'offline':
      return (
        <Notice kind="info">
          {say('mine.offline')}
          <Button onClick={askAgain}>{say('mine.again')}</Button>
        </Notice>
      )
    case 'refused':
      return <Notice kind="warn">{read.why}</Notice>
    case 'read':
      return children(read.answer, askAgain)
  }
}
