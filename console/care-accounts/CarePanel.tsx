// The care account in an elder's record: what it holds, what it must still pay, and the way to the counter.
import { Button } from 'antd'
import { shortOf } from '../../domain/care-accounts/care-account.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Figure } from '../meal-accounts/Figure.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import '../meal-accounts/meal-accounts.css'

export function CarePanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const go = useGo()
  const answer = useAnswer('careAccount.get', { countyCode: elder.countyCode, elderId: elder.id })
  return (
    <Panel
      title={say('care.panel')}
      extra={<Button onClick={() => go(paths.careAccount(elder))}>{say('care.open')}</Button>}
    >
      <Answered query={answer}>
        {({ balanceFen, doneFen, comingFen }) => {
          const short = shortOf(balanceFen, doneFen + comingFen)
          return (
            <>
              <div className="meal-figures">
                <Figure word={say('care.balance')} value={money(balanceFen)} unit={say('claims.unit')} />
                <Figure word={say('care.done')} value={money(doneFen)} unit={say('claims.unit')} />
                <Figure word={say('care.coming')} value={money(comingFen)} unit={say('claims.unit')} />
              </div>
              {short > 0 && (
                <p className="below warn-text">{say('care.notEnough', { yuan: money(short) })}</p>
              )}
            </>
          )
        }}
      </Answered>
    </Panel>
  )
}
