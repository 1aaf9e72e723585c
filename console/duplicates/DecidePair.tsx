// "Two people", once and for all; and taking that back.
import { Button } from 'antd'
import { useState } from 'react'
import type { DuplicatePair } from '../../domain/duplicates/api.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useNotice } from '../states.tsx'

export function DecidePair({ pair, next }: { pair: DuplicatePair; next: string | null }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const decide = useAct('duplicate.decide', ['duplicate.list', 'duplicate.get'])
  if (pair.state !== 'toReview' && pair.state !== 'twoPeople') return null
  const decision = pair.state === 'twoPeople' ? 'toReview' : 'twoPeople'
  const isTwo = decision === 'twoPeople'
  const submit = ({ reason }: { reason: string }) =>
    decide.mutate(
      { countyCode: pair.countyCode, id: pair.id, decision, note: reason },
      {
        onSuccess: () => {
          notice.done(say(isTwo ? 'merge.twoDone' : 'merge.reopenDone'))
          setAsking(false)
          if (isTwo && next) go(next)
        },
      },
    )
  return (
    <>
      <Button size="large" onClick={() => setAsking(true)}>
        {say(isTwo ? 'merge.two' : 'merge.reopen')}
      </Button>
      {asking && (
        <ReasonDialog
          title={say(isTwo ? 'merge.twoTitle' : 'merge.reopen')}
          note={say(isTwo ? 'merge.twoNote' : 'merge.reopenNote')}
          submit={say(isTwo ? 'merge.two' : 'merge.reopen')}
          busy={decide.isPending}
          error={decide.error}
          onSubmit={submit}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
