// The test command: types, lint, then unit, module, guard and simulation tests, then journeys in a real browser.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
const quick = process.argv.includes('--quick')
const results = mkdtempSync(join(tmpdir(), 'wanqing-check-'))
const bin = name => join(folder, 'node_modules', '.bin', name)
const programs = ['domain', 'ui', 'server', 'phone', 'console', 'site', 'tools']

const steps = [
  ...programs.map(program => ({
    name: `类型 ${program}`,
    run: [bin('tsc'), '-p', `${program}/tsconfig.json`],
  })),
  { name: '格式与静态检查', run: [bin('biome'), 'check', '.'] },
  {
    name: '单元、模块、守卫和模拟测试',
    run: [
      bin('vitest'),
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${join(results, 'vitest.json')}`,
    ],
  },
  ...(quick
    ? []
    : [
        { name: '构建', run: [process.execPath, 'tools/build.mjs'] },
        {
          name: '浏览器流程',
          before: findBrowser,
          run: [bin('playwright'), 'test'],
          environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, 'playwright.json') },
        },
      ]),
]

async function findBrowser() {
  const { findChromium } = await import('./find-chromium.mjs')
  return { CHROMIUM_PATH: await findChromium({ install: true }) }
}

/** Counts from the runners' own reports; a run that reported nothing counts as one failure. */
function counts() {
  const vitest = read('vitest.json')
  const playwright = quick ? null : read('playwright.json')
  return {
    passed:
      (vitest?.numPassedTests ?? 0) + (playwright?.stats.expected ?? 0) + (playwright?.stats.flaky ?? 0),
    failed: (vitest?.numFailedTests ?? 0) + (playwright?.stats.unexpected ?? 0),
    skipped: (vitest?.numPendingTests ?? 0) + (playwright?.stats.skipped ?? 0),
    flaky: playwright?.stats.flaky ?? 0,
  }
}

/** What failed, by name: said last, so that whoever reads only the end of a long run knows where to look. */
function failedNames() {
  const unit = (read('vitest.json')?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0) return message ? [`${relative(folder, name)}：${firstLine(message)}`] : []
    return failed.map(
      one => `${relative(folder, name)} › ${one.fullName}：${firstLine(one.failureMessages[0] ?? '')}`,
    )
  })
  const journeys = suite => [
    ...suite.specs.filter(({ ok }) => !ok).map(({ file, title }) => `e2e/${file} › ${title}`),
    ...(suite.suites ?? []).flatMap(journeys),
  ]
  return [...unit, ...(quick ? [] : (read('playwright.json')?.suites ?? []).flatMap(journeys))]
}

function firstLine(text) {
  return text.split('\n')[0].slice(0, 300)
}

function read(name) {
  const file = join(results, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

const failed = []
for (const step of steps) {
  const began = Date.now()
  process.stdout.write(`\n── ${step.name}\n`)
  try {
    const environment = step.before ? await step.before() : {}
    const [command, ...words] = step.run
    const { status } = spawnSync(command, words, {
      cwd: folder,
      stdio: 'inherit',
      env: { ...process.env, ...step.environment, ...environment },
    })
    if (status !== 0) failed.push(step.name)
  } catch (error) {
    process.stdout.write(`${error.message}\n`)
    failed.push(step.name)
  }
  process.stdout.write(`   ${((Date.now() - began) / 1000).toFixed(1)} 秒\n`)
}

const { passed, failed: failedTests, skipped, flaky } = counts()
const names = failedNames()
rmSync(results, { recursive: true, force: true })
// Never silent: a journey that needs a second try wants looking at.
if (flaky > 0) process.stdout.write(`\n第二次才通过的浏览器流程：${flaky} 个\n`)
for (const name of names) process.stdout.write(`\n✘ ${name}\n`)
if (failed.length) process.stdout.write(`\n没有通过：${failed.join('、')}\n`)
process.stdout.write(
  `\n${passed} passed, ${Math.max(failedTests, failed.length)} failed, ${skipped} skipped\n`,
)
process.exit(failed.length ? 1 : 0)
