// Every job there is; each only calls a function of a module and can run twice.
import { sealAudit } from './kernel/audit.ts'
import type { Job } from './kernel/jobs.ts'

export const jobs: Record<string, Job> = {
  'audit.seal': {
    every: '* * * * *',
    run: async system => {
      await sealAudit(system.connections.pool)
    },
  },
}
