// The counties of a plan on the map, coloured by the share that is reached or gets the benefit; a county has none.
import { useMemo } from 'react'
import { type OutlineFigure, OutlineMap, type Outlines } from '../../ui/map.tsx'
import { colorOfRate, noRate, rateClasses } from '../../ui/rate-scale.ts'
import { useFilters, useGo } from '../address.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { useOutlines } from '../indicators/outlines.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'

export interface MapCounty {
  countyGb2260: string
  part: number
  whole: number
  lines: string[]
}

interface MapProps {
  counties: readonly MapCounty[]
  note: string
  /** Coloured between the lowest and the highest share: of a benefit for a few all shares are low. */
  isCompared?: boolean
}

/** A development zone has no outline of its own: its people are shown in the county it lies in. */
export function BudgetMap({ counties, note, isCompared = false }: MapProps) {
  const say = useWords()
  const outlines = useOutlines()
  if (counties.length < 2) return null
  return (
    <Panel title={say('budget.map')} note={note} className="map-panel">
      <Answered query={outlines}>
        {answer => <Drawn {...{ counties, isCompared }} outlines={answer} />}
      </Answered>
      <p className="soft small">{say('map.attribution')}</p>
    </Panel>
  )
}

interface DrawnProps {
  counties: readonly MapCounty[]
  isCompared: boolean
  outlines: Outlines
}

function Drawn({ counties, isCompared, outlines }: DrawnProps) {
  const say = useWords()
  const go = useGo()
  const narrow = useNarrow()
  const [filters] = useFilters()
  const figures = useMemo(() => {
    const found = new Map<string, { part: number; whole: number; lines: string[] }>()
    for (const { countyGb2260, part, whole, lines } of counties) {
      const before = found.get(countyGb2260)
      found.set(countyGb2260, {
        part: (before?.part ?? 0) + part,
        whole: (before?.whole ?? 0) + whole,
        lines: whole > 0 || !before ? lines : before.lines,
      })
    }
    const shares = [...found.values()].flatMap(({ part, whole }) => (whole === 0 ? [] : part / whole))
    const [lowest, highest] = [Math.min(...shares), Math.max(...shares)]
    const colorOf = (share: number) => {
      if (!isCompared) return colorOfRate(share * 100)
      const place = highest > lowest ? (share - lowest) / (highest - lowest) : 1
      return rateClasses[Math.min(rateClasses.length - 1, Math.floor(place * rateClasses.length))]?.color
    }
    return Object.fromEntries(
      [...found].map(([code, { part, whole, lines }]): [string, OutlineFigure] => [
        code,
        { color: (whole > 0 && colorOf(part / whole)) || noRate.color, lines },
      ]),
    )
  }, [counties, isCompared])
  return (
    <OutlineMap
      outlines={outlines}
      figures={figures}
      heightPixels={narrow ? 320 : 520}
      label={say('budget.mapLabel')}
      onChoose={code => go(paths.budget({ part: filters.part, region: `${code}000000` }))}
    />
  )
}
