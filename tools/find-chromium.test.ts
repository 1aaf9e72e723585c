// The browser finder against programs that pretend to be one.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const finder = fileURLToPath(new URL('./find-chromium.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'wanqing-browser-'))
afterAll(() => rmSync(folder, { recursive: true }))

function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

/** fc-list is pretended as well, so that the machine's own fonts do not decide. */
function find(browser: string, fonts = 'Noto Sans CJK SC') {
  program('fc-list', `echo "${fonts}"`)
  const env = { PATH: `${folder}:/usr/bin:/bin`, CHROMIUM_PATH: browser }
  return spawnSync(process.execPath, [finder], { env, encoding: 'utf8' })
}

describe.skipIf(process.platform === 'win32')('finding a browser', () => {
  test('one that answers with a version is taken', () => {
    const browser = program('good', 'echo "Chromium 150.0.1"')
    expect(find(browser)).toMatchObject({ status: 0, stdout: `${browser}\n` })
  })

  test('a snap stub is named and how to get a real one is said in both languages', () => {
    const stub = program('stub', 'echo "requires the chromium snap to be installed" >&2; exit 1')
    const { status, stderr } = find(stub)
    expect(status).toBe(1)
    expect(stderr).toMatch(/没有找到可用的 Chromium[\s\S]*No usable Chromium[\s\S]*snap 占位程序/)
  })

  test('a path that leads nowhere is no browser', () => {
    expect(find(join(folder, 'absent')).stderr).toMatch(/CHROMIUM_PATH/)
  })

  test.runIf(process.platform === 'linux')('without a Chinese font the pages would be boxes: refused', () => {
    const browser = program('fontless', 'echo "Chromium 150.0.1"')
    expect(find(browser, '').stderr).toMatch(/没有找到中文字体[\s\S]*fonts-noto-cjk/)
  })
})
