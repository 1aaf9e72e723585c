// The elders an indicator counts: any number on the board opens here.
import { indicators } from '../../domain/indicators/indicators.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
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
      <Panel title={list.total === null ? undefined : say('list.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={say('records.none')}>
          {rows => <ElderTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}
