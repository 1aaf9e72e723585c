// Saves today's contract beside the guard; run at a release: npx tsx tools/contract-snapshot.ts
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { api } from '../domain/api.ts'
import { projectFolder } from '../server/system.ts'
import { contractOf } from './contract.ts'

const kept = Object.entries(contractOf(api)).filter(([, contract]) => contract.phone)
writeFileSync(
  join(projectFolder, 'tools', 'contract.snapshot.json'),
  `${JSON.stringify(Object.fromEntries(kept), null, 1)}\n`,
)
