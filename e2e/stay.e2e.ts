// A bed in a home: a wish is written down, a bed found near her, she moves in, pays, is away, comes back and moves out; and
// the station that lodges her keeps its roster, its minutes and an account that anybody may read.
import { expect, type Locator, type Page } from '@playwright/test'
import { expectEverybodyCanUse } from './everybody.ts'
import { ask, deskOf, openSection, pick, test, today, type Wanqing } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

const county = { code: '222402', region: '222402000000' }

/** An elder of the station's own village who lives at home and has not said that she wishes to move. */
async function somebodyAtHome(desk: Page, home: { regionCode: string }) {
  const waiting = await ask(desk, 'stayWish.list', { regionCode: county.region, limit: 200 })
  const known = new Set(waiting.rows.map(row => row.elderId))
  const { rows } = await ask(desk, 'elder.list', { regionCode: home.regionCode, limit: 100 })
  for (const { id, name } of rows) {
    if (known.has(id) || rows.filter(row => row.name === name).length > 1) continue
    const found = await ask(desk, 'stay.candidates', { countyCode: county.code, text: name })
    const [one, ...others] = found.rows
    if (one?.livesAt === null && others.length === 0) return { elderId: id, name }
  }
  throw new Error('nobody of the village lives at home')
}

async function save(dialog: Locator, word: string): Promise<void> {
  await dialog.getByRole('button', { name: word, exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** Charged from the day she moves in to the end of the month, both counted. */
function daysLeftInMonth(): number {
  const [year = 0, month = 1, day = 1] = today().split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).getUTCDate() - day + 1
}

/** A button of two characters is drawn with a space between them. */
const words = (text: string) => new RegExp(text.split('').join('\\s?'))

test('住进互助站：说愿望、找床、入住、交费、请假、退住，床又空出来', async ({ browser, wanqing }) => {
  test.setTimeout(150_000)
  const desk = await deskOf(browser, wanqing, 'demo-county')
  await desk.setViewportSize({ width: 1280, height: 900 })
  const homes = await ask(desk, 'stay.homes', { regionCode: county.region, limit: 100 })
  const home = homes.rows.find(row => row.kind === 'mutualAidStation' && row.free > 0)
  if (!home) throw new Error('the demonstration has no station with an empty bed')
  const elder = await somebodyAtHome(desk, home)

  await test.step('登记她的愿望', async () => {
    await openSection(desk, '机构入住')
    await expect(desk.getByRole('link', { name: home.name })).toBeVisible()
    await expectEverybodyCanUse(desk, '机构入住')
    await desk.getByRole('button', { name: '入住愿望' }).click()
    await desk.getByRole('button', { name: '登记愿望' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('老人').fill(elder.name)
    await desk.locator('.ant-select-item-option').filter({ hasText: elder.name }).click()
    await dialog.getByLabel('为什么想住').fill('一个人过冬，烧炕提水都吃力')
    await save(dialog, '保存')
  })

  await test.step('找空床：离她家近的在前，她跟着走到床前', async () => {
    const row = desk.getByRole('row').filter({ hasText: elder.name })
    await expect(row).toContainText('等待入住')
    await expectEverybodyCanUse(desk, '入住愿望')
    await row.getByRole('button', { name: '找空床' }).click()
    await expect(desk.getByText(`正在为 ${elder.name} 找空床`)).toBeVisible()
    const first = desk.getByRole('row').nth(1)
    await expect(first).toContainText(home.name)
    await expect(first).toContainText('0.0 公里')
    await first.getByRole('link', { name: home.name }).click()
    await expect(desk.getByRole('heading', { name: '床位图' })).toBeVisible()
    await expect(desk.getByText(`正在为 ${elder.name} 找空床`)).toBeVisible()
    await expectEverybodyCanUse(desk, '床位图')
    await desk.locator('.stay-bed-bedFree').first().click()
    await desk.getByRole('button', { name: '在这张床办入住' }).click()
  })
  const stay = await movesIn(desk, elder.name, home.name)
  await paysAndIsAway(desk, stay, elder.name)
  await movesOut(desk, stay, home)
  await desk.context().close()
})

async function movesIn(desk: Page, name: string, homeName: string): Promise<string> {
  await test.step('办入住：先看会怎样，再确认', async () => {
    await expect(desk.getByRole('heading', { name: `办入住：${homeName}` })).toBeVisible()
    await expect(desk.getByText(name, { exact: true })).toBeVisible()
    await expect(desk.locator('.stay-bed-chosen')).toHaveCount(1)
    await desk.getByLabel('合同编号').fill(`合-${Date.now()}`)
    await desk.getByLabel('老人每月交（元）').fill('300')
    await desk.getByLabel('家人每月交（元）').fill('50')
    await desk.getByLabel('签字人', { exact: true }).fill(name)
    await desk.getByLabel('机构签字人').fill('站长')
    await desk.getByRole('button', { name: '先看看会怎样' }).click()
    await expect(desk.getByText('入住愿望就此满足')).toBeVisible()
    await expectEverybodyCanUse(desk, '办入住')
    await desk.getByRole('button', { name: '确认办入住' }).click()
    await expect(desk.getByRole('heading', { name: '入住情况' })).toBeVisible()
    await expect(desk.getByText(words('在住')).first()).toBeVisible()
  })
  const stay = new URL(desk.url()).pathname
  await test.step('她的档案写着住在哪里，两边互相打得开', async () => {
    await desk.getByRole('link', { name: '打开档案' }).click()
    const lives = desk.getByRole('listitem').filter({ hasText: homeName })
    await expect(lives).toContainText('在住')
    await expect(desk.getByText('已经住进')).toBeVisible()
    await expectEverybodyCanUse(desk, '档案里的机构入住')
    await lives.getByRole('link', { name: homeName }).click()
    await expect(desk.getByRole('heading', { name: '入住情况' })).toBeVisible()
  })
  return stay
}

async function paysAndIsAway(desk: Page, stay: string, name: string): Promise<void> {
  await test.step('计本月的费，收费开收据', async () => {
    await desk.getByRole('link', { name: '看整个机构的月表' }).click()
    await desk.getByRole('button', { name: words('计费') }).click()
    await desk
      .locator('.ant-popover')
      .getByRole('button', { name: words('计费') })
      .click()
    const row = desk.getByRole('row').filter({ hasText: name })
    await expect(row).toContainText(`${daysLeftInMonth()} 天`)
    await row.getByRole('button', { name: words('收费') }).click()
    const dialog = desk.getByRole('dialog')
    await expect(dialog.getByText(/现在欠 [\d.]+ 元/)).toBeVisible()
    await dialog.getByRole('button', { name: '记下并开收据' }).click()
    await expect(desk.getByRole('heading', { name: '入住费收据', exact: true })).toBeVisible()
    await expect(desk.locator('.receipt')).toContainText(name)
    await expectEverybodyCanUse(desk, '入住费收据')
    await desk.getByRole('link', { name, exact: true }).click()
    await expect(desk.getByRole('heading', { name: '入住情况' })).toBeVisible()
    await expectEverybodyCanUse(desk, '入住档案')
  })
  await test.step('回家过节，再回来', async () => {
    await desk.getByRole('button', { name: '请假外出' }).click()
    const leaving = desk.getByRole('dialog')
    await pick(desk, leaving.getByLabel('为什么外出'), '回家过节')
    await leaving.getByLabel('谁接走的、跟谁去').fill('女儿')
    await save(leaving, '保存')
    await expect(desk.getByText('还没回来')).toBeVisible()
    await desk.getByRole('button', { name: '登记回来' }).click()
    await save(desk.getByRole('dialog'), '登记回来')
    await expect(desk.getByRole('button', { name: '请假外出' })).toBeVisible()
    expect(new URL(desk.url()).pathname).toBe(stay)
  })
}

async function movesOut(
  desk: Page,
  stay: string,
  home: { countyCode: string; facilityId: string; free: number },
): Promise<void> {
  await test.step('退住：床又空出来，愿望算满足过', async () => {
    await desk.getByRole('button', { name: words('更多') }).click()
    await desk.getByRole('menuitem', { name: '办退住' }).click()
    const dialog = desk.getByRole('dialog')
    await pick(desk, dialog.getByLabel('为什么退住'), '回家住')
    await save(dialog, '办退住')
    await expect(desk.getByText('回家住').first()).toBeVisible()
    const id = stay.split('/').at(-1) ?? ''
    const ended = await ask(desk, 'stay.get', { countyCode: home.countyCode, id })
    expect(ended).toMatchObject({ standing: 'leftHome', ending: 'wentHome', leftOn: today() })
    expect(ended.wishId).not.toBeNull()
    const rooms = await ask(desk, 'stay.rooms', { countyCode: home.countyCode, facilityId: home.facilityId })
    expect(rooms.home.free).toBe(home.free)
  })
}

test('互助站自己管自己：排值班、写会议记录、记账，公开网页与账本一分不差', async ({ browser, wanqing }) => {
  test.setTimeout(120_000)
  const keeper = await deskOf(browser, wanqing, 'demo-station')
  await keeper.setViewportSize({ width: 1280, height: 900 })
  // She runs one station: there is nothing to choose, here or at the next screen.
  await expect(keeper.getByRole('heading', { name: '床位图' })).toBeVisible()
  await openSection(keeper, '互助站自治')
  await expect(keeper.getByRole('heading', { name: '管委会', exact: true })).toBeVisible()
  await expectEverybodyCanUse(keeper, '互助站自治')
  const [countyCode = '', facilityId = ''] = new URL(keeper.url()).pathname.split('/').slice(-2)

  await test.step('排这一周的值班', async () => {
    await keeper.getByRole('button', { name: '值班表' }).click()
    const morning = keeper.getByRole('main').getByRole('combobox').first()
    await morning.fill('站里的大姐')
    await keeper.getByRole('button', { name: words('保存') }).click()
    await expect(keeper.getByText('值班表已保存')).toBeVisible()
    await expectEverybodyCanUse(keeper, '值班表')
    await keeper.reload()
    await expect(keeper.getByRole('main').getByRole('combobox').first()).toHaveValue('站里的大姐')
  })

  await test.step('写会议记录', async () => {
    await keeper.goto(`${wanqing.url}/console/stations/${countyCode}/${facilityId}?part=records`)
    await keeper.getByRole('button', { name: '写会议记录' }).click()
    const dialog = keeper.getByRole('dialog')
    await dialog.getByLabel('到会几人').fill('6')
    await dialog.getByLabel('题目').fill('商量过冬烧煤')
    await dialog.getByLabel('记录', { exact: true }).fill('大家同意集体买煤，票据上墙。')
    await save(dialog, '保存')
    await expect(keeper.getByRole('heading', { name: /商量过冬烧煤/ })).toBeVisible()
    await expectEverybodyCanUse(keeper, '会议和公示')
  })
  await keepsAccount(keeper, wanqing, { countyCode, facilityId })
  await keeper.context().close()
})

const yuan = (fen: number) => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

async function keepsAccount(
  keeper: Page,
  wanqing: Wanqing,
  of: { countyCode: string; facilityId: string },
): Promise<void> {
  await test.step('记一笔支出，公开网页一分不差', async () => {
    await keeper.goto(`${wanqing.url}/console/stations/${of.countyCode}/${of.facilityId}?part=account`)
    await keeper.getByRole('button', { name: '记支出' }).click()
    const dialog = keeper.getByRole('dialog')
    await pick(keeper, dialog.getByLabel('花在哪里'), '水电燃料')
    await dialog.getByLabel('金额（元）').fill('88.80')
    await save(dialog, '保存')
    await expect(keeper.getByText('−88.80').first()).toBeVisible()
    await expectEverybodyCanUse(keeper, '公开账')
    const month = today().slice(0, 7)
    const book = await ask(keeper, 'stationBook.get', of)
    const shown = book.months.find(one => one.month === month)
    if (!shown) throw new Error('the running month is in the book')
    expect(shown.out.fuelCost).toBeGreaterThanOrEqual(88_80)
    const stranger = await keeper.context().browser()?.newContext({ javaScriptEnabled: false })
    const page = await stranger?.newPage()
    if (!page) throw new Error('a stranger has a browser too')
    await page.goto(`${wanqing.url}/station-account/${of.countyCode}/${of.facilityId}?month=${month}`)
    await expect(page.getByText(`${yuan(shown.closingFen)} 元`).first()).toBeVisible()
    await expect(page.getByText(yuan(shown.out.fuelCost)).first()).toBeVisible()
    await page.context().close()
  })
}
