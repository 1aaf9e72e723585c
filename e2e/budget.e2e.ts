// A budget on paper in the browser: money moved, an age changed, who gains, the plan kept, opened again, compared, exported.
import { expect, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './everybody.ts'
import { deskOf, openSection, test } from './wanqing.ts'

async function keepAs(page: Page, button: string, name: string) {
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('方案名称').fill(name)
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

test('预算试算：调资金、改年龄，看到谁受益，保存方案，再打开、比较、导出', async ({ browser, wanqing }) => {
  test.setTimeout(120_000)
  const page = await deskOf(browser, wanqing, 'demo-county')

  await test.step('新增一百万元建助餐点，保存成第一个方案', async () => {
    await openSection(page, '预算试算')
    await page.getByLabel('金额（万元）').fill('100')
    await page.getByRole('button', { name: '加上这一笔' }).click()
    await expect(page.getByText('新增的钱 调到 图们市·助餐点')).toBeVisible()
    await keepAs(page, '保存方案', '多建助餐点')
  })

  await test.step('高龄津贴改从 75 岁起，看新增的是谁', async () => {
    await page.getByText('改待遇规则', { exact: true }).click()
    await page.getByLabel('起始年龄').fill('75')
    await page.getByRole('button', { name: '试算', exact: true }).click()
    await page
      .getByRole('button', { name: /新享受的老年人/ })
      .first()
      .click()
    const list = page.getByRole('dialog')
    await expect(list.getByText(/自\d+年\d+月起每月/).first()).toBeVisible()
    const download = page.waitForEvent('download')
    await list.getByRole('button', { name: '导出名单' }).click()
    expect((await download).suggestedFilename()).toContain('预算试算名单-图们市-新享受')
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
    await keepAs(page, '另存一份', '多建助餐点，津贴早五年')
  })

  await test.step('助餐补贴也能改：从 75 岁起', async () => {
    await page.getByText('改助餐补贴', { exact: true }).click()
    await page.getByLabel('补贴起始年龄').fill('75')
    await page.getByRole('button', { name: '试算', exact: true }).click()
    await expect(page.getByText(/逐份重算/)).toBeVisible()
    await page.getByRole('button', { name: '保存修改' }).click()
    // The message of the first keeping may still stand above it.
    await expect(page.getByText('方案已保存').last()).toBeVisible()
  })

  await test.step('从列表再打开，勾选两个比较，导出', async () => {
    await page.getByRole('button', { name: '预算方案', exact: true }).click()
    await expect(page.getByRole('heading', { name: '预算方案', exact: true })).toBeVisible()
    await expectAccessible(page, '预算方案')
    await page.getByRole('link', { name: '多建助餐点，津贴早五年' }).click()
    await expect(page.getByText(/结果会?随之变/)).toBeVisible()
    await page.goBack()
    await page.getByRole('checkbox', { name: '比较勾选的两个 多建助餐点', exact: true }).check()
    await page.getByRole('checkbox', { name: '比较勾选的两个 多建助餐点，津贴早五年' }).check()
    await page.getByRole('button', { name: '比较勾选的两个', exact: true }).click()
    await expect(page.getByRole('table', { name: '图们市' })).toBeVisible()
    await expectAccessible(page, '比较两个方案')
    await expectNoSidewaysScroll(page, '比较两个方案')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出表格' }).click()
    expect((await download).suggestedFilename()).toContain('预算方案比较')
  })
})
