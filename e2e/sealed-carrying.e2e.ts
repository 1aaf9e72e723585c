// A valley without a line: records leave on a colleague's phone, as a file or by its camera, and receipts come home so.
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { look, openEye } from './camera.ts'
import { expectEverybodyCanUse } from './everybody.ts'
import { Phone } from './phone.ts'
import { deskOf, openSection, test } from './wanqing.ts'

test('没有网的探访员：记录封好让同事捎走，回执捎回来', async ({ wanqing, browser }) => {
  const [maker, carrier] = [new Phone(), new Phone()]
  try {
    const first = await test.step('两部手机都登录过，一部进了没有网的山沟', async () => {
      await prepare(wanqing.url, [carrier, maker])
      await maker.page.context().setOffline(true)
      const [name = ''] = await maker.names()
      return name
    })
    const records = await test.step('探访一位，把记录交给同事', async () => {
      await maker.openElder(first)
      await maker.answerAll(first)
      await maker.save()
      await openCarrying(maker)
      return given(maker, '用文件交给同事')
    })
    await test.step('文件里读不出老人和内容', async () => {
      const text = readFileSync(records, 'utf8')
      expect(text).not.toContain(first)
      expect(text).not.toContain('visit.record')
      expect(JSON.parse(text).acts).toHaveLength(1)
    })
    const receipts = await test.step('同事打开文件，联网上传，拿到回执', async () => {
      await openCarrying(carrier)
      await carrier.page.getByLabel('打开转交文件').setInputFiles(records)
      await expect(carrier.page.getByText(/收下 1 条/)).toBeVisible()
      await expect(carrier.page.getByText('有 1 条回执要交回给同事。')).toBeVisible({ timeout: 60_000 })
      return given(carrier, '用文件交回回执')
    })
    await test.step('山沟里的手机没有网，打开回执，记录变成已上传', async () => {
      await maker.page.getByLabel('打开转交文件').setInputFiles(receipts)
      await expect(maker.page.getByText('收到 1 条回执，记录的状态已更新。')).toBeVisible()
      await maker.page.getByRole('button', { name: '返回' }).tap()
      await expect(maker.page.getByRole('listitem').filter({ hasText: first })).toContainText(/回执号 \d{6}-/)
    })
    await test.step('同一个文件又用 U 盘带到乡镇：工作台说是谁的、先前已办理，回执可以带回', async () => {
      const page = await deskOf(browser, wanqing, 'demo-township')
      await openSection(page, '转交文件')
      const file = page.locator('input[type=file]')
      await file.setInputFiles({ name: '别的.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
      await expect(page.getByText('这不是晚晴的转交文件')).toBeVisible()
      await file.setInputFiles(receipts)
      await expect(page.getByText('这个文件里是回执，要交回手机')).toBeVisible()
      await file.setInputFiles(records)
      await expect(page.getByText('新办理 0 条，先前已办理 1 条，被退回 0 条，打不开 0 条。')).toBeVisible()
      await expectEverybodyCanUse(page, '转交文件')
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: '下载回执文件' }).click()
      const back = JSON.parse(readFileSync(await (await waiting).path(), 'utf8'))
      expect(back.receipts).toHaveLength(1)
      await expect(page.getByRole('cell', { name: '文件，在工作台上传' })).toBeVisible()
      await page.context().close()
    })
    await test.step('别的文件说清楚打不开', async () => {
      await openCarrying(carrier)
      await carrier.page
        .getByLabel('打开转交文件')
        .setInputFiles({ name: '别的.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
      await expect(carrier.page.getByText('这不是晚晴的转交文件')).toBeVisible()
    })
  } finally {
    await maker.throwAway()
    await carrier.throwAway()
  }
})

test('两部手机都没有网：一部亮出方块，另一部用相机收，回执也这样回来', async ({ wanqing }) => {
  test.slow()
  const [maker, carrier] = [new Phone(), new Phone()]
  try {
    const names = await test.step('两部手机都登录过，都进了没有网的山沟', async () => {
      await prepare(wanqing.url, [carrier, maker])
      for (const phone of [carrier, maker]) await phone.page.context().setOffline(true)
      return (await maker.names()).slice(0, 2)
    })
    await test.step('探访两位，把记录亮给同事的手机', async () => {
      for (const name of names) {
        await maker.page.goto(`${maker.page.url().split('#')[0]}#/today`)
        await maker.openElder(name)
        await maker.answerAll(name)
        await maker.save()
      }
      await openCarrying(maker)
      await maker.tapButton('亮出方块，让同事扫')
      await expect(maker.page.getByText(/^第 \d+\/\d+ 张$/)).toBeVisible()
    })
    await test.step('同事的相机收全，他的手机打不开内容', async () => {
      await openCarrying(carrier)
      await openEye(carrier)
      await carrier.tapButton('扫同事屏幕上的方块')
      await look(carrier, maker, () => carrier.page.getByText(/收下 2 条/).isVisible())
      await expect(carrier.page.getByText('帮同事捎着 2 条，等网络上传。')).toBeVisible()
      await maker.tapButton('同事收全了')
      await expect(maker.page.getByText(/记录还留在这部手机上，等回执/)).toBeVisible()
    })
    await test.step('同事到了有网的地方，记录自己上传，再回山沟亮出回执', async () => {
      await carrier.page.context().setOffline(false)
      await expect(carrier.page.getByText('有 2 条回执要交回给同事。')).toBeVisible({ timeout: 60_000 })
      await carrier.page.context().setOffline(true)
      await carrier.tapButton('亮出回执方块，让同事扫')
      await carrier.tapButton('扫不上？换成大格子')
    })
    await test.step('回执收进来，两条记录都变成已上传', async () => {
      await openEye(maker)
      await maker.tapButton('扫同事屏幕上的方块')
      await look(maker, carrier, () => maker.page.getByText('收到 2 条回执').isVisible())
      await maker.tapButton('返回')
      for (const name of names) {
        const record = maker.page.getByRole('listitem').filter({ hasText: name })
        await expect(record).toContainText(/回执号 \d{6}-/)
      }
    })
  } finally {
    await maker.throwAway()
    await carrier.throwAway()
  }
})

/** Signed in, the list read, the app installed and keys exchanged: the line may go. */
async function prepare(url: string, phones: readonly Phone[]): Promise<void> {
  for (const phone of phones) {
    await phone.open(url)
    await phone.signIn('demo-visitor')
    await phone.setPin()
    await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
    await phone.installed()
    await expect
      .poll(() => phone.page.evaluate(() => indexedDB.databases().then(all => all.length)))
      .toBeGreaterThan(0)
    await phone.page.waitForLoadState('networkidle')
  }
}

async function openCarrying(phone: Phone): Promise<void> {
  await phone.page.goto(`${phone.page.url().split('#')[0]}#/waiting`)
  await phone.tapButton('没有网？请同事捎走')
  await expect(phone.page.getByRole('heading', { name: '密封转交' })).toBeVisible()
}

/** The file as the phone puts it into its downloads. */
async function given(phone: Phone, button: string | RegExp): Promise<string> {
  const waiting = phone.page.waitForEvent('download')
  await phone.tapButton(button)
  return (await waiting).path()
}
