// The outlines of the 60 counties, fetched only when a map is shown.
import outlinesAddress from '../../data/jilin-counties-alt-amap2018.geojson?url'
import type { Outlines } from '../../ui/map.tsx'

export async function readOutlines(signal: AbortSignal): Promise<Outlines> {
  const response = await fetch(outlinesAddress, { signal })
  if (!response.ok) throw new Error(`outlines: ${response.status}`)
  return (await response.json()) as Outlines
}
