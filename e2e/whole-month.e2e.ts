// A month of one canteen on a clock of its own: counted at nine, cooked and served, three days of it without signal,
// charged every evening, closed by the manager, and read by a stranger to the fen. The first four days and the closing
// are lived on screens; the days after them are sent as the same acts over the same doors, without tapping each one.
import { type Browser, expect, type Page } from '@playwright/test'
import type { Output } from '../domain/api.ts'
import { mealOfDay } from '../domain/canteens/meal-of-day.ts'
import { mondayOf } from '../domain/canteens/week.ts'
import { addDays, addMonths, lastDayOf } from '../domain/kernel/day.ts'
import { type JourneyClock, nextApril } from './clock.ts'
import { expectAccessible } from './everybody.ts'
import { Phone } from './phone.ts'
import { ask, deskOf, newId, openSection, runCommand, test, type Wanqing } from './wanqing.ts'

const first = nextApril.slice(0, 10)
const month = first.slice(0, 7)
const at = (day: string, time: string) => `${day}T${time}:00+08:00`

test.use({ startsAt: nextApril })
test.describe.configure({ mode: 'serial' })

const withoutSignal = [addDays(first, 1), addDays(first, 2), addDays(first, 3)]

interface Kept {
  portions: number
  /** Names tapped at the table, and doors at which a box was handed over. */
  eaten: number
  handed: number
  samples: number
}

test('一个食堂的一个月：从早上点人数到月末结账，中间厨师断网三天，一餐不多、一分不差', async ({
  browser,
  wanqing,
}) => {
  test.setTimeout(420_000)
  const { clock } = wanqing
  if (!clock) throw new Error('this journey needs a clock of its own')
  const phone = new Phone()
  const kept = new Map<string, Kept>()
  try {
    const key = await test.step('一日早上：电话和纸条说不来的，管事人登记，人数少两份', () =>
      countAtDesk(browser, wanqing))
    await test.step('厨师的手机上是同一个数，九点前定下', () => signInCook(phone, wanqing))
    await dayInKitchen(phone, clock, first, kept)
    await charge(clock, first)
    await test.step('断网三天：每天点人数、留样、开饭、送餐', async () => {
      await wanqing.cut()
      for (const day of withoutSignal) {
        await clock.moveTo(at(day, '07:40'))
        // A phone that was switched off at night finds everything on itself.
        await phone.close()
        await phone.open(wanqing.url, clock)
        await dayInKitchen(phone, clock, day, kept)
        await charge(clock, day)
      }
    })
    const deviceId = await test.step('有网了，传到一半又断，再来：全部上传，没有一条被退回', () =>
      comeBack(phone, wanqing, clock))
    await test.step('电脑上看：断网三天的每一餐、每一样只到一次', () =>
      expectOnce(browser, wanqing, key, kept))
    const later = await test.step('余下的日子：同样的记录，用接口一天一天送', () =>
      restOfMonth(phone, wanqing, clock, { ...key, deviceId }))
    const book = await test.step('下月一日，管事人登记买菜、结账', () =>
      closeMonth(browser, wanqing, clock, key))
    const taps = [...kept.values()].reduce((sum, { eaten, handed }) => sum + eaten + handed, 0)
    expect(book.months.find(one => one.month === month)?.servings).toBe(taps + later)
    await test.step('公开网页、总账、试算平衡、核对命令：同一个数', () =>
      expectSameEverywhere(browser, wanqing, clock, { key, book }))
  } finally {
    await phone.throwAway()
  }
})

interface Key {
  countyCode: string
  canteenId: string
}

async function countAtDesk(browser: Browser, wanqing: Wanqing): Promise<Key> {
  const desk = await deskOf(browser, wanqing, 'demo-canteen')
  await openSection(desk, '助餐点')
  await desk.locator('.card-table a.strong').first().click()
  await desk.getByRole('tab', { name: '今日' }).click()
  const count = desk.getByTestId('head-count')
  const before = Number(/\d+/.exec(await count.innerText())?.[0])
  for (const way of ['打电话说的', '纸条或登记本']) {
    await desk.getByRole('button', { name: '不来', exact: true }).first().click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('怎么说的').click()
    await desk.locator('.ant-select-dropdown:visible').getByTitle(way, { exact: true }).click()
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await expect(dialog).toBeHidden()
  }
  await expect(count).toHaveText(`要做 ${before - 2} 份`)
  await desk.getByRole('button', { name: '厨房单' }).click()
  await expect(desk.locator('.canteen-paper')).toContainText(`做 ${before - 2} 份`)
  const [countyCode = '', canteenId = ''] = new URL(desk.url()).pathname.split('/').slice(3)
  const fromMonday = mondayOf(first)
  // The demonstration's menus end in the middle of the month; the weeks after are copied.
  for (const days of [14, 21, 28])
    await ask(desk, 'menu.copy', { countyCode, canteenId, fromMonday, toMonday: addDays(fromMonday, days) })
  await desk.context().close()
  return { countyCode, canteenId }
}

