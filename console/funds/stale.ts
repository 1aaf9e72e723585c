// What must be asked again once a project has moved on.
export const staleProject = [
  'fundProject.get',
  'fundProject.list',
  'fundShare.list',
  'fund.overview',
  'fundBatch.get',
] as const
