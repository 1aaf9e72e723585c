// Food safety through a kitchen's days: a sample without signal, an incident that a second person ends, and a regular
// who does not come and reaches her visitor's phone.
import { expect } from '@playwright/test'
import { reopenChecks } from '../domain/canteen-safety/incident.ts'
import { checkOnPhone } from './everybody.ts'
import { Phone, pin } from './phone.ts'
import { ask, deskOf, newId, openSection, test, today, type Wanqing } from './wanqing.ts'

const county = '222402000000'

test('留样不怕没信号：厨师断网点一下，县里看得到，到期才能倒', async ({ browser, wanqing }) => {
  const phone = new Phone()
  try {
    const kitchen = await test.step('厨师登录，看到自己的助餐点', () => cookOn(phone, wanqing))
    await test.step('断网留一样，标签编号马上显示', async () => {
      await wanqing.cut()
      await phone.tap(phone.page.getByRole('link', { name: /留样/ }))
      const line = phone.page.getByRole('listitem').first()
      await phone.tap(line.getByRole('button', { name: '留好了' }))
      await expect(line).toContainText(/标签写：\d{4}-[0-9A-Z]{5}/)
    })
    const code =
      (
        await phone.page
          .getByText(/标签写：/)
          .first()
          .innerText()
      ).match(/\d{4}-[0-9A-Z]{5}/)?.[0] ?? ''
    await test.step('来信号后县里看得到同一个编号', async () => {
      await wanqing.restore()
      await phone.page.evaluate(() => window.dispatchEvent(new Event('online')))
      const desk = await deskOf(browser, wanqing, 'demo-canteen')
      await expect
        .poll(
          async () => {
            const { kept } = await ask(desk, 'safety.get', kitchen)
            return kept.map(one => one.code)
          },
          { timeout: 60_000 },
        )
        .toContain(code)
      await desk.goto(`${wanqing.url}/console/canteens/${kitchen.countyCode}/${kitchen.canteenId}?tab=safety`)
      // The same sample also stands in the month's ledger on paper below.
      await expect(desk.getByRole('row').filter({ hasText: code }).first()).toContainText('150')
    })
  } finally {
    await phone.throwAway()
  }
})

test('两个人吃后不适：马上停餐，留样封存，报告有时限，第二人核查才能恢复', async ({ browser, wanqing }) => {
  const manager = await deskOf(browser, wanqing, 'demo-canteen')
  const township = await deskOf(browser, wanqing, 'demo-township')
  const session = await ask(manager, 'session.current', {})
  const regionCode = session?.post.regionCode ?? county
  const [place] = (await ask(manager, 'canteen.list', { regionCode })).rows
  if (!place) throw new Error('the manager of the demonstration has no kitchen')
  const key = { countyCode: place.countyCode, canteenId: place.id }
  const { rows } = await ask(manager, 'mealRegular.list', key)
  const [one, other] = rows
  if (!one || !other) throw new Error('the kitchen has no regulars')
  await test.step('负责人报告两位老人不适', async () => {
    await manager.goto(`${wanqing.url}/console/canteens/${place.countyCode}/${place.id}?tab=safety`)
    await manager.getByRole('button', { name: '报告用餐后不适' }).click()
    const dialog = manager.getByRole('dialog')
    await dialog.getByRole('combobox').first().fill(one.name)
    await manager.locator('.ant-select-dropdown:visible .ant-select-item').first().click()
    await dialog.getByLabel('其他不适的人数（客人、工作人员）').fill('1')
    await dialog.getByLabel('症状和情况').fill('午饭后腹泻')
    await dialog
      .getByRole('button', { name: '报 告' })
      .or(dialog.getByRole('button', { name: '报告' }))
      .click()
    await expect(manager.getByText('已停餐').first()).toBeVisible()
    await expect(manager.getByText('最迟报告')).toBeVisible()
  })
  const { incidents, kept } = await ask(manager, 'safety.get', key)
  const [incident] = incidents
  if (!incident) throw new Error('no incident was kept')
  await test.step('不能再开饭，留样不能倒', async () => {
    const { canteen } = await ask(manager, 'canteen.get', { countyCode: place.countyCode, id: place.id })
    expect(canteen.state).toBe('onPause')
    const [sample] = kept
    if (sample) {
      const refused = await manager.request.post('/api/foodSample.discard', {
        data: { countyCode: place.countyCode, id: sample.id, discardedAt: new Date().toISOString() },
        headers: { 'x-wanqing-act': newId() },
      })
      expect(await refused.text()).toContain('封存')
    }
  })
  await test.step('乡镇收到通知，登记已报告两个部门', async () => {
    await expect
      .poll(async () => (await ask(township, 'notice.mine', {})).rows.map(row => row.text).join(), {
        timeout: 90_000,
      })
      .toContain('已停餐')
    await township.goto(`${wanqing.url}/console/food-safety/incidents/${place.countyCode}/${incident.id}`)
    for (const left of [2, 1]) {
      await expect(township.getByRole('button', { name: '登记已报告' })).toHaveCount(left)
      await township.getByRole('button', { name: '登记已报告' }).first().click()
      await township.getByRole('dialog').getByRole('button', { name: '登记已报告' }).click()
    }
    await expect(township.getByText('登记已报告', { exact: false })).toHaveCount(2)
  })
  await test.step('负责人逐项自查，申请恢复；自己不能核查', async () => {
    await manager.goto(`${wanqing.url}/console/food-safety/incidents/${place.countyCode}/${incident.id}`)
    await manager.getByRole('button', { name: '申请恢复供餐' }).click()
    const dialog = manager.getByRole('dialog')
    for (const check of reopenChecks.keys) await dialog.getByLabel(reopenChecks.words[check]).check()
    await dialog.getByRole('button', { name: '申请恢复供餐' }).click()
    await expect(manager.getByText('要由报告人和申请人以外的人核查')).toBeVisible()
    await expect(manager.getByRole('button', { name: '核查并恢复供餐' })).toHaveCount(0)
  })
  await test.step('乡镇核查后恢复开放', async () => {
    await township.reload()
    await township.getByRole('button', { name: '核查并恢复供餐' }).click()
    const dialog = township.getByRole('dialog')
    for (const check of reopenChecks.keys) await dialog.getByLabel(reopenChecks.words[check]).check()
    await dialog.getByRole('button', { name: '核查并恢复供餐' }).click()
    await expect(township.getByText('已了结').first()).toBeVisible()
    const { canteen } = await ask(township, 'canteen.get', { countyCode: place.countyCode, id: place.id })
    expect(canteen.state).toBe('running')
  })
})

