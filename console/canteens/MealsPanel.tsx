// 助餐 on an elder's record: where she is a regular, what she may eat, and her last meals.
import { meals, servingWays } from '../../domain/canteens/canteen.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { weekText } from './RegularsTab.tsx'
import { DietTags } from './standing.tsx'

export function MealsPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const { countyCode, id: elderId } = elder
  const answer = useAnswer('mealServing.ofElder', { countyCode, elderId })
  return (
    <Panel title={say('eaten.title')}>
      <Answered query={answer}>
        {({ regular, diet, last, thisMonth, card }) => (
          <>
            {regular && (
              <p>
                <Go to={paths.canteen({ countyCode, id: regular.canteenId })}>
                  {say('eaten.regularAt', { name: regular.canteenName })}
                </Go>{' '}
                <span className="soft">
                  {meals.keys
                    .filter(meal => regular[meal] !== '-------')
                    .map(meal => `${meals.words[meal]}${weekText(regular[meal], say)}`)
                    .join('；')}
                </span>
              </p>
            )}
            {(diet || regular) && (
              <p>
                {`${say('eaten.diet')}：`}
                <DietTags diet={diet} />
              </p>
            )}
            {card && <p>{`${say('regulars.card')}：${card}`}</p>}
            {last.length === 0 ? (
              <p className="soft">{say('eaten.none')}</p>
            ) : (
              <>
                <p>
                  <b>{say('eaten.thisMonth', { count: thisMonth })}</b>
                </p>
                <ul className="canteen-lines">
                  {last.slice(0, 5).map(one => (
                    <li key={one.day + one.meal}>
                      {`${one.day} ${meals.words[one.meal]} ${servingWays.words[one.way]} · ${one.canteenName}`}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Answered>
    </Panel>
  )
}
