// The network upon the outlines: colour says how a place stands, size how many beds or places it has.
import { useMemo } from 'react'
import { facilityStates, siteKinds } from '../../domain/facilities/facility.ts'
import type { SiteRow } from '../../domain/facilities/site.ts'
import { siteFlags, siteLights } from '../../domain/facilities/standing.ts'
import { type MapPlace, PlaceMap } from '../../ui/place-map.tsx'
import { useGo } from '../address.ts'
import { useNarrow } from '../frame/narrow.ts'
import { useOutlines } from '../indicators/outlines.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import { lightDots } from './standing.tsx'

export function siteAddress(row: Pick<SiteRow, 'kind' | 'countyCode' | 'id'>): string {
  return row.kind === 'canteen' ? paths.canteen(row) : paths.facility(row)
}

export function NetworkMap({ rows, total }: { rows: readonly SiteRow[]; total: number }) {
  const say = useWords()
  const go = useGo()
  const narrow = useNarrow()
  const outlines = useOutlines()
  const places = useMemo(
    () =>
      rows.flatMap((row): MapPlace[] =>
        row.lon === null || row.lat === null
          ? []
          : [
              {
                ...{ code: row.id, name: row.name, lon: row.lon, lat: row.lat },
                ...{ weight: Math.max(4, row.beds), color: lightDots[row.light] },
                lines: [
                  `${siteKinds.words[row.kind]} · ${facilityStates.words[row.state]}`,
                  ...(row.beds > 0 ? [say('network.unitBeds', { count: row.beds })] : []),
                  row.flags.map(flag => siteFlags.words[flag]).join('、') || siteLights.words[row.light],
                ],
              },
            ],
      ),
    [rows, say],
  )
  if (places.length === 0) return <Nothing>{say('network.noneFiltered')}</Nothing>
  const open = (id: string) => {
    const row = rows.find(one => one.id === id)
    if (row) go(siteAddress(row))
  }
  return (
    <Answered query={outlines}>
      {answer => (
        <>
          <PlaceMap
            outlines={answer}
            places={places}
            heightPixels={narrow ? 380 : 560}
            label={say('network.mapLabel')}
            onChoose={open}
          />
          <ul className="network-legend">
            {siteLights.keys.map(light => (
              <li key={light}>
                <i style={{ background: lightDots[light] }} aria-hidden />
                {siteLights.words[light]}
              </li>
            ))}
          </ul>
          <p className="soft small">
            {total > rows.length && `${say('network.mapMore', { count: rows.length })} `}
            {say('network.mapVillage')} {say('map.attribution')}
          </p>
        </>
      )}
    </Answered>
  )
}
