// Who lives in homes of the area, narrowed by standing, care and what needs a look.
import { Button } from 'antd'
import { careNeeds, type StayRow, stayStandings } from '../../domain/stays/stay.ts'
import { stayQueues } from '../../domain/stays/stay-api.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { Choose } from '../Choose.tsx'
import { FilterBar } from '../FilterBar.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { ResidentsTable } from './ResidentsTable.tsx'

export function ResidentsPage() {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const standing = stayStandings.keys.find(key => key === filters.standing)
  const careNeed = careNeeds.keys.find(key => key === filters.care)
  const queue = stayQueues.find(key => key === filters.queue)
  const asked = {
    regionCode: region,
    ...(standing && { standing }),
    ...(careNeed && { careNeed }),
    ...(queue && { queue }),
  }
  const list = usePages('stay.list', asked)
  return (
    <Page
      title={say('stays.residents')}
      above={<RegionBar code={region} to={code => paths.residents({ ...filters, region: code })} />}
      actions={
        may('stay:work') && (
          <Button onClick={() => void saveAnswer('stay.export', asked).catch(notice.refused)}>
            {say('stays.export')}
          </Button>
        )
      }
    >
      <p>
        <Go to={paths.stays({ region })}>{say('stays.backToHomes')}</Go>
      </p>
      <FilterBar names={['standing', 'care', 'queue']}>
        <Choose name="standing" all={say('stays.standingAll')} words={stayStandings.words} />
        <Choose name="care" all={say('stays.careAll')} words={careNeeds.words} />
        <Choose
          name="queue"
          all={say('stays.queueAll')}
          words={{
            tekunResidents: say('stays.tekunLiving'),
            owing: say('stays.owing'),
            contractOver: say('stays.contractOver'),
            outTooLong: say('stays.outTooLong'),
          }}
        />
      </FilterBar>
      <Panel>
        <Paged<StayRow>
          list={list}
          nothing={say(standing || careNeed || queue ? 'stays.noneFiltered' : 'stays.noResidents')}
        >
          {rows => <ResidentsTable rows={rows} withHome />}
        </Paged>
      </Panel>
    </Page>
  )
}
