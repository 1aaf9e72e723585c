// A CO detector at an elder's home: registered, heard by both doors, one case; and a silent elder whose door opened.
import { expect, type Page } from '@playwright/test'
import { openMqttDevice } from '../tools/mqtt-device.ts'
import { follow } from './everybody.ts'
import { move, openSection, pick, signInAtDesk, test, type Wanqing } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

/** Registers a device on the record that is open and returns its key and its address at the desk. */
async function register(page: Page, kind: string, serial: string, place: string): Promise<string> {
  await page.getByRole('button', { name: '登记设备' }).click()
  const dialog = page.getByRole('dialog', { name: /登记 .+ 家的设备/ })
  await pick(page, dialog.getByRole('combobox', { name: '设备类型' }), kind)
  await dialog.getByLabel('机身编号').fill(serial)
  await dialog.getByLabel('装在哪里').fill(place)
  await dialog.getByRole('button', { name: '登记设备' }).click()
  const shown = page.getByRole('dialog', { name: '请现在记下密钥' })
  const key = await shown.getByLabel('密钥').inputValue()
  await shown.getByRole('button', { name: '我已记下' }).click()
  await expect(shown).toBeHidden()
  return key
}

function send(wanqing: Wanqing, key: string, message: object): Promise<Response> {
  return fetch(`${wanqing.url}/devices/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(message),
  })
}

test('一氧化碳报警：装设备、发消息，几秒内立一件一级个案，再响应', async ({ page, wanqing }) => {
  const serial = `CO-${Date.now()}`
  let key = ''
  await signInAtDesk(page, wanqing, 'demo-county')
  await test.step('在老人档案里登记设备，密钥只显示一次', async () => {
    await openSection(page, '老年人名单')
    await follow(
      page.locator('.card-table a.strong, .ant-table-row a').first(),
      page.getByRole('heading', { name: '家中设备' }),
    )
    key = await register(page, '一氧化碳报警器', serial, '厨房灶台旁')
    await expect(page.getByRole('link', { name: '一氧化碳报警器 · 厨房灶台旁' })).toBeVisible()
  })
  await test.step('HTTP 报五次，MQTT 再报一次，重发一遍', async () => {
    for (const seq of [1, 2, 3, 4, 5]) {
      const answer = await send(wanqing, key, { kind: 'alarm', seq, value: 180 })
      expect(await answer.json()).toEqual({ kept: 1, repeated: 0, refused: [] })
    }
    const again = await send(wanqing, key, { kind: 'alarm', seq: 5, value: 180 })
    expect(await again.json()).toEqual({ kept: 0, repeated: 1, refused: [] })
    const device = await openMqttDevice(wanqing.mqttPort, serial, key)
    await device.publish(`wanqing/${serial}/events`, { kind: 'alarm', seq: 6 })
    device.close()
    expect((await send(wanqing, 'x'.repeat(43), { kind: 'alarm' })).status).toBe(401)
  })
  await test.step('几秒内立了一件一级个案', async () => {
    const link = page.getByRole('link', { name: '一氧化碳报警器（厨房灶台旁）：一氧化碳超标' })
    await expect(async () => {
      await page.reload()
      await expect(link).toHaveCount(1, { timeout: 2_000 })
    }).toPass({ timeout: 20_000 })
    await page.getByRole('link', { name: '一氧化碳报警器 · 厨房灶台旁' }).click()
    await expect(page.getByText('报了 6 次')).toBeVisible()
    await page.getByRole('link', { name: '看个案' }).click()
    await expect(page.getByText('一级（生命危险）').first()).toBeVisible()
  })
  await test.step('响应', async () => {
    await move(page, '响应，我来办', '马上过去')
    await expect(page.getByText('已响应').first()).toBeVisible()
  })
  await test.step('报警器该修灶台了：就在个案里登记服务需求', () => recordNeed(page, '维修'))
  await test.step('评估说自己洗不了澡：就在评估里登记服务需求', async () => {
    await openSection(page, '能力评估')
    await page.getByRole('tab', { name: /^快到期/ }).click()
    await follow(
      page.getByRole('row').nth(1).getByRole('link').first(),
      page.getByRole('heading', { name: '办理经过' }),
    )
    await recordNeed(page, '助浴')
  })
})

async function recordNeed(page: Page, category: string): Promise<void> {
  await page.getByRole('button', { name: '登记服务需求' }).click()
  const dialog = page.getByRole('dialog', { name: '登记服务需求' })
  await pick(page, dialog.getByRole('combobox', { name: '服务类别' }), category)
  await dialog.getByRole('button', { name: /^保\s?存$/ }).click()
  await expect(page.getByText('需求已登记，可到“服务需求”里安排').first()).toBeVisible()
}

test('多日没有消息的老人，门一动就自动解除', async ({ page, wanqing }) => {
  await signInAtDesk(page, wanqing, 'demo-county')
  let name = ''
  let key = ''
  await test.step('名单里找到一位', async () => {
    await openSection(page, '多日没消息')
    const first = page.locator('.card-table a.strong').first()
    // The first sweep of a new demonstration follows its standings by a few seconds.
    await expect(async () => {
      await page.reload()
      await expect(first).toBeVisible({ timeout: 3_000 })
    }).toPass({ timeout: 90_000 })
    name = await first.innerText()
    await first.click()
    await expect(page.getByText(/已超过 \d+ 天没有消息/)).toBeVisible()
  })
  await test.step('给她家装门磁，门开了', async () => {
    key = await register(page, '门磁', `DOOR-${Date.now()}`, '大门')
    expect((await send(wanqing, key, { kind: 'doorOpened', seq: 1 })).status).toBe(200)
  })
  await test.step('报警解除，写明是什么动静', async () => {
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('门磁有动静')).toBeVisible({ timeout: 6_000 })
      await expect(page.getByText(/已超过 \d+ 天没有消息/)).toHaveCount(0, { timeout: 2_000 })
    }).toPass({ timeout: 40_000 })
    await openSection(page, '多日没消息')
    await page.getByText('已解除', { exact: true }).click()
    const row = page.locator('.ant-table-row').filter({ hasText: name }).first()
    await expect(row).toContainText('门磁有动静')
    await row.getByRole('link', { name: '看个案' }).click()
    await expect(page.getByText(/门磁有动静，个案结束/)).toBeVisible()
    await expect(page.getByText('已结案').first()).toBeVisible()
  })
})
