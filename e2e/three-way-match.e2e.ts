// A claim that does not agree: asked about, answered, decided; and only what agrees or was admitted is paid.
import { expect } from '@playwright/test'
import { expectEverybodyCanUse } from './everybody.ts'
import { deskOf, openSection, pick, test } from './wanqing.ts'

test('对不上的申报先问清楚再定，只有一致的和认可的才付款', async ({ browser, wanqing }) => {
  test.slow()
  const county = await deskOf(browser, wanqing, 'demo-county')
  const second = await deskOf(browser, wanqing, 'demo-county2')
  const provider = await deskOf(browser, wanqing, 'demo-provider')

  // Another journey may have claimed and billed the newest month already: whatever month is made, that one is billed.
  let month = ''
  await test.step('机构从做完的订单生成申报，提交后马上知道几行一致、几行待核', async () => {
    await openSection(provider, '我的申报')
    const open = provider.getByRole('row').filter({ hasText: '从订单生成' }).first()
    month = (await open.getByRole('cell').first().innerText()).trim()
    await provider.getByRole('button', { name: '从订单生成' }).first().click()
    await provider.getByRole('button', { name: /^提交 \d+ 行申报$/ }).click()
    await expect(provider.getByText(/已提交：\d+ 行一致，\d+ 行待核/)).toBeVisible()
  })

  await test.step('县里看到原因，订单、凭证、申报并排', async () => {
    await openSection(county, '待核申报')
    await expectEverybodyCanUse(county, '待核申报')
    await county.getByText(/^单价和订单对不上 \d+$/).click()
    await county.getByRole('link', { name: '核对', exact: true }).first().click()
    for (const side of ['申报', '订单', '上门凭证'])
      await expect(county.getByRole('heading', { name: side, exact: true })).toBeVisible()
    await expect(county.getByText(/申报单价 [\d.]+ 元，订单单价 [\d.]+ 元。/)).toBeVisible()
    await expectEverybodyCanUse(county, '核对申报')
  })

  await test.step('请机构说明，机构答复，县里不认可', async () => {
    await county.getByText('请机构说明', { exact: true }).click()
    await county.getByLabel('理由（机构看得到）').fill('为什么比订单贵？')
    await county.getByRole('button', { name: /确\s*定/ }).click()
    await expect(county.getByText('等机构答复').first()).toBeVisible()
    await provider.goto(county.url().replace('/claims/lines/', '/my-claims/lines/'))
    await expect(provider.getByText('为什么比订单贵？').first()).toBeVisible()
    await provider.getByRole('textbox', { name: '提交说明' }).fill('填错了。')
    await provider.getByRole('button', { name: '提交说明' }).click()
    await expect(provider.getByText('已提交说明')).toBeVisible()
    await county.reload()
    await expect(county.getByText('填错了。')).toBeVisible()
    await county.getByText('不认可，不付', { exact: true }).click()
    await county.getByLabel('理由（机构看得到）').fill('与订单价格不符，不予支付。')
    await county.getByRole('button', { name: /确\s*定/ }).click()
    await expect(county.getByText('核后不付').first()).toBeVisible()
  })

  await test.step('账单只含一致的行，编制人不能自己审核', async () => {
    await openSection(county, '购买合同与账单')
    await county
      .getByRole('link', { name: /居家养老服务$/ })
      .first()
      .click()
    await pick(county, county.getByRole('combobox', { name: '月份' }), month)
    await county.getByRole('button', { name: '编制账单' }).click()
    await expect(county.getByRole('heading', { name: /^账单 \d{6}-\d{5}$/ })).toBeVisible()
    await county.getByRole('button', { name: '审核通过' }).click()
    await expect(county.getByText('编制账单的人不能自己审核，请另一位同事审核。')).toBeVisible()
  })

  await test.step('第二人审核，导出支付单，记付款；机构看到已付', async () => {
    await second.goto(county.url())
    await second.getByRole('button', { name: '审核通过' }).click()
    const saving = second.waitForEvent('download')
    await second.getByRole('button', { name: '导出支付单并交财政' }).click()
    expect((await saving).suggestedFilename()).toMatch(/^支付单-\d{6}-\d{5}-.+\.xlsx$/)
    await second.getByRole('button', { name: '记付款' }).click()
    await second.getByLabel('凭证号').fill('财支 2026-11-001')
    await second.getByRole('dialog').getByRole('button', { name: '记付款' }).click()
    await expect(second.getByText('财支 2026-11-001')).toBeVisible()
    await openSection(provider, '我的款项')
    await expect(provider.getByText('已付款').first()).toBeVisible()
    await expectEverybodyCanUse(provider, '我的款项')
  })
  for (const page of [county, second, provider]) await page.context().close()
})
