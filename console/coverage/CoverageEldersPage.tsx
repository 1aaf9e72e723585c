// The elders behind a number of coverage: in the villages it counts, of the group it counts.
import { measureWord } from '../../domain/coverage/coverage.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { ElderTable } from '../elders/ElderTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { askedFrom } from './asked.ts'
import { Narrowing } from './Narrowing.tsx'

export function CoverageEldersPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const asked = askedFrom(region, filters)
  const list = usePages('coverage.elders', asked)
  return (
    <Page
      title={say('coverage.eldersTitle')}
      above={<RegionBar code={region} to={code => paths.coverageElders({ ...filters, region: code })} />}
      actions={
        <>
          <Go to={paths.coverage({ region })}>{say('coverage.back')}</Go>
          <Go to={paths.coverageVillages({ ...filters, region })}>{say('coverage.villagesOpen')}</Go>
        </>
      }
    >
      <Narrowing asked={asked} />
      <Panel title={measureWord(asked.measure ?? 'eldersOnRecord')}>
        <Paged list={list} nothing={say('coverage.eldersNone')}>
          {rows => <ElderTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}
