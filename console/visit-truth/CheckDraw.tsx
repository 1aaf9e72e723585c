// Drawing again from the kept seed: anybody who may read can see that nobody chose.
import { Button } from 'antd'
import { useState } from 'react'
import { type RowOf, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { useSentence } from '../states.tsx'

export function CheckDraw({ draw }: { draw: RowOf<'callBack.draws'> }) {
  const say = useWords()
  const sentence = useSentence()
  const [asked, setAsked] = useState(false)
  const { countyCode, id } = draw
  const check = useAnswer('callBack.check', { countyCode, id }, { enabled: asked })
  if (!asked) return <Button onClick={() => setAsked(true)}>{say('calls.check')}</Button>
  if (check.isError) return <span className="warn-text">{sentence(check.error)}</span>
  if (!check.data) return <span className="soft">{say('state.loading')}</span>
  return (
    <span role="status" className={check.data.same ? 'good-text' : 'warn-text'}>
      {say(check.data.same ? 'calls.same' : 'calls.different')}
      <span className="soft small"> {say('calls.seed', { seed: draw.seed.slice(0, 8) })}</span>
    </span>
  )
}
