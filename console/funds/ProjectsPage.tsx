// All projects of an area, narrowed by the address bar; the numbers above open what they count.
import { Button, Space } from 'antd'
import type { Sent } from '../../domain/api.ts'
import { fundKinds, fundProjectStates } from '../../domain/funds/fund.ts'
import { type Filters, useFilters, useGo } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { Choose } from '../Choose.tsx'
import { FilterBar } from '../FilterBar.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { ProjectTable } from './ProjectTable.tsx'
import { Standing } from './Standing.tsx'
import './funds.css'

const flags = ['late', 'unspent', 'outlier', 'unlinked'] as const

function narrowedTo(region: string, filters: Filters): Sent<'fundProject.export'> {
  const state = fundProjectStates.keys.find(key => key === filters.state)
  const kind = fundKinds.keys.find(key => key === filters.kind)
  const flag = flags.find(key => key === filters.flag)
  return {
    regionCode: region,
    ...(state && { state }),
    ...(kind && { kind }),
    ...(flag && { flag }),
    ...(filters.programme && { programme: filters.programme }),
    ...(filters.share && { shareId: filters.share }),
  }
}

export function ProjectsPage() {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const narrowed = narrowedTo(region, filters)
  const { flag: _, ...besides } = narrowed
  const list = usePages('fundProject.list', narrowed)
  // The numbers say how many there are of each, whichever of them is looked at.
  const counted = useAnswer('fundProject.list', { ...besides, limit: 1 })
  const isNarrowed = Object.keys(narrowed).length > 1
  return (
    <Page
      title={say('fund.projectsTitle')}
      above={
        <RegionBar
          code={region}
          to={code => paths.fundProjects({ ...filters, region: code, share: undefined })}
        />
      }
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.funds({ region }))}>{say('fund.title')}</Button>
          <Button onClick={() => go(paths.fundShares({ region }))}>{say('fund.shares')}</Button>
          <Button
            onClick={() =>
              void saveAnswer('fundProject.export', narrowed).then(
                () => notice.done(say('fund.exported')),
                notice.refused,
              )
            }
          >
            {say('fund.export')}
          </Button>
          <Button onClick={() => window.print()}>{say('fund.print')}</Button>
        </Space>
      }
    >
      <p className="soft">{say('fund.projectsWhat')}</p>
      {counted.data && (
        <Standing standing={counted.data.standing} region={region} flag={narrowed.flag} filters={filters} />
      )}
      <Narrowing region={region} />
      <Panel>
        <Paged list={list} nothing={say(isNarrowed ? 'fund.projectsNone' : 'fund.projectsNever')}>
          {rows => <ProjectTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Narrowing({ region }: { region: string }) {
  const say = useWords()
  const whole = useAnswer('fund.overview', { regionCode: region })
  const titles = (whole.data?.programmes ?? [])
    .filter(({ projects }) => projects > 0)
    .map(({ title }) => title)
  return (
    <FilterBar names={['state', 'kind', 'programme']}>
      <Choose name="state" all={say('fund.allStates')} words={fundProjectStates.words} />
      <Choose name="kind" all={say('fund.allKinds')} words={fundKinds.words} />
      <Choose
        name="programme"
        all={say('fund.allProgrammes')}
        words={Object.fromEntries(titles.map(title => [title, title]))}
      />
    </FilterBar>
  )
}
