// A map of outlines coloured by class; what lies outside the area of interest stays as a pale neighbour.
import { registerMap } from 'echarts/core'
import { useMemo } from 'react'
import { Chart } from './chart.tsx'

type Position = [number, number]

export interface Outlines {
  type: 'FeatureCollection'
  features: {
    id: string
    properties: { code: string; name: string }
    geometry: { type: string; coordinates: unknown }
  }[]
}

export interface OutlineFigure {
  color: string
  /** Lines of the bubble under the name. */
  lines: string[]
}

interface OutlineMapProps {
  outlines: Outlines
  /** Outline code → what to show; outlines without a figure are neighbours. */
  figures: Readonly<Record<string, OutlineFigure>>
  label: string
  heightPixels: number
  onChoose: (code: string) => void
}

export function OutlineMap({ outlines, figures, label, heightPixels, onChoose }: OutlineMapProps) {
  const option = useMemo(() => {
    registerMap('outlines', outlines as never)
    return optionFor(outlines, figures)
  }, [outlines, figures])
  return (
    <Chart
      option={option}
      heightPixels={heightPixels}
      label={label}
      onChoose={code => {
        if (figures[code]) onChoose(code)
      }}
    />
  )
}

function optionFor(outlines: Outlines, figures: Readonly<Record<string, OutlineFigure>>) {
  const names = new Map(outlines.features.map(({ properties }) => [properties.code, properties.name]))
  const nameOf = ({ name }: { name: string }) => names.get(name) ?? ''
  const shown = outlines.features.filter(({ properties }) => figures[properties.code])
  return {
    animation: false,
    tooltip: {
      trigger: 'item',
      borderColor: '#e6ddd6',
      textStyle: { fontSize: 15, color: '#2b2320' },
      // Names and figures are ours, but a bubble is HTML: nothing of it may come from people.
      formatter: (hovered: { name: string }) => {
        const lines = figures[hovered.name]?.lines
        return lines ? [`<b>${nameOf(hovered)}</b>`, ...lines].join('<br>') : ''
      },
    },
    series: [
      {
        type: 'map',
        map: 'outlines',
        nameProperty: 'code',
        aspectScale: 0.73, // the cosine of 43° N, Jilin's middle
        left: 4,
        right: 4,
        top: 4,
        bottom: 4,
        preserveAspect: 'contain',
        selectedMode: false,
        boundingCoords: boundsOf(shown.length > 0 ? shown : outlines.features),
        label: {
          show: true,
          formatter: nameOf,
          fontSize: 12,
          color: '#2b2320',
          textBorderColor: '#fff',
          textBorderWidth: 2,
        },
        labelLayout: { hideOverlap: true },
        emphasis: {
          label: { show: true, fontWeight: 'bold' },
          itemStyle: { areaColor: null, borderColor: '#2b2320', borderWidth: 2 },
        },
        data: outlines.features.map(({ properties: { code } }) => {
          const figure = figures[code]
          return {
            name: code,
            value: 0,
            label: { show: Boolean(figure) },
            itemStyle: figure
              ? { areaColor: figure.color, borderColor: '#fff', borderWidth: 1 }
              : { areaColor: '#f4f1ee', borderColor: '#e6ddd6' },
            emphasis: {
              label: { show: true, color: figure ? '#2b2320' : '#8a817b' },
              itemStyle: { areaColor: figure?.color ?? '#f4f1ee' },
            },
          }
        }),
      },
    ],
  }
}

/** The north-west and south-east corners of some outlines. */
function boundsOf(features: Outlines['features']): [Position, Position] {
  const corners = features.flatMap(({ geometry }) => positionsIn(geometry.coordinates))
  const longitudes = corners.map(([longitude]) => longitude)
  const latitudes = corners.map(([, latitude]) => latitude)
  const west = longitudes.reduce((one, other) => Math.min(one, other))
  const east = longitudes.reduce((one, other) => Math.max(one, other))
  const south = latitudes.reduce((one, other) => Math.min(one, other))
  const north = latitudes.reduce((one, other) => Math.max(one, other))
  return [
    [west, north],
    [east, south],
  ]
}

function positionsIn(coordinates: unknown): Position[] {
  if (!Array.isArray(coordinates)) return []
  if (typeof coordinates[0] === 'number') return [coordinates as Position]
  return coordinates.flatMap(positionsIn)
}
