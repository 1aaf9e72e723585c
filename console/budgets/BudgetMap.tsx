// The counties of a plan on the map, coloured by the share that is reached or gets the benefit; a county has none.
import { useMemo } from 'react'
import { type OutlineFigure, OutlineMap, type Outlines } from '../../ui/map.tsx'
import { colorOfRate } from '../../ui/rate-scale.ts'
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

/** A development zone has no outline of its own: its people are shown in the county it lies in. */
export function BudgetMap({ counties, note }: { counties: readonly MapCounty[]; note: string }) {
  const say = useWords()
  const outlines = useOutlines()
  if (counties.length < 2) return null
  return (
    <Panel title={say('budget.map')} note={note} className="map-panel">
      <Answered query={outlines}>{answer => <Drawn counties={counties} outlines={answer} />}</Answered>
      <p className="soft small">{say('map.attribution')}</p>
    </Panel>
  )
}

function Drawn({ counties, outlines }: { counties: readonly MapCounty[]; outlines: Outlines }) {
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
    return Object.fromEntries(
      [...found].map(([code, { part, whole, lines }]): [string, OutlineFigure] => [
        code,
        { color: colorOfRate(whole === 0 ? null : (part / whole) * 100), lines },
      ]),
    )
  }, [counties])
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