async function signInCook(phone: Phone, { url, clock }: Wanqing): Promise<void> {
  await clock?.moveTo(at(first, '08:40'))
  await phone.open(url, clock)
  await phone.signIn('demo-cook')
  for (const heading of ['设一个手机密码', '再输一遍']) {
    await expect(phone.page.getByRole('heading', { name: heading })).toBeVisible()
    await phone.enterPin()
  }
  await expect(phone.page.locator('.big-button')).toHaveCount(3)
  await phone.installed()
}

/** The time goes on, and a phone in a pocket has locked itself. */
async function passTime(phone: Phone, clock: JourneyClock, day: string, time: string): Promise<void> {
  await clock.moveTo(at(day, time))
  const asked = phone.page.getByRole('heading', { name: '请输入手机密码' })
  await expect(asked).toBeVisible()
  await phone.enterPin()
  await expect(asked).toBeHidden()
}

/** A morning and a noon with the three big buttons, and the round with the boxes. */
async function dayInKitchen(
  phone: Phone,
  clock: JourneyClock,
  day: string,
  kept: Map<string, Kept>,
): Promise<void> {
  const { page } = phone
  const big = (name: RegExp) => phone.tap(page.getByRole('link', { name }))
  await passTime(phone, clock, day, '08:50')
  await big(/点人数/)
  const portions = Number(/\d+/.exec(await page.getByTestId('head-count').innerText())?.[0])
  await phone.tapButton(`就做 ${portions} 份`)
  await expect(page.getByText(`已定：做 ${portions} 份`)).toBeVisible()
  await phone.tapButton('返回')

  await passTime(phone, clock, day, '10:50')
  await big(/留样/)
  const toKeep = page.getByRole('listitem').getByRole('button', { name: '留好了' })
  const dishes = page.getByText(/标签写：/)
  const samples = await untilGone(phone, toKeep.first(), () => dishes.count())
  await phone.tapButton('返回')

  await big(/开饭/)
  const waiting = page.getByRole('region', { name: '还没吃' }).getByRole('button')
  const atTable = page.getByRole('region', { name: '吃过了' }).getByRole('button')
  const eaten = await untilGone(phone, waiting.first(), () => atTable.count())
  await phone.tapButton('返回')

  await phone.tap(page.getByRole('link', { name: /送餐/ }))
  const doors = page.locator('ol.list > li button')
  const boxes = await doors.count()
  for (let left = boxes; left > 0; left--) {
    await phone.tap(doors.first())
    await phone.tapButton('交给本人')
    await expect(doors).toHaveCount(left - 1)
  }
  if (boxes > 0) await expect(page.getByRole('region', { name: '送到了' })).toContainText(`送到了${boxes}`)
  await phone.tapButton('返回')
  kept.set(day, { portions, eaten, handed: boxes, samples })
}

/** Taps one after the other until none is left, and says how many there were. */
async function untilGone(
  phone: Phone,
  next: ReturnType<Page['locator']>,
  done: () => Promise<number>,
): Promise<number> {
  await expect(next).toBeVisible()
  while (await next.isVisible()) {
    const before = await done()
    await phone.tap(next)
    await expect.poll(done).toBe(before + 1)
  }
  return done()
}

/** The evening comes and the job of half past nine with it. */
async function charge(clock: JourneyClock, day: string): Promise<void> {
  await clock.moveTo(at(day, '21:31'), ['meals.charge'])
}

