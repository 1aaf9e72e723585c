// Where a place lies, as an officer says it: county, then township.
import { pathOf } from '../../domain/kernel/area.ts'

export function placeNameOf(names: ReadonlyMap<string, string>, regionCode: string): string {
  return pathOf(regionCode)
    .slice(2, 4)
    .map(code => names.get(code) ?? '')
    .join(' ')
}