test('厨师在没有信号的厨房里点三下就停餐；来信号后乡镇接着办', async ({ browser, wanqing }) => {
  const phone = new Phone()
  try {
    const kitchen = await cookOn(phone, wanqing)
    await test.step('断网，三下：有人吃坏了、两个人、报告', async () => {
      await wanqing.cut()
      const before = phone.taps
      await phone.tap(phone.page.getByRole('link', { name: /有人吃坏了/ }))
      await checkOnPhone(phone.page)('有人吃坏了')
      await phone.tapButton('2 人')
      await phone.tapButton('报告，马上停餐')
      await expect(phone.page.getByText('报告记下了，有网就送出。已停餐。')).toBeVisible()
      expect(phone.taps - before).toBe(3)
    })
    await test.step('手机上马上不能再开饭', async () => {
      await phone.tapButton('返回')
      await expect(phone.page.getByRole('alert')).toContainText('有人用餐后不舒服')
    })
    await test.step('来信号后停餐，留样封存；自查、核查后恢复', async () => {
      await wanqing.restore()
      await phone.page.evaluate(() => window.dispatchEvent(new Event('online')))
      const manager = await deskOf(browser, wanqing, 'demo-canteen')
      const state = async () => (await ask(manager, 'safety.get', kitchen)).incidents[0]?.state
      await expect.poll(state, { timeout: 60_000 }).toBe('servingStopped')
      const [incident] = (await ask(manager, 'safety.get', kitchen)).incidents
      const key = { countyCode: kitchen.countyCode, id: incident?.id ?? '', checks: [...reopenChecks.keys] }
      await ask(manager, 'foodIncident.askReopen', key)
      await ask(await deskOf(browser, wanqing, 'demo-township'), 'foodIncident.close', key)
    })
  } finally {
    await phone.throwAway()
  }
})

test('常来吃饭的没来：探访员手机上写着原因，去看过就了结', async ({ browser, wanqing }) => {
  const phone = new Phone()
  try {
    const township = await deskOf(browser, wanqing, 'demo-township')
    const absent = () => ask(township, 'absentRegular.list', { regionCode: county })
    const [row] = (await absent()).rows
    if (!row) throw new Error('nobody is missed in the demonstration')
    await test.step('乡镇在“食品安全”里看到没来的常客', async () => {
      await openSection(township, '食品安全')
      await township.getByRole('link', { name: /没来的常客/ }).click()
      await expect(township.getByRole('row').filter({ hasText: row.elderName })).toContainText('连续 1 餐')
    })
    await test.step('探访员手机上写着为什么要去', async () => {
      await phone.open(wanqing.url)
      await phone.signIn('demo-visitor')
      await phone.setPin()
      const line = phone.page.getByRole('listitem').filter({ hasText: row.elderName })
      await expect(line).toContainText('常来吃饭的，今天没来')
    })
    await test.step('去看了，提醒自动了结', async () => {
      await phone.openElder(row.elderName)
      await phone.answerAll(row.elderName)
      await phone.save()
      await expect
        .poll(async () => (await absent()).rows.some(other => other.id === row.id), { timeout: 90_000 })
        .toBe(false)
    })
  } finally {
    await phone.throwAway()
  }
})

async function cookOn(phone: Phone, wanqing: Wanqing): Promise<{ countyCode: string; canteenId: string }> {
  await phone.open(wanqing.url)
  await phone.signIn('demo-cook')
  for (let twice = 0; twice < 2; twice++) {
    await expect(
      phone.page.getByRole('heading', { name: twice === 0 ? '设一个手机密码' : '再输一遍' }),
    ).toBeVisible()
    for (const digit of pin) await phone.tapButton(digit)
  }
  await expect(phone.page.getByRole('link', { name: /留样/ })).toBeVisible({ timeout: 60_000 })
  await phone.installed()
  const answer = await phone.page.request.post(`${wanqing.url}/api/safety.pull`, { data: {} })
  const { kitchens } = (await answer.json()) as { kitchens: { countyCode: string; canteenId: string }[] }
  const [kitchen] = kitchens
  if (!kitchen) throw new Error(`the cook has no kitchen on ${today()}`)
  return { countyCode: kitchen.countyCode, canteenId: kitchen.canteenId }
}
