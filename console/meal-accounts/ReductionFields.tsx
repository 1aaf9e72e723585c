// Who takes over how much of a meal, for whom, and how often.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { meals } from '../../domain/canteens/canteen.ts'
import { type MealTerms, mealPayers, type Reduction } from '../../domain/meal-accounts/terms.ts'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { ConditionField } from './ConditionField.tsx'
import { inPlaces } from './places.ts'

interface ReductionFieldsProps {
  terms: MealTerms
  county: { code: string; name: string }
  put: (change: Partial<MealTerms>) => void
}

const fresh: Reduction = {
  ...{ payer: 'countyPays', fen: 300, when: { is: 'age', from: 80, to: null }, meals: ['lunch', 'supper'] },
  ...{ perDay: 1, perWeek: 5, perMonth: null },
}

export function ReductionFields({ terms, county, put }: ReductionFieldsProps) {
  const say = useWords()
  const { reductions } = terms
  return (
    <Panel title={say('meals.reductions')} note={say('meals.reductionsNote')}>
      {inPlaces(reductions).map(({ one: reduction, at, key }) => (
        <OneReduction
          key={key}
          reduction={reduction}
          county={county}
          onChange={changed =>
            put({ reductions: reductions.map((one, place) => (place === at ? changed : one)) })
          }
          onRemove={() => put({ reductions: reductions.filter((_, place) => place !== at) })}
        />
      ))}
      <Button
        className="below"
        icon={<PlusOutlined />}
        onClick={() => put({ reductions: [...reductions, fresh] })}
      >
        {say('meals.addReduction')}
      </Button>
    </Panel>
  )
}

interface OneReductionProps {
  reduction: Reduction
  county: { code: string; name: string }
  onChange: (reduction: Reduction) => void
  onRemove: () => void
}

function OneReduction({ reduction, county, onChange, onRemove }: OneReductionProps) {
  const say = useWords()
  const put = (change: Partial<Reduction>) => onChange({ ...reduction, ...change })
  const cap = (word: string, key: 'perDay' | 'perWeek' | 'perMonth') => (
    <Labelled word={word}>
      {id => (
        <InputNumber
          id={id}
          min={1}
          max={100}
          precision={0}
          placeholder={say('meals.noCap')}
          value={reduction[key]}
          onChange={typed => put({ [key]: typed })}
        />
      )}
    </Labelled>
  )
  return (
    <div className="meal-row">
      <Labelled word={say('meals.payer')}>
        {id => (
          <Select
            id={id}
            style={{ minWidth: 130 }}
            value={reduction.payer}
            options={mealPayers.keys.map(key => ({ value: key, label: mealPayers.words[key] }))}
            onChange={payer => put({ payer })}
          />
        )}
      </Labelled>
      <Labelled word={say('meals.perMeal')}>
        {id => (
          <InputNumber
            id={id}
            min={0}
            max={1000}
            value={reduction.fen === null ? null : reduction.fen / 100}
            onChange={typed => put({ fen: typed === null ? null : fenOf(typed) })}
          />
        )}
      </Labelled>
      <Labelled word={say('meals.whichMeals')}>
        {id => (
          <Select
            id={id}
            mode="multiple"
            style={{ minWidth: 170 }}
            value={reduction.meals}
            options={meals.keys.map(key => ({ value: key, label: meals.words[key] }))}
            onChange={chosen => put({ meals: chosen })}
          />
        )}
      </Labelled>
      {cap(say('meals.perDay'), 'perDay')}
      {cap(say('meals.perWeek'), 'perWeek')}
      {cap(say('meals.perMonth'), 'perMonth')}
      <Button icon={<DeleteOutlined />} aria-label={say('meals.remove')} onClick={onRemove} />
      <div className="meal-row-words">
        <span className="soft">{say('meals.who')}</span>
        {reduction.when === null ? (
          <p>{say('meals.everyoneElse')}</p>
        ) : (
          <ConditionField value={reduction.when} county={county} onChange={when => put({ when })} />
        )}
      </div>
    </div>
  )
}
