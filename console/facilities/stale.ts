// What an act on a place makes stale.
export const stale = ['facility.get', 'facility.list', 'facility.standing', 'facility.network'] as const
