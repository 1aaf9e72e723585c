// Visits that look wrong are spoken about first; elders are rung by lot, and anybody can draw the lot again.
import { expect } from '@playwright/test'
import { openSection, signInAtDesk, test } from './wanqing.ts'

test('探访质量：看依据、先提醒，再电话回访', async ({ page, wanqing }) => {
  test.slow()
  await signInAtDesk(page, wanqing, 'demo-county')
  await openSection(page, '探访质量')
  await test.step('分数最低的排在最前，点开看到每条依据对应的探访', async () => {
    // Scored by a job after the start.
    await expect(async () => {
      await page.reload()
      await expect(page.locator('tbody tr.ant-table-row').first()).toBeVisible({ timeout: 3000 })
    }).toPass({ timeout: 60_000 })
    await page.locator('tbody tr.ant-table-row').first().getByRole('link').first().click()
    const reason = page.locator('.truth-reason').first()
    await reason.click()
    await expect(reason).toHaveAttribute('aria-pressed', 'true')
    await expect(page.locator('tr.truth-row-marked').first()).toBeVisible()
  })
  await test.step('先把话说到，记下来本人看得到', async () => {
    await page.getByRole('button', { name: '记录提醒' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('怎么说的').fill('到了老人家再打开表单')
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await expect(page.getByText('已记录提醒')).toBeVisible()
    await expect(page.locator('.truth-notes')).toContainText('到了老人家再打开表单')
  })
  await test.step('电话回访：重抽核对一致，记下老人的回答', async () => {
    await openSection(page, '探访质量')
    await page.getByRole('button', { name: '电话回访' }).click()
    await page.getByRole('button', { name: '重抽核对' }).first().click()
    await expect(page.getByText('重抽结果一致')).toBeVisible()
    await page.getByRole('button', { name: '打电话' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: '已问到' }).check()
    await dialog.getByRole('radio', { name: '有人来过', exact: true }).check()
    await dialog.getByRole('radio', { name: '日子对得上' }).check()
    await dialog.getByRole('radio', { name: '满意', exact: true }).check()
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await expect(page.getByText('已记录回访')).toBeVisible()
  })
})