/** The first answer is lost on the way: what has arrived is sent again and counts once. */
async function comeBack(phone: Phone, wanqing: Wanqing, clock: JourneyClock): Promise<string> {
  await passTime(phone, clock, addDays(first, 4), '08:00')
  const online = () => phone.page.evaluate(() => window.dispatchEvent(new Event('online')))
  const pushed = phone.page.waitForRequest(/\/api\/sync\.push$/)
  await wanqing.restore()
  await online()
  const { deviceId } = (await pushed).postDataJSON() as { deviceId: string }
  await wanqing.cut()
  await expect(phone.page.getByText('记录已全部上传')).toBeHidden()
  await wanqing.restore()
  await online()
  await expect(phone.page.getByText('记录已全部上传')).toBeVisible({ timeout: 60_000 })
  return deviceId
}

async function expectOnce(
  browser: Browser,
  wanqing: Wanqing,
  key: Key,
  kept: ReadonlyMap<string, Kept>,
): Promise<void> {
  const desk = await deskOf(browser, wanqing, 'demo-canteen')
  const { samples } = await ask(desk, 'safety.month', { ...key, month })
  for (const day of withoutSignal) {
    const { portions, eaten, handed, samples: bowls } = kept.get(day) ?? fail(day)
    await desk.goto(`/console/canteens/${key.countyCode}/${key.canteenId}?day=${day}`)
    await expect(desk.getByText(`已吃 ${eaten + handed} 份`)).toBeVisible()
    await expect(desk.getByText(`已确认做 ${portions} 份`)).toBeVisible()
    const { rows } = await ask(desk, 'mealServing.list', { ...key, from: day, to: day, limit: 200 })
    expect(rows.map(row => row.name).toSorted()).toEqual([...new Set(rows.map(row => row.name))].toSorted())
    expect(rows).toHaveLength(eaten + handed)
    expect(samples.filter(one => one.day === day)).toHaveLength(bowls)
  }
  await expectAccessible(desk, '补传之后的今日')
  await desk.context().close()
}

function fail(day: string): never {
  throw new Error(`nothing was kept of ${day}`)
}

/** Every evening the same acts a phone would send; one expected in ten does not come. */
async function restOfMonth(
  phone: Phone,
  wanqing: Wanqing,
  clock: JourneyClock,
  key: Key & { deviceId: string },
): Promise<number> {
  let served = 0
  for (let day = addDays(first, 4); day <= lastDayOf(month); day = addDays(day, 1)) {
    await clock.moveTo(at(day, '20:00'))
    served += await sendDay(phone.page, wanqing, key, day)
    // The books are charged on every evening in truth; once a week is enough to be found right.
    if (day === lastDayOf(month) || mondayOf(day) === addDays(day, -6)) await charge(clock, day)
  }
  return served
}

async function sendDay(
  page: Page,
  { url }: Wanqing,
  { countyCode, canteenId, deviceId }: Key & { deviceId: string },
  day: string,
): Promise<number> {
  const post = async <Answer>(operation: string, data: object) => {
    const headers = { 'x-wanqing-act': newId() }
    const answer = await page.request.post(`${url}/api/${operation}`, { data, headers })
    expect(answer.ok(), `${operation} on ${day}: ${await answer.text()}`).toBe(true)
    return (await answer.json()) as Answer
  }
  const { kitchens } = await post<Output<'kitchen.pull'>>('kitchen.pull', { fingerprint: null })
  const kitchen = kitchens.find(one => one.canteenId === canteenId)
  if (!kitchen) throw new Error(`the cook has no kitchen on ${day}`)
  const whole = () => ({ countyCode, canteenId, id: newId(), day })
  const acts = (['lunch', 'supper'] as const).flatMap(meal => {
    const of = mealOfDay(kitchen, day, meal)
    const when = new Date(at(day, meal === 'lunch' ? '11:30' : '17:30')).toISOString()
    const { portions, boxes } = of.count
    const came = of.lines.filter((line, index) => line.expected && (index + Number(day.slice(8))) % 10 > 0)
    if (came.length === 0) return []
    return [
      { operation: 'headCount.confirm', input: { countyCode, canteenId, day, meal, portions, boxes } },
      ...of.dishes.map(({ name: dish }) => ({
        operation: 'foodSample.record',
        input: { ...whole(), meal, dish, grams: 150, takenAt: when, celsius: null },
      })),
      ...came.map(({ elderId, extra, expected }) => ({
        operation: 'mealServing.record',
        input: {
          ...{ ...whole(), meal, elderId, extraId: extra?.id ?? null, servedAt: when, place: null },
          ...(expected?.way === 'delivered'
            ? { way: 'delivered', knownBy: 'atTheDoor', handedTo: 'toHerself' }
            : { way: 'dineIn', knownBy: 'byNameList', handedTo: null }),
        },
      })),
    ]
  })
  const doneAt = new Date(at(day, '19:00')).toISOString()
  const { answers } = await post<Output<'sync.push'>>('sync.push', {
    ...{ deviceId, appVersion: 'journey' },
    acts: acts.map(act => ({ ...act, id: newId(), doneAt })),
  })
  expect(answers.filter(one => one.outcome !== 'done')).toEqual([])
  return acts.filter(act => act.operation === 'mealServing.record').length
}

