// One ECharts picture that follows its box; only the parts we draw are bundled. SVG, so that it prints sharply.
import { LineChart, MapChart } from 'echarts/charts'
import { GeoComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([LineChart, MapChart, GeoComponent, GridComponent, TooltipComponent, LabelLayout, SVGRenderer])

interface ChartProps {
  option: EChartsCoreOption
  heightPixels: number
  /** What the picture says, for people who do not see it; the figures stand in a table beside it. */
  label: string
  onChoose?: (name: string) => void
  /** Anywhere on the picture, in pixels from its corner. */
  onPress?: ((chart: EChartsType, x: number, y: number) => void) | undefined
  /** What depends on where things came to lie: asked again whenever the picture is drawn anew, resized or moved. */
  arrange?: (chart: EChartsType) => EChartsCoreOption
}

export function Chart({ option, heightPixels, label, onChoose, onPress, arrange }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  const press = useRef(onPress)
  press.current = onPress
  const arranging = useRef(arrange)
  arranging.current = arrange
  useEffect(() => {
    if (!place.current) return
    const made = init(place.current, null, { renderer: 'svg' })
    chart.current = made
    made.on('click', event => choose.current?.(String((event as { name?: unknown }).name ?? '')))
    made.getZr().on('click', ({ offsetX, offsetY }) => press.current?.(made, offsetX, offsetY))
    made.on('georoam', () => {
      requestAnimationFrame(() => chart.current && rearrange(made, arranging.current))
    })
    const watcher = new ResizeObserver(() => {
      made.resize()
      rearrange(made, arranging.current)
    })
    watcher.observe(place.current)
    return () => {
      watcher.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    const made = chart.current
    if (!made) return
    const view = viewOf(made, option)
    made.setOption(option, { notMerge: true })
    if (view) made.setOption({ geo: view })
    rearrange(made, arranging.current)
  }, [option])
  return <div ref={place} role="img" aria-label={label} style={{ height: heightPixels, width: '100%' }} />
}

interface Ground {
  boundingCoords?: unknown
  center?: unknown
  zoom?: unknown
}

/** How far somebody has gone into a map of the same ground: what changed upon it must not throw her out again. */
function viewOf(chart: EChartsType, option: EChartsCoreOption): { center: unknown; zoom: unknown } | null {
  const [before] = (chart.getOption()?.geo ?? []) as Ground[]
  const next = option.geo as Ground | undefined
  if (!before?.center || !next) return null
  const isSame = JSON.stringify(before.boundingCoords) === JSON.stringify(next.boundingCoords)
  return isSame ? { center: before.center, zoom: before.zoom } : null
}

function rearrange(chart: EChartsType, arrange: ChartProps['arrange']): void {
  // Nothing is drawn before the first picture.
  if (arrange && chart.getOption()) chart.setOption(arrange(chart))
}
