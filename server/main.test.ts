// Stopping before it was up: nothing is left running, and the next start goes on from there (the county was whole by the third stop).
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { findPostmaster } from './kernel/postgres-processes.ts'
import { startServer } from './main.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanqing-start-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const config = () => ({ ...readConfig({ port: 0, data: folder }, {}), logLevel: 'silent' as const })

test.each(['内置数据库', '生成演示数据', '统计指标'])(
  'A stop while it says “%s” leaves no database running',
  async stage => {
    const interruption = new AbortController()
    const server = await startServer(
      config(),
      sentence => {
        if (sentence.includes(stage)) interruption.abort()
      },
      interruption.signal,
    )
    expect(server).toBeNull()
    expect(findPostmaster(join(folder, 'cluster'))).toBeNull()
  },
  // The last one loads the whole demonstration first.
  240_000,
)

test('The next start takes up what is missing and makes nobody twice', async () => {
  const said: string[] = []
  const server = await startServer(config(), sentence => said.push(sentence))
  await server?.stop()
  expect(server).not.toBeNull()
  expect(said.filter(sentence => sentence.includes('生成演示数据'))).toEqual([])
}, 60_000)

test('Without its keys a database with sealed fields is not opened, and no new keys are made', async () => {
  renameSync(join(folder, 'keys', 'keys.json'), join(folder, 'kept-elsewhere.json'))
  await expect(startServer(config(), () => {})).rejects.toThrow(/密钥文件 .*keys.json 不见了。请从备份/)
  expect(existsSync(join(folder, 'keys', 'keys.json'))).toBe(false)
  expect(findPostmaster(join(folder, 'cluster'))).toBeNull()
}, 60_000)
