// A visitor's fixes of a month, true to scale and without a map under them: what matters is how they lie to each other.
import { crowMeters } from '../../domain/kernel/distance.ts'
import type { Point } from '../../domain/visit-truth/facts.ts'
import { useWords } from '../language.tsx'

interface PlacesMapProps {
  places: readonly (Point & { id: string; hint: string })[]
  marked: ReadonlySet<string>
}

const width = 560
const height = 360
const edge = 28
/** Half a kilometre across at least, so that one spot looks like one spot. */
const leastMeters = 500

export function PlacesMap({ places, marked }: PlacesMapProps) {
  const say = useWords()
  if (places.length === 0) return <p className="soft">{say('truth.noPlaces')}</p>
  const { at, barPixels, barMeters } = scaleOf(places)
  const count = places.filter(place => marked.has(place.id)).length
  return (
    <>
      <svg
        className="truth-map"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={say('truth.placesLabel', { count: places.length, marked: count })}
      >
        {/* Those that matter are drawn last and lie on top. */}
        {[...places]
          .sort((one, other) => Number(marked.has(one.id)) - Number(marked.has(other.id)))
          .map(place => {
            const { x, y } = at(place)
            return (
              <circle
                key={place.id}
                cx={x}
                cy={y}
                r={6}
                className={marked.has(place.id) ? 'marked' : undefined}
              >
                <title>{place.hint}</title>
              </circle>
            )
          })}
        <path d={`M ${edge} ${height - 22} v 6 h ${barPixels} v -6`} />
        <text x={edge + barPixels + 8} y={height - 14}>
          {barMeters >= 1000
            ? say('truth.kilometres', { count: barMeters / 1000 })
            : say('truth.metres', { count: barMeters })}
        </text>
      </svg>
      <div className="truth-legend small">
        <span>
          <i className="marked" />
          {say('truth.marked')}
        </span>
        <span>
          <i />
          {say('truth.unmarked')}
        </span>
      </div>
    </>
  )
}

function scaleOf(places: readonly Point[]) {
  const lons = places.map(place => place.lon)
  const lats = places.map(place => place.lat)
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
  const across = crowMeters({ lon: west, lat: middle.lat }, { lon: east, lat: middle.lat })
  const up = crowMeters({ lon: middle.lon, lat: south }, { lon: middle.lon, lat: north })
  const room = { x: width - 2 * edge, y: height - 2 * edge - 20 }
  const metersPerPixel = Math.max(leastMeters / room.x, across / room.x, up / room.y)
  const metersPerLon = crowMeters(middle, { lon: middle.lon + 0.01, lat: middle.lat }) / 0.01
  const metersPerLat = crowMeters(middle, { lon: middle.lon, lat: middle.lat + 0.01 }) / 0.01
  const barMeters =
    [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000].find(meters => meters / metersPerPixel >= 70) ??
    100_000
  return {
    barMeters,
    barPixels: barMeters / metersPerPixel,
    at: ({ lon, lat }: Point) => ({
      x: width / 2 + ((lon - middle.lon) * metersPerLon) / metersPerPixel,
      y: (height - 20) / 2 - ((lat - middle.lat) * metersPerLat) / metersPerPixel,
    }),
  }
}
