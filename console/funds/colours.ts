// The colour of a state: what waits for somebody stands out, what is over steps back.
import type { AppropriationState, BatchState, FundProjectState } from '../../domain/funds/fund.ts'

export const projectColours: Readonly<Record<FundProjectState, string>> = {
  planDrafted: 'warning',
  planApproved: 'processing',
  underConstruction: 'processing',
  awaitsAcceptance: 'warning',
  worksAccepted: 'success',
  accountsClosed: 'success',
  planDropped: 'default',
}

export const batchColours: Readonly<Record<BatchState, string>> = {
  batchDrafted: 'warning',
  batchApproved: 'success',
  batchDropped: 'default',
}

export const sumColours: Readonly<Record<AppropriationState, string>> = {
  sumPlanned: 'warning',
  sumIssued: 'success',
  sumWithdrawn: 'default',
}
