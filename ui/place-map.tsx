// A map of places as dots upon outlines: how large, how far along, and a bubble with the figures.
import { ScatterChart } from 'echarts/charts'
import { type EChartsType, format, registerMap, use } from 'echarts/core'
import { useMemo } from 'react'
import { Chart } from './chart.tsx'
import type { Outlines } from './map.tsx'
import { placeLabels } from './place-labels.ts'

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
  /** Ground for the others: a small dot that is not named on the map. */
  quiet?: boolean
}

interface PlaceMapProps {
  outlines: Outlines
  places: readonly MapPlace[]
  label: string
  heightPixels: number
  onChoose: (code: string) => void
  /** While somebody is to point at a place: where she pressed. */
  onPoint?: ((at: { lon: number; lat: number }) => void) | undefined
}

export function PlaceMap({ outlines, places, label, heightPixels, onChoose, onPoint }: PlaceMapProps) {
  const option = useMemo(() => {
    registerMap('ground', outlines as never)
    return optionFor(places)
  }, [outlines, places])
  return (
    <Chart
      option={option}
      heightPixels={heightPixels}
      label={label}
      onChoose={onChoose}
      onPress={
        onPoint &&
        ((chart, x, y) => {
          const [lon = 0, lat = 0] = chart.convertFromPixel('geo', [x, y]) as number[]
          onPoint({ lon, lat })
        })
      }
      arrange={chart => named(chart, places)}
    />
  )
}

const fontSize = 12

/** Names where there is room for them; the bubble says the others. */
function named(chart: EChartsType, places: readonly MapPlace[]) {
  const sizes = sizesOf(places)
  const dots = places.flatMap(({ lon, lat, name, weight, quiet }, at) => {
    const [x = 0, y = 0] = chart.convertToPixel('geo', [lon, lat]) as number[]
    return quiet ? [] : [{ x, y, radius: (sizes[at] ?? 0) / 2, text: name, weight, at }]
  })
  const found = placeLabels(dots, { width: chart.getWidth(), height: chart.getHeight(), fontSize })
  const sides = places.map((): (typeof found)[number] => null)
  for (const [index, { at }] of dots.entries()) sides[at] = found[index] ?? null
  const data = dataOf(places).map((one, at) => ({
    ...one,
    label: { show: sides[at] !== null, position: sides[at] ?? 'right' },
  }))
  return { series: [{ data }] }
}

function sizesOf(places: readonly MapPlace[]): number[] {
  const heaviest = Math.max(1, ...places.map(place => place.weight))
  return places.map(({ weight, quiet }) => {
    const share = Math.sqrt(weight / heaviest)
    return quiet ? 4 + 6 * share : 10 + 18 * share
  })
}

function dataOf(places: readonly MapPlace[]) {
  const sizes = sizesOf(places)
  return places.map(({ code, lon, lat, color }, at) => ({
    name: code,
    value: [lon, lat],
    symbolSize: sizes[at],
    itemStyle: { color, borderColor: '#fff', borderWidth: 1 },
  }))
}

function optionFor(places: readonly MapPlace[]) {
  const byCode = new Map(places.map(place => [place.code, place]))
  return {
    animation: false,
    tooltip: {
      trigger: 'item',
      confine: true,
      extraCssText: 'max-width: 340px; white-space: normal',
      borderColor: '#e6ddd6',
      textStyle: { fontSize: 15, color: '#2b2320' },
      formatter: (hovered: { name: string }) => {
        const place = byCode.get(hovered.name)
        if (!place) return ''
        const [name = '', ...lines] = [place.name, ...place.lines].map(format.encodeHTML)
        return [`<b>${name}</b>`, ...lines].join('<br>')
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
        label: {
          show: false,
          formatter: ({ name }: { name: string }) => byCode.get(name)?.name ?? '',
          ...{ fontSize, color: '#2b2320', textBorderColor: '#fff', textBorderWidth: 2 },
        },
        data: dataOf(places),
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
