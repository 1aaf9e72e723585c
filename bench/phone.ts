// Mark: the visitor's app over a bad line and on a slow phone: first load, cold start, a day's work, the bundle.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { demoPassword } from '../domain/accounts/demo.ts'
import { sampleVisit } from '../domain/visits/sample.ts'
import { projectFolder } from '../server/system.ts'
import { flags, median, openWorld, say, sessionFor, startOurs, type World } from './harness.ts'

const kilobyte = 1024

/** 64 kbit/s both ways and 800 ms there and back. */
const badLine = {
  offline: false,
  downloadThroughput: 8_000,
  uploadThroughput: 8_000,
  latency: 800,
}

interface Answer {
  bytes: number
  ms: number
  body: string
}

/** As a browser asks: packed, and the bytes counted as they come. */
function ask(port: number, path: string, cookie: string, body: unknown): Promise<Answer> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const headers = {
      ...{ 'content-type': 'application/json', 'accept-encoding': 'gzip', cookie },
      'x-wanqing-act': randomUUID(),
    }
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({ bytes: bytes.length, ms: performance.now() - began, body: bytes.toString('latin1') })
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

async function visitorOf(world: World, elders: number) {
  const found = await world.system.connections.pool.query<{ account_id: string; elders: number }>(
    `select account_id, count(*)::int as elders from visitor_assignments where valid_to is null
     group by 1 order by abs(count(*) - $1), 1 limit 1`,
    [elders],
  )
  const row = found.rows[0]
  if (!row) throw new Error('nobody has elders')
  const deviceId = randomUUID()
  return { elders: row.elders, deviceId, cookie: await sessionFor(world, row.account_id, deviceId) }
}

async function measureBundle(world: World, port: number, rounds: number): Promise<void> {
  const { elders, deviceId, cookie } = await visitorOf(world, 16)
  const said = { deviceId, appVersion: 'bench' }
  const whole: Answer[] = []
  const unchanged: Answer[] = []
  for (let round = 0; round < rounds * 10; round++) {
    const answer = await ask(port, '/api/sync.pull', cookie, { ...said, fingerprint: null, parts: {} })
    whole.push(answer)
    const packed = Buffer.from(answer.body, 'latin1')
    const text = packed[0] === 0x1f ? gunzipSync(packed).toString() : packed.toString()
    const { fingerprint, parts } = JSON.parse(text) as {
      fingerprint: string
      parts: { fingerprint: string; elder: { id: string } }[]
    }
    const have = Object.fromEntries(parts.map(part => [part.elder.id, part.fingerprint]))
    unchanged.push(await ask(port, '/api/sync.pull', cookie, { ...said, fingerprint, parts: have }))
  }
  const figure = (answers: Answer[]) =>
    `${(median(answers.map(one => one.bytes)) / kilobyte).toFixed(1)} KB，${median(answers.map(one => one.ms)).toFixed(0)} ms`
  say(`${elders} 位老人的名单：${figure(whole)}（限 60 KB，50 ms）`)
  say(`没有变化：${figure(unchanged)}，一来一回（限 1 KB）`)
}

async function openPhone(profile: string): Promise<BrowserContext> {
  const finder = join(projectFolder, 'tools', 'find-chromium.mjs')
  const executablePath = execFileSync(process.execPath, [finder], { encoding: 'utf8' }).trim()
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
    ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'zh-CN' },
  })
}

/** Bytes over the wire until the first screen stands, as the browser counts them. */
async function firstLoad(page: Page, url: string): Promise<{ bytes: number; ms: number }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  let bytes = 0
  devtools.on('Network.loadingFinished', event => {
    bytes += event.encodedDataLength
  })
  await devtools.send('Network.emulateNetworkConditions', badLine)
  const began = performance.now()
  await page.goto(`${url}/phone/`, { timeout: 300_000 })
  await page.getByLabel('登录名').waitFor({ timeout: 300_000 })
  const ms = performance.now() - began
  await devtools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, downloadThroughput: -1, uploadThroughput: -1, latency: 0 },
  })
  await devtools.detach()
  return { bytes, ms }
}

const pin = '395817'
const press = async (page: Page) => {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).tap()
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('登录名').fill('demo-visitor')
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).tap()
  await page.getByRole('heading', { name: '设一个手机密码' }).waitFor()
  await press(page)
  await page.getByRole('heading', { name: '再输一遍' }).waitFor()
  await press(page)
  await page.getByRole('heading', { name: '今天探访' }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
}

