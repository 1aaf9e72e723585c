// The villages of an emergency upon their county, each as a dot that turns green.
import { useMemo } from 'react'
import type { Surge } from '../../domain/surges/surge.ts'
import { type MapPlace, PlaceMap } from '../../ui/place-map.tsx'
import { useFilters } from '../address.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { useOutlines } from '../indicators/outlines.ts'
import { useWords } from '../language.tsx'
import { Answered, Nothing } from '../states.tsx'
import { colorOf } from './progress.ts'

export default function VillageMap({ surge }: { surge: Surge }) {
  const say = useWords()
  const narrow = useNarrow()
  const [, change] = useFilters()
  const outlines = useOutlines()
  const places = useMemo(
    () =>
      surge.villages.flatMap((village): MapPlace[] =>
        village.lon === null || village.lat === null
          ? []
          : [
              {
                ...{ code: village.regionCode, name: village.name, lon: village.lon, lat: village.lat },
                ...{ weight: village.total, color: colorOf(village) },
                lines: [
                  say('surges.progressOf', { reached: village.reached, total: village.total }),
                  ...(village.attempted > 0 ? [say('surges.attempted', { count: village.attempted })] : []),
                ],
              },
            ],
      ),
    [surge.villages, say],
  )
  const done = surge.villages.filter(village => village.reached >= village.total).length
  return (
    <Panel title={say('surges.map')} className="map-panel">
      {places.length === 0 ? (
        <Nothing>{say('surges.noPlaces')}</Nothing>
      ) : (
        <Answered query={outlines}>
          {answer => (
            <div data-testid="surge-map" data-villages-done={done} data-reached={surge.reached}>
              <PlaceMap
                outlines={answer}
                places={places}
                heightPixels={narrow ? 320 : 460}
                label={say('surges.mapLabel', { count: places.length })}
                onChoose={code => change({ region: code })}
              />
            </div>
          )}
        </Answered>
      )}
      <p className="soft small">{say('surges.mapNote')}</p>
      <p className="soft small">{say('map.attribution')}</p>
    </Panel>
  )
}
