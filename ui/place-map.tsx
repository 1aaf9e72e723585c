// A map of places as dots upon outlines: how large, how far along, and a bubble with the figures.
import { ScatterChart } from 'echarts/charts'
import { registerMap, use } from 'echarts/core'
import { useMemo } from 'react'
import { Chart } from './chart.tsx'
import type { Outlines } from './map.tsx'

use([ScatterChart])

export interface MapPlace {
  code: string
  name: string
  lon: number
  lat: number
  /** Area of the dot. */
  weight: number
  color: string
  /** Lines of the bubble under the name: figures only. */
  lines: string[]
}

interface PlaceMapProps {
  outlines: Outlines
  places: readonly MapPlace[]
  label: string
  heightPixels: number
  onChoose: (code: string) => void
}

export function PlaceMap({ outlines, places, label, heightPixels, onChoose }: PlaceMapProps) {
  const option = useMemo(() => {
    registerMap('ground', outlines as never)
    return optionFor(places)
  }, [outlines, places])
  return <Chart option={option} heightPixels={heightPixels} label={label} onChoose={onChoose} />
}

function optionFor(places: readonly MapPlace[]) {
  const byCode = new Map(places.map(place => [place.code, place]))
  const heaviest = Math.max(1, ...places.map(place => place.weight))
  return {
    animation: false,
    tooltip: {
      trigger: 'item',
      borderColor: '#e6ddd6',
      textStyle: { fontSize: 15, color: '#2b2320' },
      formatter: (hovered: { name: string }) => {
        const place = byCode.get(hovered.name)
        return place ? [`<b>${place.name}</b>`, ...place.lines].join('<br>') : ''
      },
    },
    geo: {
      map: 'ground',
      nameProperty: 'code',
      aspectScale: 0.73, // the cosine of 43° N, Jilin's middle
      ...{ left: 4, right: 4, top: 4, bottom: 4, preserveAspect: 'contain' },
      boundingCoords: boundsOf(places),
      silent: true,
      roam: true,
      itemStyle: { areaColor: '#f4f1ee', borderColor: '#d8cdc4', borderWidth: 1 },
    },
    series: [
      {
        type: 'scatter',
        coordinateSystem: 'geo',
        labelLayout: { hideOverlap: true },
        label: {
          show: true,
          position: 'right',
          formatter: ({ name }: { name: string }) => byCode.get(name)?.name ?? '',
          ...{ fontSize: 12, color: '#2b2320', textBorderColor: '#fff', textBorderWidth: 2 },
        },
        data: places.map(({ code, lon, lat, weight, color }) => ({
          name: code,
          value: [lon, lat],
          symbolSize: 10 + 18 * Math.sqrt(weight / heaviest),
          itemStyle: { color, borderColor: '#fff', borderWidth: 1 },
        })),
      },
    ],
  }
}

/** The box of the dots with some air around, never narrower than a township. */
function boundsOf(places: readonly MapPlace[]): [[number, number], [number, number]] {
  const air = (low: number, high: number): [number, number] => {
    const room = Math.max((high - low) * 0.08, 0.03)
    return [low - room, high + room]
  }
  const [west, east] = air(
    places.reduce((least, { lon }) => Math.min(least, lon), 180),
    places.reduce((most, { lon }) => Math.max(most, lon), -180),
  )
  const [south, north] = air(
    places.reduce((least, { lat }) => Math.min(least, lat), 90),
    places.reduce((most, { lat }) => Math.max(most, lat), -90),
  )
  return [
    [west, north],
    [east, south],
  ]
}
