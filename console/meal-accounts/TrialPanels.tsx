// A trial of a meal rule: how many pay more or less, what it costs, and each person's change.
import type { Output } from '../../domain/api.ts'
import type { MealTrial } from '../../domain/meal-accounts/api.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money, signedMoney } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { Figure } from './Figure.tsx'

export function TrialPanels({ trial }: { trial: MealTrial }) {
  const say = useWords()
  const was = (fen: number) => say('meals.was', { yuan: money(fen) })
  return (
    <>
      <Panel title={say('meals.trial', { month: monthText(trial.month) })} note={say('meals.trialNote')}>
        <div className="meal-figures">
          <Figure
            word={say('meals.trialServings')}
            value={figure(trial.servings)}
            note={say('meals.people', { count: trial.people })}
          />
          <Figure word={say('meals.payLess')} value={figure(trial.payLess)} tone="good" />
          <Figure
            word={say('meals.payMore')}
            value={figure(trial.payMore)}
            tone={trial.payMore > 0 ? 'bad' : undefined}
          />
          <Figure
            word={say('meals.elderPays')}
            value={say('meals.yuan', { yuan: money(trial.elderAfterFen) })}
            note={was(trial.elderBeforeFen)}
          />
          <Figure
            word={say('meals.othersPay')}
            value={say('meals.yuan', { yuan: money(trial.supportAfterFen) })}
            note={was(trial.supportBeforeFen)}
          />
        </div>
      </Panel>
      <Lines trial={trial} />
    </>
  )
}

function Lines({ trial }: { trial: MealTrial }) {
  const say = useWords()
  const list = usePages('mealTrial.lines', { countyCode: trial.countyCode, id: trial.id })
  return (
    <Panel title={say('meals.eachPerson')}>
      <Paged list={list} nothing={say('books.noBills')}>
        {rows => (
          <CardTable<Output<'mealTrial.lines'>['rows'][number]>
            rowKey="elderId"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'name',
                title: say('books.elder'),
                render: (_, row) => (
                  <Go to={paths.elder({ countyCode: trial.countyCode, id: row.elderId })}>{row.name}</Go>
                ),
              },
              { key: 'village', title: say('books.place'), dataIndex: 'villageName' },
              { key: 'servings', title: say('books.meals'), dataIndex: 'servings', align: 'right' },
              {
                key: 'before',
                title: say('meals.before'),
                align: 'right',
                render: (_, row) => money(row.beforeFen),
              },
              {
                key: 'after',
                title: say('meals.after'),
                align: 'right',
                render: (_, row) => money(row.afterFen),
              },
              {
                key: 'change',
                title: say('meals.change'),
                align: 'right',
                render: (_, row) => signedMoney(row.afterFen - row.beforeFen),
              },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
