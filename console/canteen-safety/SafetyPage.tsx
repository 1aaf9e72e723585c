// Food safety of an area: how the places stand in numbers, and the list behind each number.
import { Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import type { SafetyRow } from '../../domain/canteen-safety/api.ts'
import { type SafetyLight, safetyLights, safetyTroubles } from '../../domain/canteen-safety/light.ts'
import { sampleDuties } from '../../domain/canteen-safety/samples.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { FigureLinks, FlagLinks } from '../FigureLinks.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered } from '../states.tsx'
import '../canteens/canteens.css'

const colours: Readonly<Record<SafetyLight, string>> = {
  standsStill: 'error',
  needsLook: 'warning',
  recordsFull: 'success',
}
const redTroubles = ['incidentOpen', 'reportLate']

export function SafetyPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const answer = useAnswer('safety.standing', { regionCode: region })
  return (
    <Page
      title={say('safety.title')}
      above={<RegionBar code={region} to={code => paths.foodSafety({ region: code })} />}
    >
      <p className="soft">{say('safety.what')}</p>
      <Answered query={answer}>{value => <Figures region={region} standing={value} />}</Answered>
      <Chosen region={region} />
    </Page>
  )
}

function Figures({ region, standing }: { region: string; standing: Output<'safety.standing'> }) {
  const say = useWords()
  const [filters] = useFilters()
  const troubles = safetyTroubles.keys.filter(key => (standing.troubles[key] ?? 0) > 0)
  return (
    <Panel className="canteen-standing">
      <FigureLinks
        figures={[
          {
            ...{ word: say('safety.total'), value: figure(standing.total) },
            ...{ to: paths.foodSafety({ region }), current: !filters.light && !filters.trouble },
          },
          ...safetyLights.keys.map(light => ({
            ...{ word: safetyLights.words[light], value: figure(standing.lights[light]) },
            ...{ to: paths.foodSafety({ region, light }), current: filters.light === light },
            tone:
              colours[light] === 'error' && (standing.lights[light] ?? 0) > 0
                ? ('danger' as const)
                : undefined,
          })),
          {
            ...{ word: say('safety.openIncidents'), value: figure(standing.openIncidents) },
            to: paths.foodSafety({ region, trouble: 'incidentOpen' }),
            current: filters.trouble === 'incidentOpen',
          },
          {
            word: say('safety.absent'),
            value: say('safety.unitPeople', { count: figure(standing.absentRegulars) }),
            to: paths.absentRegulars({ region }),
          },
        ]}
      />
      <FlagLinks
        title={say('safety.troubles')}
        nothing={say('safety.allClear')}
        flags={troubles.map(trouble => ({
          key: trouble,
          says: `${safetyTroubles.words[trouble]} ${say('safety.unitPlaces', { count: standing.troubles[trouble] ?? 0 })}`,
          ...{ to: paths.foodSafety({ region, trouble }), current: filters.trouble === trouble },
        }))}
      />
    </Panel>
  )
}

function Chosen({ region }: { region: string }) {
  const say = useWords()
  const [filters] = useFilters()
  const light = safetyLights.keys.find(key => key === filters.light)
  const trouble = safetyTroubles.keys.find(key => key === filters.trouble)
  const list = usePages('safety.list', {
    ...{ regionCode: region, ...(light && { light }), ...(trouble && { trouble }) },
  })
  return (
    <Panel>
      <Paged list={list} nothing={say(light || trouble ? 'safety.noneFiltered' : 'safety.none')}>
        {rows => (
          <CardTable<SafetyRow>
            rowKey="id"
            dataSource={[...rows]}
            pagination={false}
            columns={[
              {
                key: 'name',
                title: say('safety.name'),
                render: (_, row) => (
                  <Go to={paths.canteen(row, { tab: 'safety' })} className="strong">
                    {row.name}
                  </Go>
                ),
              },
              {
                key: 'village',
                title: say('safety.village'),
                render: (_, row) => `${row.townshipName} ${row.villageName}`,
              },
              { key: 'duty', title: say('safety.duty'), render: (_, row) => sampleDuties.words[row.duty] },
              { key: 'light', title: say('safety.light'), render: (_, row) => <SafetyTags of={row} /> },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}

export function SafetyTags({ of }: { of: Pick<SafetyRow, 'light' | 'troubles' | 'duty'> }) {
  if (of.troubles.length === 0) return <Tag color={colours[of.light]}>{safetyLights.words[of.light]}</Tag>
  return (
    <>
      {of.troubles.map(trouble => (
        <Tag
          key={trouble}
          color={
            redTroubles.includes(trouble) || (trouble === 'samplesMissed' && of.duty === 'sampleBound')
              ? 'error'
              : trouble === 'samplesDue' || trouble === 'goodsExpiring'
                ? 'default'
                : 'warning'
          }
        >
          {safetyTroubles.words[trouble]}
        </Tag>
      ))}
    </>
  )
}
