// Rows that have no name of their own keep the key of their place, until one comes or goes.
export function inPlaces<One>(rows: readonly One[]): { one: One; at: number; key: string }[] {
  return rows.map((one, at) => ({ one, at, key: `${rows.length}-${at}` }))
}
