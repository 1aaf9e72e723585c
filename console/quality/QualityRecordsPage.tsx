// The list behind a number of the quality board: who, and how to mend it.
import { Select } from 'antd'
import { useState } from 'react'
import type { ElderRow } from '../../domain/elders/elder.ts'
import { qualityMeanings, qualityMeasures } from '../../domain/quality/measures.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { BulkBar, type Chosen, nobody } from '../elder-lists/BulkBar.tsx'
import { ElderTable } from '../elders/ElderTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'

export function QualityRecordsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const measure = qualityMeasures.keys.find(key => key === filters.measure) ?? 'missingNumber'
  const list = usePages('quality.records', { regionCode: region, measure })
  const { what, mend } = qualityMeanings[measure]
  return (
    <Page
      title={qualityMeasures.words[measure]}
      above={<RegionBar code={region} to={code => paths.qualityRecords({ region: code, measure })} />}
      actions={<Go to={paths.quality({ region })}>{say('quality.back')}</Go>}
    >
      <search className="filters no-print">
        <Select
          className="filter-group"
          size="large"
          aria-label={say('quality.faults')}
          value={measure as string}
          options={qualityMeasures.keys.map(key => ({
            value: key as string,
            label: qualityMeasures.words[key],
          }))}
          onChange={chosen => change({ measure: chosen })}
        />
      </search>
      <Panel note={`${what}${say('quality.howToMend', { mend })}`}>
        <Paged list={list} nothing={say('quality.recordsNone')}>
          {rows => <Listed rows={rows} region={region} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Listed({ rows, region }: { rows: ElderRow[]; region: string }) {
  const may = useMay()
  const [chosen, setChosen] = useState<Chosen>(nobody)
  if (!may('elder:edit')) return <ElderTable rows={rows} />
  const choose = (elderIds: string[]) => {
    const first = rows.find(row => row.id === elderIds[0])
    setChosen(first ? { countyCode: first.countyCode, elderIds } : nobody)
  }
  return (
    <>
      <BulkBar region={region} chosen={chosen} onChoose={setChosen} all={false} />
      <ElderTable rows={rows} chosen={chosen.elderIds} onChoose={choose} />
    </>
  )
}
