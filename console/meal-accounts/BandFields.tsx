// What people of each kind pay for a meal themselves, and who bears the rest.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select, Switch } from 'antd'
import { type MealTerms, mealPayers } from '../../domain/meal-accounts/terms.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { ConditionField } from './ConditionField.tsx'
import { inPlaces } from './places.ts'

type Bands = NonNullable<MealTerms['bands']>

interface BandFieldsProps {
  terms: MealTerms
  county: { code: string; name: string }
  put: (change: Partial<MealTerms>) => void
}

export function BandFields({ terms, county, put }: BandFieldsProps) {
  const say = useWords()
  const { bands } = terms
  const fresh: Bands = { rows: [{ when: null, fen: terms.standardFen }], gapPayer: 'countyPays' }
  return (
    <Panel
      title={say('meals.bands')}
      note={say('meals.bandsNote')}
      extra={
        <Switch
          aria-label={say('meals.useBands')}
          checked={bands !== null}
          onChange={on => put({ bands: on ? fresh : null })}
        />
      }
    >
      {bands && <BandRows bands={bands} county={county} onChange={changed => put({ bands: changed })} />}
    </Panel>
  )
}

interface BandRowsProps {
  bands: Bands
  county: { code: string; name: string }
  onChange: (bands: Bands) => void
}

function BandRows({ bands, county, onChange }: BandRowsProps) {
  const say = useWords()
  const { rows } = bands
  const putRow = (at: number, change: Partial<Bands['rows'][number]>) =>
    onChange({ ...bands, rows: rows.map((row, place) => (place === at ? { ...row, ...change } : row)) })
  const add = () => {
    const row = { when: { is: 'age' as const, from: 60, to: null }, fen: 0 }
    // Everybody else stays last.
    const rest = rows.at(-1)?.when === null ? rows.length - 1 : rows.length
    onChange({ ...bands, rows: [...rows.slice(0, rest), row, ...rows.slice(rest)] })
  }
  return (
    <>
      {inPlaces(rows).map(({ one: row, at, key }) => (
        <div className="meal-row" key={key}>
          <div className="meal-row-words">
            {row.when === null ? (
              <p>{say('meals.everyoneElse')}</p>
            ) : (
              <ConditionField value={row.when} county={county} onChange={when => putRow(at, { when })} />
            )}
          </div>
          <div className="meal-field">
            <label htmlFor={`band-${at}`}>{say('meals.bandPays')}</label>
            <InputNumber
              id={`band-${at}`}
              min={0}
              max={1000}
              value={row.fen / 100}
              onChange={typed => putRow(at, { fen: fenOf(typed) })}
            />
          </div>
          {rows.length > 1 && (
            <Button
              icon={<DeleteOutlined />}
              aria-label={say('meals.remove')}
              onClick={() => onChange({ ...bands, rows: rows.filter((_, place) => place !== at) })}
            />
          )}
        </div>
      ))}
      <div className="form-actions below">
        <Button icon={<PlusOutlined />} onClick={add}>
          {say('meals.addBand')}
        </Button>
        <div className="meal-field">
          <label htmlFor="gap-payer">{say('meals.gapPayer')}</label>
          <Select
            id="gap-payer"
            value={bands.gapPayer}
            options={mealPayers.keys.map(key => ({ value: key, label: mealPayers.words[key] }))}
            onChange={gapPayer => onChange({ ...bands, gapPayer })}
          />
        </div>
      </div>
    </>
  )
}
