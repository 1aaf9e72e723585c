// What her officer sees of her visits, kindly put; she may say how it was.
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { reasonWordsKo } from '../../domain/visit-truth/words-ko.ts'
import { call, newId } from '../../ui/client.ts'
import { go } from '../address.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { Online } from '../frame/Online.tsx'
import { useSpeech } from '../language.tsx'

type Mine = Output<'visitTruth.mine'>
export function MyTruthPage() {
  const { say } = useSpeech()
  return (
    <Screen title={say('mine.title')} back={() => go({ at: 'settings' })}>
      <p className="soft">{say('mine.what')}</p>
      <Online ask={() => call('visitTruth.mine', {})}>
        {(months, askAgain) =>
          months.length === 0 ? (
            <p>{say('mine.none')}</p>
          ) : (
            months.map(month => <Month key={month.month} month={month} onAnswered={askAgain} />)
          )
        }
      </Online>
    </Screen>
  )
}

function Month({ month, onAnswered }: { month: Mine[number]; onAnswered: () => void }) {
  const { say, language } = useSpeech()
  const [year = '', number = ''] = month.month.split('-')
  return (
    <section className="card">
      <h2>{say('mine.month', { year, month: Number(number), score: month.score, visits: month.visits })}</h2>
      {month.reasons.length === 0 && (
        <Notice kind="good" icon="check">
          {say('mine.fine')}
        </Notice>
      )}
      {month.reasons.length > 0 && (
        <ul>
          {month.reasons.map(reason => (
            <li key={reason.sign}>{language === 'ko' ? reasonWordsKo(reason) : reason.words}</li>
          ))}
        </ul>
      )}
      {month.notes.map(note => (
        <p key={note.id} className="soft">
          {note.byName}：{note.words}
        </p>
      ))}
      {month.reasons.length > 0 && <Answer month={month} onAnswered={onAnswered} />}
    </section>
  )
}

function Answer({ month, onAnswered }: { month: Mine[number]; onAnswered: () => void }) {
  const { say } = useSpeech()
  const [words, setWords] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  // One id until it is taken, so that a second tap after a lost answer says it once.
  const [id, setId] = useState(newId)
  const send = () => {
    const { countyCode } = month
    call('visitTruth.answer', { id, countyCode, month: month.month, words }, { actId: id }).then(
      () => {
        setWords('')
        setTrouble(null)
        setId(newId())
        onAnswered()
      },
      (error: unknown) => setTrouble(error instanceof Refused ? error.message : say('mine.offline')),
    )
  }
  const field = `answer-${month.month}`
  return (
    <div className="field">
      <label htmlFor={field}>{say('mine.answer')}</label>
      <textarea
        id={field}
        rows={2}
        maxLength={500}
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      {trouble && <Notice kind="warn">{trouble}</Notice>}
      <Button disabled={words.trim() === ''} onClick={send}>
        {say('mine.send')}
      </Button>
    </div>
  )
}
