// Two plans side by side: sums, the sites that only one of them has, and the villages that only one of them reaches.
import { useMemo } from 'react'
import type { Output } from '../../domain/api.ts'
import type { SitingSpot } from '../../domain/siting/api.ts'
import { type MapPlace, PlaceMap } from '../../ui/place-map.tsx'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { figure, momentText } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useOutlines } from '../indicators/outlines.ts'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import { token } from '../theme.ts'
import { keyFrom } from './keys.ts'
import './siting.css'

type Two = Output<'siting.compare'>

export function ComparePage() {
  const say = useWords()
  const [filters] = useFilters()
  const one = keyFrom(filters.one)
  const other = keyFrom(filters.other)
  return (
    <Page
      title={say('siting.compareTitle')}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.siting()}>{say('siting.title')}</Go>
        </nav>
      }
    >
      {one && other ? <Compared one={one} other={other} /> : <Nothing>{say('siting.chooseTwo')}</Nothing>}
    </Page>
  )
}

/** A plan reckoned again keeps its name: then the two are told apart by when they were asked for. */
function nameIn({ one, other }: Two, plan: Two['one']['plan']): string {
  return one.plan.name === other.plan.name ? `${plan.name}（${momentText(plan.askedAt)}）` : plan.name
}

interface Keys {
  one: { countyCode: string; id: string }
  other: { countyCode: string; id: string }
}

function Compared(keys: Keys) {
  const say = useWords()
  const answer = useAnswer('siting.compare', keys)
  return (
    <Answered query={answer}>
      {two => (
        <>
          <Sums two={two} />
          <BothMap two={two} />
          <div className="siting-two">
            {[two.one, two.other].map(side => (
              <Panel key={side.plan.id} title={say('siting.compareOnly', { name: nameIn(two, side.plan) })}>
                <Spots spots={side.onlyHere} />
              </Panel>
            ))}
            {[two.one, two.other].map(side => (
              <Panel
                key={`gains ${side.plan.id}`}
                title={say('siting.compareGains', { name: nameIn(two, side.plan) })}
              >
                <Gains gains={side.gains} />
              </Panel>
            ))}
          </div>
          <Panel title={say('siting.compareBoth')}>
            <Spots spots={two.both} />
          </Panel>
        </>
      )}
    </Answered>
  )
}

function Sums({ two }: { two: Two }) {
  const say = useWords()
  const sides = [two.one, two.other]
  const people = (count: number) => say('siting.people', { count: figure(count) })
  const rows = [
    { name: say('siting.sumNow'), of: (side: Two['one']) => people(side.summary.servedNow) },
    { name: say('siting.sumLeft'), of: (side: Two['one']) => people(side.summary.left) },
    {
      name: say('siting.sumSites'),
      of: (side: Two['one']) => say('siting.sitesOf', { count: figure(side.summary.sites) }),
    },
    { name: say('siting.sumCost'), of: (side: Two['one']) => yuanText(side.summary.costFen) },
    {
      name: say('siting.sumBorder'),
      of: ({ summary }: Two['one']) =>
        say('siting.sumBorderNote', {
          served: figure(summary.borderServed),
          people: figure(summary.borderPeople),
          cost: yuanText(summary.borderCostFen),
        }),
    },
    { name: say('siting.quality'), of: (side: Two['one']) => side.summary.says[0] ?? '' },
  ]
  return (
    <Panel title={say('siting.summary')}>
      <table className="plain coverage-table">
        <thead>
          <tr>
            <th scope="col" />
            {sides.map(({ plan }) => (
              <th key={plan.id} scope="col">
                <Go to={paths.sitingPlan(plan)}>{nameIn(two, plan)}</Go>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {sides.map(side => (
                <td key={side.plan.id}>{row.of(side)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function BothMap({ two }: { two: Two }) {
  const say = useWords()
  const narrow = useNarrow()
  const outlines = useOutlines()
  const places = useMemo(() => {
    const dots = (spots: readonly SitingSpot[], color: string) =>
      spots.map(
        ({ id, name, lon, lat, placeName }): MapPlace => ({
          ...{ code: id, name, lon, lat, weight: 1, color, lines: [placeName] },
        }),
      )
    return [
      ...dots(two.both, '#d99a1c'),
      ...dots(two.one.onlyHere, token('--danger')),
      ...dots(two.other.onlyHere, '#2f6fb0'),
    ]
  }, [two])
  return (
    <Panel
      title={say('siting.map')}
      note={say('siting.compareMapNote', {
        one: nameIn(two, two.one.plan),
        other: nameIn(two, two.other.plan),
      })}
      className="map-panel"
    >
      <Answered query={outlines}>
        {answer => (
          <PlaceMap
            outlines={answer}
            places={places}
            heightPixels={narrow ? 360 : 560}
            label={say('siting.mapLabel')}
            onChoose={() => {}}
          />
        )}
      </Answered>
      <p className="soft small">{say('map.attribution')}</p>
    </Panel>
  )
}

function Spots({ spots }: { spots: readonly SitingSpot[] }) {
  const say = useWords()
  if (spots.length === 0) return <p className="soft">{say('siting.compareNone')}</p>
  return (
    <ul className="siting-list">
      {spots.map(spot => (
        <li key={spot.id}>
          {spot.name} <span className="soft small">{spot.placeName}</span>
        </li>
      ))}
    </ul>
  )
}

/** The first ones tell where it goes; the plans themselves list all. */
const gainsShown = 30

function Gains({ gains }: { gains: Two['one']['gains'] }) {
  const say = useWords()
  if (gains.length === 0) return <p className="soft">{say('siting.compareNone')}</p>
  return (
    <>
      <p>
        {say('siting.villages', { count: figure(gains.length) })} ·{' '}
        {say('siting.people', { count: figure(gains.reduce((sum, one) => sum + one.people, 0)) })}
      </p>
      <ul className="siting-list">
        {gains.slice(0, gainsShown).map(village => (
          <li key={village.code}>
            <Go to={paths.coverage({ region: village.code })}>{village.name}</Go>{' '}
            {say('siting.people', { count: figure(village.people) })}
          </li>
        ))}
      </ul>
    </>
  )
}
