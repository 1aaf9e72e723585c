// One card a service: how many reach it in winter, and the four numbers, each with its people and its villages.
import {
  type CoverageMeasure,
  type CoveragePart,
  type CoverageService,
  coverageReaches,
  coverageServices,
  reachMeanings,
  serviceQuestions,
  shareOf,
} from '../../domain/coverage/coverage.ts'
import { figure, percent } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'

interface CardsProps {
  part: CoveragePart
  sites: Readonly<Record<string, number>>
  measure: CoverageMeasure
}

export function ServiceCards(props: CardsProps) {
  return (
    <div className="coverage-cards">
      {coverageServices.keys.map(service => (
        <Card key={service} {...props} service={service} />
      ))}
    </div>
  )
}

function Card({ part, sites, measure, service }: CardsProps & { service: CoverageService }) {
  const say = useWords()
  const may = useMay()
  const count = part.counts[service]
  const open = sites[service] ?? 0
  const winter = shareOf(count, 'onFootWinter')
  return (
    <Panel title={serviceQuestions[service]} className="coverage-card">
      <p>
        <span className="coverage-share">{percent(winter)}</span> {say('coverage.winterShare')}
      </p>
      <dl className="coverage-lines">
        {coverageReaches.keys.map(reach => {
          const asked = { region: part.code, service, measure, reach }
          const share = shareOf(count, reach) ?? 0
          return (
            <div key={reach} className={`coverage-line coverage-${reach}`}>
              <dt title={reachMeanings[reach]}>{coverageReaches.words[reach]}</dt>
              <dd>
                <span className="coverage-bar" aria-hidden>
                  <span style={{ width: `${share}%` }} />
                </span>
                {may('elder:read') ? (
                  <Go to={paths.coverageElders(asked)} hint={say('coverage.eldersOpen')}>
                    {say('coverage.people', { count: figure(count[reach]) })}
                  </Go>
                ) : (
                  say('coverage.people', { count: figure(count[reach]) })
                )}
                <Go to={paths.coverageVillages(asked)} className="small no-print">
                  {say('coverage.villagesOf')}
                </Go>
              </dd>
            </div>
          )
        })}
      </dl>
      <p className="soft small">
        {open === 0 ? say('coverage.noSites') : say('coverage.sites', { count: figure(open) })} ·{' '}
        {say('coverage.ofAll', { count: figure(count.elders) })} ·{' '}
        {say('coverage.villagesWithout', { count: figure(count.villagesWithout) })}
      </p>
    </Panel>
  )
}