/** Four times slower, out of the phone's own store: until the door can be used. */
async function coldStart(page: Page, url: string): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto('about:blank')
  const began = performance.now()
  await page.goto(`${url}/phone/`)
  await page.getByRole('heading', { name: '请输入手机密码' }).waitFor()
  const ms = performance.now() - began
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await devtools.detach()
  return ms
}

/** Ten visits up and the bundle down over the bad line; one question in twenty gets lost and is asked again. */
async function dayOverBadLine(page: Page): Promise<{ ms: number; repeats: number }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', badLine)
  let asked = 0
  let repeats = 0
  await page.route(/\/api\/sync\./, route => {
    asked += 1
    if (asked % 20 !== 3) return route.continue()
    repeats += 1
    return route.abort('connectionreset')
  })
  // The runner names functions by a helper that only it has.
  await page.evaluate('globalThis.__name = named => named')
  const ms = await page.evaluate(
    async ({ visit, ids }) => {
      const call = async (name: string, body: object): Promise<Record<string, unknown>> => {
        for (let attempt = 0; attempt < 20; attempt++) {
          try {
            const answer = await fetch(`/api/${name}`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'x-wanqing-act': crypto.randomUUID() },
              body: JSON.stringify(body),
            })
            if (answer.ok) return (await answer.json()) as Record<string, unknown>
          } catch {
            // Lost on the way: asked again.
          }
        }
        throw new Error(`${name} never got through`)
      }
      const database = await new Promise<IDBDatabase>(resolve => {
        const opening = indexedDB.open('wanqing')
        opening.onsuccess = () => resolve(opening.result)
      })
      const deviceId = await new Promise<string>(resolve => {
        const asking = database.transaction('choices').objectStore('choices').get('deviceId')
        asking.onsuccess = () => resolve((asking.result as { value: string }).value)
      })
      const began = performance.now()
      const said = { deviceId, appVersion: 'bench' }
      const first = await call('sync.pull', { ...said, fingerprint: null, parts: {} })
      const [part] = first.parts as { elder: { id: string; countyCode: string } }[]
      for (const id of ids) {
        const input = { ...visit, id, elderId: part?.elder.id, countyCode: part?.elder.countyCode }
        const ended = new Date(Date.now() - 60_000)
        const times = {
          startedAt: new Date(ended.getTime() - 900_000).toISOString(),
          endedAt: ended.toISOString(),
        }
        const act = {
          id,
          operation: 'visit.record',
          input: { ...input, ...times },
          doneAt: ended.toISOString(),
        }
        await call('sync.push', { ...said, acts: [act] })
      }
      return performance.now() - began
    },
    { visit: sampleVisit, ids: Array.from({ length: 10 }, () => randomUUID()) },
  )
  await page.unroute(/\/api\/sync\./)
  await devtools.detach()
  return { ms, repeats }
}

const { size, rounds } = flags()
const world = await openWorld(size)
const profiles: string[] = []
try {
  const ours = await startOurs(world)
  const url = `http://127.0.0.1:${ours.port}`
  await measureBundle(world, ours.port, rounds)
  const loads: { bytes: number; ms: number }[] = []
  const starts: number[] = []
  const days: { ms: number; repeats: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const profile = mkdtempSync(join(tmpdir(), 'wanqing-bench-phone-'))
    profiles.push(profile)
    const phone = await openPhone(profile)
    const page = phone.pages()[0] ?? (await phone.newPage())
    loads.push(await firstLoad(page, url))
    await signIn(page)
    starts.push(await coldStart(page, url))
    days.push(await dayOverBadLine(page))
    await phone.close()
  }
  const at = (values: number[], digits = 1) => (median(values) / 1000).toFixed(digits)
  say(
    `第一次打开（64 kbit/s，800 ms）：${(median(loads.map(one => one.bytes)) / kilobyte).toFixed(0)} KB，` +
      `${at(loads.map(one => one.ms))} 秒（限 300 KB）`,
  )
  say(`冷启动（处理器慢 4 倍）：${at(starts, 2)} 秒（限 2.5 秒）`)
  say(
    `一天 10 次探访上去、名单下来（64 kbit/s，800 ms，丢 5%）：${at(days.map(one => one.ms))} 秒，` +
      `重问 ${median(days.map(one => one.repeats))} 次`,
  )
  ours.stop()
} finally {
  await world.close()
  for (const profile of profiles) rmSync(profile, { recursive: true, force: true })
}
