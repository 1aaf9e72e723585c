// The places upon their county: a red dot stands still, a yellow one wants a look, a green one serves.
import { useMemo } from 'react'
import { type CanteenRow, canteenKinds, canteenLights } from '../../domain/canteens/canteen.ts'
import { type MapPlace, PlaceMap } from '../../ui/place-map.tsx'
import { useGo } from '../address.ts'
import { useNarrow } from '../frame/narrow.ts'
import { useOutlines } from '../indicators/outlines.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import { lightDots } from './standing.tsx'

export function CanteenMap({ rows }: { rows: readonly CanteenRow[] }) {
  const say = useWords()
  const go = useGo()
  const narrow = useNarrow()
  const outlines = useOutlines()
  const places = useMemo(
    () =>
      rows.flatMap(({ id, name, lon, lat, light, kind, regulars }): MapPlace[] =>
        lon === null || lat === null
          ? []
          : [
              {
                ...{ code: id, name, lon, lat, weight: Math.max(1, regulars), color: lightDots[light] },
                lines: [
                  canteenKinds.words[kind],
                  canteenLights.words[light],
                  `${say('canteens.regulars')} ${say('canteens.unitPeople', { count: regulars })}`,
                ],
              },
            ],
      ),
    [rows, say],
  )
  if (places.length === 0) return <Nothing>{say('canteens.noPlaces')}</Nothing>
  const open = (id: string) => {
    const row = rows.find(one => one.id === id)
    if (row) go(paths.canteen(row))
  }
  return (
    <Answered query={outlines}>
      {answer => (
        <>
          <PlaceMap
            outlines={answer}
            places={places}
            heightPixels={narrow ? 360 : 520}
            label={say('canteens.mapLabel')}
            onChoose={open}
          />
          <p className="soft small">{say('map.attribution')}</p>
        </>
      )}
    </Answered>
  )
}
