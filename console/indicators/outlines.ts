// The outlines of the 60 counties, fetched only when a map is shown.
import { useQuery } from '@tanstack/react-query'
import outlinesAddress from '../../data/jilin-counties-alt-amap2018.geojson?url'
import type { Outlines } from '../../ui/map.tsx'

async function readOutlines(signal: AbortSignal): Promise<Outlines> {
  const response = await fetch(outlinesAddress, { signal })
  if (!response.ok) throw new Error(`outlines: ${response.status}`)
  return (await response.json()) as Outlines
}

/** They do not change while the page is open. */
export function useOutlines() {
  return useQuery<Outlines, Error>({
    queryKey: ['outlines'],
    queryFn: ({ signal }) => readOutlines(signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
