// Which answers an act on a family makes stale.
export const staleAfterFamily = [
  'kin.list',
  'elder.get',
  'elder.list',
  'household.get',
  'household.list',
  'board.read',
] as const
