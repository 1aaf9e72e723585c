// The address bar is the state: filters are read from it and written to it.
import { useParams, useRouter, useSearch } from '@tanstack/react-router'

export type Filters = Record<string, string | undefined>

/** Codes of twelve digits must stay text: the router would read them as numbers. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(search: Record<string, unknown>): string {
  const filled = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '')
  const text = new URLSearchParams(filled as [string, string][]).toString()
  return text && `?${text}`
}

export function useFilters(): [Filters, (change: Filters) => void] {
  const search = useSearch({ strict: false }) as Filters
  const router = useRouter()
  const change = (wanted: Filters) =>
    router.history.replace(window.location.pathname + stringifySearch({ ...search, ...wanted }))
  return [search, change]
}

export function useKey(): { countyCode: string; id: string } {
  const params = useParams({ strict: false }) as { county?: string; id?: string }
  return { countyCode: params.county ?? '', id: params.id ?? '' }
}

/** Goes on from a screen that has nothing to ask: the way back leads past it. */
export function useGoOn(): (to: string) => void {
  const router = useRouter()
  return to => router.history.replace(to)
}

/** Goes to an address of paths.ts. */
export function useGo(): (to: string) => void {
  const router = useRouter()
  return to => router.history.push(to)
}
