// The test command: types, lint, build, then unit, module, guard and simulation tests, then journeys in a real browser.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
const quick = process.argv.includes('--quick')
const results = mkdtempSync(join(tmpdir(), 'wanqing-check-'))
const bin = name => join(folder, 'node_modules', '.bin', name)
/** Those that take longest first, so that none of them runs alone at the end. */
const programs = ['tools', 'server', 'console', 'phone', 'domain', 'ui', 'site']

function vitestInto(name) {
  const output = `--outputFile.json=${join(results, name)}`
  return [bin('vitest'), 'run', '--reporter=dot', '--reporter=json', output]
}

/** Need nothing of each other, and leave the second core idle when one runs after the other: two at a time. */
const besideEachOther = [
  ...programs.map(program => ({
    name: `类型 ${program}`,
    // One thread each: more would reckon the same types more than once.
    run: [bin('tsc'), '-p', `${program}/tsconfig.json`, '--checkers', '1'],
  })),
  ...(quick ? [] : [{ name: '构建', run: [process.execPath, 'tools/build.mjs'] }]),
  { name: '格式与静态检查', run: [bin('biome'), 'check', '.'] },
]

const oneAfterTheOther = [
  {
    name: '单元、模块、守卫和模拟测试',
    run: vitestInto('vitest.json'),
    // As the journeys have it: on a crowded machine one test may once be too slow. Named at the end, never silent.
    again: () => {
      const files = failedFiles('vitest.json')
      return files.length > 0 && files.length <= 5 ? [...vitestInto('vitest-again.json'), ...files] : null
    },
  },
  ...(quick
    ? []
    : [
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
  const statuses = unitResults().flatMap(file => file.assertionResults.map(one => one.status))
  const count = status => statuses.filter(one => one === status).length
  const playwright = quick ? null : read('playwright.json')
  return {
    passed: count('passed') + (playwright?.stats.expected ?? 0) + (playwright?.stats.flaky ?? 0),
    failed: count('failed') + (playwright?.stats.unexpected ?? 0),
    skipped: statuses.length - count('passed') - count('failed') + (playwright?.stats.skipped ?? 0),
    flaky: playwright?.stats.flaky ?? 0,
  }
}

const resultsIn = name => read(name)?.testResults ?? []
const failedFiles = name => resultsIn(name).flatMap(one => (one.status === 'passed' ? [] : [one.name]))

/** The last word of each file: its second try where it had one. */
function unitResults() {
  const again = resultsIn('vitest-again.json')
  const tried = new Set(again.map(one => one.name))
  return [...resultsIn('vitest.json').filter(one => !tried.has(one.name)), ...again]
}

/** What failed, by name: said last, so that whoever reads only the end of a long run knows where to look. */
function failedUnits(files) {
  return files.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0) return message ? [`${relative(folder, name)}：${firstLine(message)}`] : []
    return failed.map(
      one => `${relative(folder, name)} › ${one.fullName}：${firstLine(one.failureMessages[0] ?? '')}`,
    )
  })
}

function failedJourneys() {
  const journeys = suite => [
    ...suite.specs.filter(({ ok }) => !ok).map(({ file, title }) => `e2e/${file} › ${title}`),
    ...(suite.suites ?? []).flatMap(journeys),
  ]
  return quick ? [] : (read('playwright.json')?.suites ?? []).flatMap(journeys)
}

function firstLine(text) {
  return text.split('\n')[0].slice(0, 300)
}

function read(name) {
  const file = join(results, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

const failed = []
const secondsSince = began => `   ${((Date.now() - began) / 1000).toFixed(1)} 秒\n`

/** Says what the step said when it is over: two at once would talk into each other's sentences. */
function runQuietly({ name, run: [command, ...words] }) {
  const began = Date.now()
  let said = ''
  return new Promise(resolve => {
    const end = isRight => {
      process.stdout.write(`\n── ${name}\n${said}${secondsSince(began)}`)
      if (!isRight) failed.push(name)
      resolve()
    }
    const child = spawn(command, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', chunk => {
        said += chunk
      })
    // A command that is not there says so and is closed as well.
    child.once('error', error => {
      said += `${error.message}\n`
    })
    child.once('close', code => end(code === 0))
  })
}

async function oneLane(waiting) {
  for (let step = waiting.shift(); step; step = waiting.shift()) await runQuietly(step)
}

const waiting = [...besideEachOther]
await Promise.all([oneLane(waiting), oneLane(waiting)])

for (const step of oneAfterTheOther) {
  const began = Date.now()
  process.stdout.write(`\n── ${step.name}\n`)
  try {
    const environment = step.before ? await step.before() : {}
    const run = ([command, ...words]) =>
      spawnSync(command, words, {
        cwd: folder,
        stdio: 'inherit',
        env: { ...process.env, ...step.environment, ...environment },
      }).status === 0
    if (!run(step.run)) {
      const again = step.again?.()
      if (!again || !run(again)) failed.push(step.name)
    }
  } catch (error) {
    process.stdout.write(`${error.message}\n`)
    failed.push(step.name)
  }
  process.stdout.write(secondsSince(began))
}

const { passed, failed: failedTests, skipped, flaky } = counts()
const names = [...failedUnits(unitResults()), ...failedJourneys()]
const second = read('vitest-again.json') ? failedUnits(resultsIn('vitest.json')) : []
rmSync(results, { recursive: true, force: true })
// Never silent: what needs a second try wants looking at.
if (flaky > 0) process.stdout.write(`\n第二次才通过的浏览器流程：${flaky} 个\n`)
for (const name of second) process.stdout.write(`\n第一次没有通过：${name}\n`)
for (const name of names) process.stdout.write(`\n✘ ${name}\n`)
if (failed.length) process.stdout.write(`\n没有通过：${failed.join('、')}\n`)
process.stdout.write(
  `\n${passed} passed, ${Math.max(failedTests, failed.length)} failed, ${skipped} skipped\n`,
)
process.exit(failed.length ? 1 : 0)