async function closeMonth(
  browser: Browser,
  wanqing: Wanqing,
  clock: JourneyClock,
  key: Key,
): Promise<Output<'mealBook.get'>> {
  await clock.moveTo(at(addDays(lastDayOf(month), 1), '08:30'))
  const keeper = await deskOf(browser, wanqing, 'demo-canteen')
  await keeper.goto(`/console/meal-books/${key.countyCode}/${key.canteenId}?part=entries&month=${month}`)
  await keeper.getByRole('button', { name: '登记花出的钱' }).click()
  const dialog = keeper.getByRole('dialog')
  await dialog.getByLabel('花在哪里').click()
  await keeper.getByTitle('食材', { exact: true }).click()
  await dialog.getByLabel('金额（元）').fill('1234.56')
  await dialog.locator('input[type=date]').fill(lastDayOf(month))
  await dialog.getByRole('button', { name: /保\s*存/ }).click()
  await expect(keeper.getByText('−1,234.56')).toBeVisible()
  for (const closing of [addMonths(month, -1), month]) {
    const words = `结${Number(closing.slice(0, 4))}年${Number(closing.slice(5))}月的账`
    await keeper.getByRole('button', { name: words }).click()
    await keeper.locator('.ant-popover').getByRole('button', { name: words }).click()
    await expect.poll(async () => (await ask(keeper, 'mealBook.get', key)).closed).toContain(closing)
  }
  await expect(keeper.getByText(/已结账$/).first()).toBeVisible()
  await expectAccessible(keeper, '结账之后的助餐账')
  const book = await ask(keeper, 'mealBook.get', { ...key, toMonth: month })
  await keeper.context().close()
  return book
}

async function expectSameEverywhere(
  browser: Browser,
  wanqing: Wanqing,
  clock: JourneyClock,
  { key, book }: { key: Key; book: Output<'mealBook.get'> },
): Promise<void> {
  const closing = book.months.find(one => one.month === month)?.closingFen ?? Number.NaN
  // Anybody, with script switched off.
  const stranger = await browser.newContext({ baseURL: wanqing.url, javaScriptEnabled: false })
  const wall = await stranger.newPage()
  await wall.goto(`/open-account/${key.countyCode}/${key.canteenId}?month=${month}`)
  await expect(wall.getByText('这个月已经结账，与总账一致。')).toBeVisible()
  await expect(wall.getByText(`${yuan(closing)} 元`).first()).toBeVisible()
  await stranger.close()

  const county = await deskOf(browser, wanqing, 'demo-county')
  const [regionCode, day] = [`${key.countyCode}000000`, lastDayOf(month)]
  const asked = { regionCode, day, kind: 'canteenCash', unit: 'fen', limit: 200 } as const
  const tills = await ask(county, 'ledger.accounts', asked)
  expect(tills.rows.find(row => row.ownerId === key.canteenId)?.balance).toBe(closing)
  const trial = await ask(county, 'ledger.trial', { regionCode, day })
  for (const unit of new Set(trial.rows.map(row => row.unit)))
    expect(
      trial.rows.filter(row => row.unit === unit).reduce((sum, row) => sum + row.balance, 0),
      unit,
    ).toBe(0)
  await county.context().close()

  const { output } = await runCommand(['verify', '--data', wanqing.folder, '--json'], clock.environment)
  // One line of the answer; a warning may stand before or after it.
  const found = JSON.parse(output.split('\n').find(line => line.startsWith('{')) ?? output) as {
    audit: unknown[]
    ledger: unknown[]
  }
  expect(found).toMatchObject({ audit: [], ledger: [] })
}

const yuan = (fen: number) => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
