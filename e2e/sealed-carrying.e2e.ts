// A valley without a line: records leave as a file on a colleague's phone, and the receipts come home the same way.
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { Phone } from './phone.ts'
import { test } from './wanqing.ts'

test('没有网的探访员：记录封好让同事捎走，回执捎回来', async ({ wanqing }) => {
  const [maker, carrier] = [new Phone(), new Phone()]
  try {
    const first = await test.step('两部手机都登录过，一部进了没有网的山沟', async () => {
      for (const phone of [carrier, maker]) {
        await phone.open(wanqing.url)
        await phone.signIn('demo-visitor')
        await phone.setPin()
        await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
        await phone.installed()
      }
      // Keys are exchanged in the first round, which ends with the strip above the list at rest.
      const page = maker.page
      await expect
        .poll(() => page.evaluate(() => indexedDB.databases().then(all => all.length)))
        .toBeGreaterThan(0)
      await page.waitForLoadState('networkidle')
      await page.context().setOffline(true)
      const [name = ''] = await maker.names()
      return name
    })
    const records = await test.step('探访一位，把记录交给同事', async () => {
      await maker.openElder(first)
      await maker.answerAll(first)
      await maker.save()
      await openCarrying(maker)
      return given(maker, /把 1 条封好的记录交给同事/)
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
      return given(carrier, '把回执交回给同事')
    })
    await test.step('山沟里的手机没有网，打开回执，记录变成已上传', async () => {
      await maker.page.getByLabel('打开转交文件').setInputFiles(receipts)
      await expect(maker.page.getByText('收到 1 条回执，记录的状态已更新。')).toBeVisible()
      await maker.page.getByRole('button', { name: '返回' }).tap()
      await expect(maker.page.getByRole('listitem').filter({ hasText: first })).toContainText(/回执号 \d{6}-/)
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
