// The colour of a stage or a standing: what waits for somebody stands out, what is over steps back.
import type { BedStanding } from '../../domain/home-care/home-bed.ts'
import type { ProjectStage } from '../../domain/home-care/project.ts'

export const stageColours: Readonly<Record<ProjectStage, string>> = {
  planDrawn: 'processing',
  planSubmitted: 'warning',
  planApproved: 'processing',
  worksUnderWay: 'processing',
  worksFinished: 'warning',
  elderSatisfied: 'warning',
  makingGood: 'error',
  worksAccepted: 'success',
  lookedBack: 'success',
  worksCancelled: 'default',
}

export const standingColours: Readonly<Record<BedStanding, string>> = {
  bedWaits: 'processing',
  bedServed: 'success',
  bedPaused: 'warning',
  bedToEnd: 'error',
  bedOverdue: 'error',
  bedOver: 'default',
}
