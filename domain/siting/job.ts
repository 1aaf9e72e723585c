// The name of the job that solves plans, known to whoever wakes it.
export const sitingJob = 'siting.solve'
