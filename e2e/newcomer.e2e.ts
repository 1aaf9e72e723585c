// Somebody on no list: met without signal, compared with the village, reported, entered at the desk; and a long list's way out.
import { expect } from '@playwright/test'
import { Phone } from './phone.ts'
import { openSection, signInAtDesk, test } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

test('探访员在没有信号的村里登记新老人，乡镇核对后入册', async ({ page, wanqing }) => {
  const phone = new Phone()
  try {
    await test.step('名册到了手机上，断网', async () => {
      await phone.open(wanqing.url)
      await phone.signIn('demo-visitor')
      await phone.setPin()
      await expect(phone.page.getByText('名单更新于').or(phone.page.getByText(/更新/)).first()).toBeVisible()
      await wanqing.cut()
    })
    await test.step('先和名册比对，不是名册里的人就记下来', async () => {
      const known = (await phone.page.locator('.card .name').first().innerText()).trim()
      await phone.tapButton('村里有没登记的老人？')
      await phone.page.getByLabel('姓名').fill(known)
      await phone.tapButton('女')
      await expect(phone.page.getByText('名册里有像的人')).toBeVisible()
      await expect(phone.page.getByRole('button', { name: '记下来' })).toBeDisabled()
      await phone.page.getByLabel('姓名').fill('慕容桂香')
      await phone.page.getByLabel(/出生年月日/).fill('19470203')
      await phone.page.getByLabel('住址').fill('村东头第三家')
      await expect(phone.page.getByText('名册里有像的人')).toHaveCount(0)
      await phone.tapButton('记下来')
      await expect(phone.page.getByRole('heading', { level: 1 })).toBeVisible()
    })
    await test.step('有网了，自己上传', async () => {
      await wanqing.restore()
      await signInAtDesk(page, wanqing, 'demo-township')
      await openSection(page, '老年人名单')
      await expect(async () => {
        await page.reload()
        await expect(page.getByText('探访员报告了还没有登记的老年人')).toBeVisible({ timeout: 3_000 })
      }).toPass({ timeout: 90_000 })
    })
    await test.step('乡镇登记入册，名单上查得到', async () => {
      await page.getByRole('button', { name: '去核对' }).click()
      await expect(page.getByRole('heading', { name: '慕容桂香' })).toBeVisible()
      await page.getByRole('button', { name: '登记入册' }).click()
      await page
        .locator('.ant-popconfirm')
        .getByRole('button', { name: /确 ?定|OK/ })
        .click()
      await expect(page.getByRole('heading', { name: /慕容桂香/ })).toBeVisible()
      await page.getByRole('tab', { name: '意愿与权利' }).click()
      await expect(page.getByText('还没有问过').first()).toBeVisible()
    })
    await test.step('再登记同一个人，桌面上当场提醒', async () => {
      await openSection(page, '老年人名单')
      await page.getByPlaceholder(/姓名、拼音/).fill('慕容桂香')
      await page.getByRole('button', { name: '查找' }).click()
      await expect(page.getByRole('link', { name: '慕容桂香' })).toHaveCount(1)
    })
  } finally {
    await phone.throwAway()
  }
})

test('名单：选人一起办理，办错了撤销', async ({ page, wanqing }) => {
  await signInAtDesk(page, wanqing, 'demo-county')
  await openSection(page, '老年人名单')
  await page.getByRole('button', { name: '更多条件' }).click()
  await page.getByRole('checkbox').nth(1).check()
  await page.getByRole('button', { name: '确认档案无误' }).click()
  await page.getByRole('button', { name: '确认办理 1 人' }).click()
  await expect(page.getByText(/可以在“批量办理记录”里撤销/)).toBeVisible()
  await page.getByRole('link', { name: '批量办理记录' }).click()
  await page.getByRole('button', { name: '撤销' }).first().click()
  await page.getByRole('textbox').last().fill('点错了')
  await page.locator('.ant-modal').getByRole('button', { name: '撤销' }).click()
  await expect(page.getByText('已撤销，恢复 1 人。').first()).toBeVisible()
})
