// All batches of an area, the newest first; those that wait for a second person by the filter.
import { Select } from 'antd'
import { batchStates } from '../../domain/funds/fund.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { BatchTable } from './BatchTable.tsx'
import './funds.css'

export function BatchesPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const state = batchStates.keys.find(key => key === filters.state)
  const list = usePages('fundBatch.list', { regionCode: region, ...(state && { state }) })
  return (
    <Page
      title={say('fund.batches')}
      above={<RegionBar code={region} to={code => paths.fundBatches({ ...filters, region: code })} />}
    >
      <search className="filters no-print">
        <Select
          className="filter-group"
          size="large"
          allowClear
          aria-label={say('fund.state')}
          placeholder={say('fund.allStates')}
          value={state ?? null}
          options={batchStates.keys.map(value => ({ value, label: batchStates.words[value] }))}
          onChange={chosen => change({ state: chosen ?? undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('fund.batchesNone')}>
          {rows => <BatchTable rows={rows} nothing={say('fund.batchesNone')} />}
        </Paged>
      </Panel>
    </Page>
  )
}
