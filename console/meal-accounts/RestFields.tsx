// Work exchanged for meals, and what a canteen gets beside the price.
import { InputNumber, Select, Switch } from 'antd'
import { type MealTerms, mealPayers, operatingFor } from '../../domain/meal-accounts/terms.ts'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'

interface RestFieldsProps {
  terms: MealTerms
  put: (change: Partial<MealTerms>) => void
}

export function RestFields({ terms, put }: RestFieldsProps) {
  const say = useWords()
  return (
    <Panel title={say('meals.more')}>
      <WorkFields terms={terms} put={put} />
      <OperatingFields terms={terms} put={put} />
    </Panel>
  )
}

function WorkFields({ terms: { work }, put }: RestFieldsProps) {
  const say = useWords()
  return (
    <div className="meal-row">
      <Labelled word={say('meals.useWork')}>
        {id => (
          <Switch
            id={id}
            checked={work !== null}
            onChange={on => put({ work: on ? { minutesPerMeal: 60, payer: 'collectivePays' } : null })}
          />
        )}
      </Labelled>
      {work && (
        <>
          <Labelled word={say('meals.minutesPerMeal')}>
            {id => (
              <InputNumber
                id={id}
                min={1}
                max={1440}
                precision={0}
                value={work.minutesPerMeal}
                onChange={typed => put({ work: { ...work, minutesPerMeal: typed ?? 60 } })}
              />
            )}
          </Labelled>
          <Labelled word={say('meals.payer')}>
            {id => (
              <Select
                id={id}
                style={{ minWidth: 130 }}
                value={work.payer}
                options={mealPayers.keys.map(key => ({ value: key, label: mealPayers.words[key] }))}
                onChange={payer => put({ work: { ...work, payer } })}
              />
            )}
          </Labelled>
        </>
      )}
    </div>
  )
}

function OperatingFields({ terms: { operating }, put }: RestFieldsProps) {
  const say = useWords()
  const payers = ['countyPays', 'provincePays'] as const
  return (
    <div className="meal-row">
      <Labelled word={say('meals.useOperating')}>
        {id => (
          <Switch
            id={id}
            checked={operating !== null}
            onChange={on =>
              put({ operating: on ? { payer: 'countyPays', fen: 100, forEvery: 'subsidisedMeals' } : null })
            }
          />
        )}
      </Labelled>
      {operating && (
        <>
          <Labelled word={say('meals.payer')}>
            {id => (
              <Select
                id={id}
                style={{ minWidth: 130 }}
                value={operating.payer}
                options={payers.map(key => ({ value: key, label: mealPayers.words[key] }))}
                onChange={payer => put({ operating: { ...operating, payer } })}
              />
            )}
          </Labelled>
          <Labelled word={say('meals.operatingFen')}>
            {id => (
              <InputNumber
                id={id}
                min={0}
                max={1000}
                value={operating.fen / 100}
                onChange={typed => put({ operating: { ...operating, fen: fenOf(typed) } })}
              />
            )}
          </Labelled>
          <Labelled word={say('meals.operatingFor')}>
            {id => (
              <Select
                id={id}
                style={{ minWidth: 170 }}
                value={operating.forEvery}
                options={operatingFor.keys.map(key => ({ value: key, label: operatingFor.words[key] }))}
                onChange={forEvery => put({ operating: { ...operating, forEvery } })}
              />
            )}
          </Labelled>
        </>
      )}
    </div>
  )
}
