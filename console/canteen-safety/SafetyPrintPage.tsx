// Paper of a kitchen's safety: the ledgers of a month for the inspector, and labels for the bowls in the fridge.
import { Button, Space } from 'antd'
import { meals } from '../../domain/canteens/canteen.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { instantText, monthText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import { Ledgers } from './MonthLedgers.tsx'
import '../canteens/canteens.css'
import './canteen-safety.css'

export function SafetyPrintPage() {
  const say = useWords()
  const go = useGo()
  const key = useKey()
  const [filters] = useFilters()
  const isLabels = filters.what === 'labels'
  return (
    <Page
      title={say(isLabels ? 'safety.printLabels' : 'safety.records')}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.canteen(key, { tab: 'safety' }))}>{say('safety.back')}</Button>
          <Button type="primary" onClick={() => window.print()}>
            {say('safety.printNow')}
          </Button>
        </Space>
      }
    >
      {isLabels ? <Labels /> : <Month month={filters.month ?? monthOf(dayOf(new Date()))} />}
    </Page>
  )
}

function Month({ month }: { month: string }) {
  const say = useWords()
  const { countyCode, id } = useKey()
  const answer = useAnswer('safety.month', { countyCode, canteenId: id, month })
  return (
    <Answered query={answer}>
      {of => (
        <article className="safety-paper">
          <h2>{`${of.canteenName} · ${say('safety.title')} · ${monthText(month)}`}</h2>
          <Ledgers of={of} countyCode={countyCode} photos={false} />
          <p>{say('safety.paperSigns')}</p>
          <p className="soft small">{say('safety.paperFoot')}</p>
        </article>
      )}
    </Answered>
  )
}

/** Cut apart and stuck to the boxes. */
function Labels() {
  const say = useWords()
  const { countyCode, id } = useKey()
  const answer = useAnswer('safety.get', { countyCode, canteenId: id })
  return (
    <Answered query={answer}>
      {({ kept, place }) =>
        kept.length === 0 ? (
          <Nothing>{say('safety.noSamples')}</Nothing>
        ) : (
          <div className="sample-labels">
            {kept.map(one => (
              <div key={one.id} className="sample-label">
                <strong>{one.dish}</strong>
                <span>{`${one.day} ${meals.words[one.meal]} · ${one.grams} g`}</span>
                <span className="sample-code">{one.code}</span>
                <span>{`${say('safety.takenAt')} ${instantText(one.takenAt).slice(5)}`}</span>
                <span>{say('safety.labelHours', { until: instantText(one.keepUntil).slice(5) })}</span>
                <span>{`${say('safety.keeper')} ${one.keeperName ?? ''} · ${place.name}`}</span>
              </div>
            ))}
          </div>
        )
      }
    </Answered>
  )
}
