// The elders an indicator counts: any number on the board opens here.
import { type Indicator, indicators } from '../../domain/indicators/indicators.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { ElderTable } from '../elders/ElderTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'

export function RecordsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const indicator = indicators.keys.find(key => key === filters.indicator) ?? 'eldersOnRecord'
  const list = usePages('board.records', { regionCode: region, month, indicator })
  return (
    <Page
      title={say('records.title', { indicator: indicators.words[indicator], month: monthText(month) })}
      above={<RegionBar code={region} to={code => paths.boardRecords({ region: code, month, indicator })} />}
      actions={<Go to={paths.board({ region, month })}>{say('records.back')}</Go>}
    >
      <ListFollows region={region} month={month} indicator={indicator} shown={list.total} />
      <Panel title={list.total === null ? undefined : say('list.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={say('records.none')}>
          {rows => <ElderTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

interface FollowsProps {
  region: string
  month: string
  indicator: Indicator
  shown: number | null
}

/** The number that was published and the list of today may differ: said, with the way to the reasons. */
function ListFollows({ region, month, indicator, shown }: FollowsProps) {
  const say = useWords()
  const board = useAnswer('board.read', { regionCode: region, month })
  const published = board.data?.published?.values
  if (!published || shown === null || (published[indicator] ?? 0) === shown) return null
  return (
    <div className="published-bar differs">
      <span>
        {say('board.listFollows', { month: monthText(month), published: figure(published[indicator] ?? 0) })}
      </span>
      <Go to={paths.corrections({ region, month })}>{say('board.showCorrections')}</Go>
    </div>
  )
}
