import { execFileSync, spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areaOf } from '../../domain/kernel/area.ts'
import { openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { exportAudit, verifyAudit } from '../command-line/audit-chain.ts'
import { projectFolder } from '../system.ts'
import { sealAudit, writeAudit } from './audit.ts'
import { within } from './database.ts'

let world: TestSystem
const scope = { area: areaOf('220000000000'), accountId: null }

beforeAll(async () => {
  world = await openTestSystem()
  for (const countyCode of ['222402', '220102', '222402']) {
    await within(world.db, scope, true, tx =>
      writeAudit(tx, {
        at: world.clock.now(),
        actor: null,
        operation: 'elder.get',
        requestId: world.newId(),
        concerns: [{ countyCode, subjects: [world.newId()], reason: null }],
      }),
    )
    await sealAudit(world.pool)
  }
})
afterAll(() => world.close())

async function exported(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'wanqing-audit-')), 'audit.jsonl')
  const output = createWriteStream(file)
  await exportAudit(world.pool, areaOf('220000000000'), output)
  await new Promise(resolve => output.end(resolve))
  return file
}

const verifier = join(projectFolder, 'docs', 'verify-audit.mjs')

describe('the audit chain', () => {
  it('is verified by the published program, county by county', async () => {
    const said = execFileSync(process.execPath, [verifier, await exported()], { encoding: 'utf8' })
    expect(said).toContain('3 seals, 3 entries, 0 breaks')
    expect(await verifyAudit(world.pool)).toEqual([])
  })

  it('shows an entry that was changed, a seal that was taken out, and a chain that was cut', async () => {
    const lines = readFileSync(await exported(), 'utf8')
      .trim()
      .split('\n')
    const broken = (change: (lines: string[]) => string[]) => {
      const file = join(mkdtempSync(join(tmpdir(), 'wanqing-audit-')), 'audit.jsonl')
      writeFileSync(file, change([...lines]).join('\n'))
      return spawnSync(process.execPath, [verifier, file], { encoding: 'utf8' })
    }
    expect(broken(all => all.map(line => line.replace('elder.get', 'elder.put'))).status).toBe(1)
    expect(
      broken(all => all.filter(line => !line.includes('"county":"222402","number":1'))).stderr,
    ).toContain('missing')
  })

  it('cannot be written over by the application, only by someone who owns the database, and then it shows', async () => {
    await expect(
      within(world.db, scope, true, tx => tx.updateTable('auditEntries').set({ operation: 'x' }).execute()),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      within(world.db, scope, true, tx => tx.deleteFrom('auditEntries').execute()),
    ).rejects.toMatchObject({ code: '42501' })
    await world.pool.query("update audit_entries set reason = 'altered' where county_code = '220102'")
    expect(await verifyAudit(world.pool)).toEqual(['审计链 220102 第 1 段：条目被改动'])
  })
})
