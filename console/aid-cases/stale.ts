// What an act on a case makes stale on other screens.
import type { OperationName } from '../../domain/api.ts'

export const staleAfterCase: readonly OperationName[] = [
  'aidCase.get',
  'aidCase.list',
  'aidCase.referrals',
  'aidCase.mergeable',
  'aidCase.board',
  'aidCase.wall',
  'elder.get',
  'board.read',
]
