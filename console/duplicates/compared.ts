// Which two records an address puts side by side.
import { useParams } from '@tanstack/react-router'

export function useCompared(): { countyCode: string; id: string; otherId: string } {
  const params = useParams({ strict: false }) as { county?: string; id?: string; other?: string }
  return { countyCode: params.county ?? '', id: params.id ?? '', otherId: params.other ?? '' }
}
