// Meal cards of the regulars, eight to a page, to be cut out; whoever has none yet is given one.
import { Button } from 'antd'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'

export function CardSheet() {
  const say = useWords()
  const notice = useNotice()
  const { countyCode, id: canteenId } = useKey()
  const place = useAnswer('canteen.get', { countyCode, id: canteenId })
  const regulars = useAnswer('mealRegular.list', { countyCode, canteenId })
  const issue = useAct('mealCard.issue', ['mealRegular.list'])
  return (
    <Answered query={regulars}>
      {({ rows }) => {
        const without = rows.filter(row => row.card === null)
        if (rows.length === 0) return <Nothing>{say('regulars.none')}</Nothing>
        return (
          <>
            {without.length > 0 && (
              <p className="no-print">
                <Button
                  type="primary"
                  loading={issue.isPending}
                  onClick={() =>
                    issue.mutate(
                      { countyCode, canteenId, elderIds: without.map(row => row.elderId) },
                      { onError: notice.refused },
                    )
                  }
                >
                  {say('canteenPrint.makeCards', { count: without.length })}
                </Button>
              </p>
            )}
            <article className="canteen-paper cards">
              {rows
                .filter(row => row.card !== null)
                .map(row => (
                  <div key={row.id} className="meal-card">
                    <span>{place.data?.canteen.name}</span>
                    <b>{row.name}</b>
                    <span className="meal-card-number">{row.card}</span>
                    <small>{say('canteenPrint.cardAdvice')}</small>
                  </div>
                ))}
            </article>
          </>
        )
      }}
    </Answered>
  )
}
