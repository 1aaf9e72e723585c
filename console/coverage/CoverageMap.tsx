// Where a service is out of reach: counties coloured from above, villages as dots from a county down.
import { Segmented } from 'antd'
import { useMemo } from 'react'
import {
  type CoverageBoard,
  type CoverageCount,
  type CoverageMeasure,
  type CoverageService,
  type CoverageVillage,
  coverageServices,
  nobody,
  shareOf,
  together,
} from '../../domain/coverage/coverage.ts'
import { type OutlineFigure, OutlineMap, type Outlines } from '../../ui/map.tsx'
import { type MapPlace, PlaceMap } from '../../ui/place-map.tsx'
import { colorOfRate } from '../../ui/rate-scale.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { figure, percent } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { useOutlines } from '../indicators/outlines.ts'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import { token } from '../theme.ts'

interface MapProps {
  board: CoverageBoard
  measure: CoverageMeasure
}

export default function CoverageMap({ board, measure }: MapProps) {
  const say = useWords()
  const [filters, change] = useFilters()
  const service = coverageServices.keys.find(key => key === filters.service) ?? 'meal'
  const isWide = ['province', 'prefecture'].includes(board.region.level)
  const outlines = useOutlines()
  return (
    <Panel
      title={say('coverage.map')}
      note={say(isWide ? 'coverage.mapNote' : 'coverage.mapVillages', {
        service: coverageServices.words[service],
      })}
      className="map-panel"
      extra={
        <Segmented
          value={service as string}
          options={coverageServices.keys.map(key => ({
            value: key as string,
            label: coverageServices.words[key],
          }))}
          onChange={chosen => change({ service: chosen === 'meal' ? undefined : chosen })}
        />
      }
    >
      <Answered query={outlines}>
        {answer =>
          isWide ? (
            <Counties board={board} measure={measure} service={service} outlines={answer} />
          ) : (
            <Dots region={board.region.code} measure={measure} service={service} outlines={answer} />
          )
        }
      </Answered>
      <p className="soft small">{say('map.attribution')}</p>
    </Panel>
  )
}

interface DrawnProps {
  service: CoverageService
  measure: CoverageMeasure
  outlines: Outlines
}

/** A development zone has no outline of its own: its people are shown in the county it lies in. */
function Counties({ board, service, measure, outlines }: DrawnProps & { board: CoverageBoard }) {
  const say = useWords()
  const go = useGo()
  const narrow = useNarrow()
  const figures = useMemo(() => {
    const counts = new Map<string, CoverageCount>()
    for (const part of board.parts)
      counts.set(part.countyGb2260, together(counts.get(part.countyGb2260) ?? nobody, part.counts[service]))
    return Object.fromEntries(
      [...counts].map(([code, count]): [string, OutlineFigure] => {
        const without = shareOf(count, 'without')
        return [
          code,
          {
            color: colorOfRate(without === null ? null : 100 - without),
            lines: [
              say('coverage.shareWithout', { share: percent(without) }),
              say('coverage.people', { count: figure(count.without) }),
            ],
          },
        ]
      }),
    )
  }, [board.parts, service, say])
  return (
    <OutlineMap
      outlines={outlines}
      figures={figures}
      heightPixels={narrow ? 320 : 560}
      label={say('coverage.mapLabel')}
      onChoose={code => go(paths.coverage({ region: `${code}000000`, measure, service }))}
    />
  )
}

/** A county has three hundred villages at most, so they are shown at once. */
const onMapAtMost = 500

function Dots({ region, service, measure, outlines }: DrawnProps & { region: string }) {
  const say = useWords()
  const list = usePages('coverage.villages', { regionCode: region, service, measure, limit: onMapAtMost })
  return (
    <Paged list={list} nothing={say('coverage.villagesNone')}>
      {rows => <VillageDots rows={rows} service={service} measure={measure} outlines={outlines} />}
    </Paged>
  )
}

export function dotColour(row: CoverageVillage): string {
  if (row.reachedWinter) return token('--good')
  return row.reachedSummer || row.broughtBy !== null ? '#d99a1c' : token('--danger')
}

export function VillageDots({
  rows,
  measure,
  service,
  outlines,
}: DrawnProps & { rows: readonly CoverageVillage[] }) {
  const say = useWords()
  const go = useGo()
  const narrow = useNarrow()
  const places = useMemo(
    () =>
      rows.flatMap((row): MapPlace[] =>
        row.lon === null || row.lat === null
          ? []
          : [
              {
                ...{ code: row.code, name: row.name, lon: row.lon, lat: row.lat },
                ...{ weight: row.elders, color: dotColour(row) },
                lines: [
                  say('coverage.people', { count: figure(row.elders) }),
                  row.siteName === null
                    ? say('coverage.nothingNear')
                    : say('coverage.kilometers', { km: ((row.meters ?? 0) / 1000).toFixed(1) }),
                ],
              },
            ],
      ),
    [rows, say],
  )
  if (places.length === 0) return <Nothing>{say('coverage.mapNoPlaces')}</Nothing>
  return (
    <PlaceMap
      outlines={outlines}
      places={places}
      heightPixels={narrow ? 360 : 560}
      label={say('coverage.mapLabel')}
      onChoose={code => go(paths.coverage({ region: code, measure, service }))}
    />
  )
}
