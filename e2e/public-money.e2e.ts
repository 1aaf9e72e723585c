// Public money in the browser: planned at the province, agreed to by another, split to a county, built, paid, accepted by two.
import { expect, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './everybody.ts'
import { choose, deskOf, openSection, pick, runCommand, test } from './wanqing.ts'

/** Presses a button of the screen, fills its dialog and sends it with the button of the same or another name. */
async function step(
  page: Page,
  word: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
  send: string = word,
) {
  await page.getByRole('main').getByRole('button', { name: word, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await fill(dialog)
  await dialog.getByRole('button', { name: send, exact: true }).click()
  await expect(dialog).toBeHidden()
}

const here = (page: Page) => new URL(page.url()).pathname

test('一笔专项资金：省里列入计划，另一人登记下达并审批，县里建成、拨付、两人验收', async ({
  browser,
  wanqing,
}) => {
  test.setTimeout(300_000)
  const planner = await deskOf(browser, wanqing, 'demo-province')
  const approver = await deskOf(browser, wanqing, 'demo-province2')
  const go = (page: Page, path: string) => page.goto(`${wanqing.url}${path}`)

  await test.step('总览看得懂：钱走到哪一步，来信四十个数都一致', async () => {
    await openSection(planner, '专项资金')
    await expect(planner.getByRole('heading', { name: '专项资金', exact: true })).toBeVisible()
    await expect(planner.getByRole('img', { name: /去向图/ })).toBeVisible()
    await expectAccessible(planner, '专项资金')
    await planner.getByRole('button', { name: '来信四十个数' }).click()
    await expect(planner.getByText('40 个一致')).toBeVisible()
    await expect(planner.getByText('占 2023 年计划 2.1 亿元的 6.49%')).toBeVisible()
  })

  await test.step('登记专项，列入计划；另一人登记下达文件', async () => {
    await openSection(planner, '专项资金')
    await step(
      planner,
      '登记专项',
      async dialog => {
        await dialog.getByLabel('名称').fill('边境村助餐点建设')
        await dialog.getByLabel('说明').fill('图们市先试')
      },
      '保存',
    )
    await expect(planner.getByRole('heading', { name: '边境村助餐点建设' })).toBeVisible()
    await step(
      planner,
      '添加资金',
      async dialog => {
        await pick(planner, dialog.getByLabel('来源'), '福彩公益金')
        await choose(planner, '用途', '助餐点')
        await dialog.getByLabel('金额（万元）').fill('50')
      },
      '保存',
    )
    await planner.getByRole('link', { name: '助餐点' }).click()
    await expect(planner.getByText('列入计划').first()).toBeVisible()
    await go(approver, here(planner))
    await step(approver, '登记下达文件', dialog => dialog.getByLabel('文号').fill('吉财社指〔2026〕88号'))
    await expect(approver.getByText('资金已下达').first()).toBeVisible()
  })

  await test.step('分配到县：报批的人不能自己批', async () => {
    await planner.reload()
    await step(
      planner,
      '分配到县',
      async dialog => {
        await dialog.getByLabel('批次名称').fill('第一批')
        await dialog.getByLabel('找区划：名称或拼音').fill('图们市')
        await planner.locator('.ant-select-item-option', { hasText: '图们市' }).first().click()
        await dialog.getByLabel('图们市 金额（万元）').fill('20')
      },
      '报批',
    )
    await expect(planner.getByText('要由另一位工作人员审批')).toBeVisible()
    await go(approver, here(planner))
    await step(approver, '审批通过', dialog => dialog.getByLabel('文号').fill('吉财社指〔2026〕89号'))
    await expect(approver.getByText('批次已下达').first()).toBeVisible()
  })
  await projectIsBuilt(browser, wanqing)
  await test.step('核对：账目与专项资金一致', async () => {
    const verified = await runCommand(['verify', '--data', wanqing.folder])
    expect(verified.output).toContain('专项资金：与账目一致')
  })
})

async function projectIsBuilt(
  browser: Parameters<typeof deskOf>[0],
  wanqing: Parameters<typeof deskOf>[1],
): Promise<void> {
  const [county, second, township, finance] = await Promise.all(
    ['demo-county', 'demo-county2', 'demo-township', 'demo-finance'].map(login =>
      deskOf(browser, wanqing, login),
    ),
  )
  if (!county || !second || !township || !finance) throw new Error('four people were to sign in')
  const go = (page: Page, path: string) => page.goto(`${wanqing.url}${path}`)
  let project = ''

  await test.step('县里编报项目，另一人立项', async () => {
    await go(county, '/console/funds/shares')
    const row = county.getByRole('row').filter({ hasText: '边境村助餐点建设' })
    await row.getByRole('button', { name: '编报项目' }).click()
    const dialog = county.getByRole('dialog')
    await dialog.getByLabel('项目名称').fill('新村助餐点')
    // The list is drawn anew while the answer comes: typed and pressed until the place is written there.
    await expect(async () => {
      await dialog.getByLabel('找区划：名称或拼音').fill('月晴镇')
      await county.locator('.ant-select-item-option', { hasText: '月晴镇' }).first().click({ timeout: 3_000 })
      await expect(dialog.getByText('月晴镇', { exact: true })).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
    await dialog.getByLabel('金额（万元）').fill('18')
    await dialog.getByRole('button', { name: '报批' }).click()
    await expect(county.getByRole('heading', { name: /新村助餐点/ })).toBeVisible()
    project = here(county)
    await expect(county.getByText('月晴镇').first()).toBeVisible()
    await expectNoSidewaysScroll(county, '资金项目')
    await go(second, project)
    await step(second, '审批立项', async () => {})
    await expect(second.getByText('已批准，待施工').first()).toBeVisible()
  })

  await test.step('财政拨付，乡镇报进度，两人签字', async () => {
    await go(finance, project)
    await step(
      finance,
      '拨付',
      async dialog => {
        await dialog.getByLabel('金额（万元）').fill('10')
        await dialog.getByLabel('收款单位').fill('演示建筑公司')
        await dialog.getByLabel('凭证号').fill('2026-001')
      },
      '拨付',
    )
    await expect(finance.getByText('已支付 10 万元').first()).toBeVisible()
    await go(county, project)
    await step(county, '报“开工（启动）”', async () => {})
    await step(county, '报“完工（完成）”', async () => {})
    for (const page of [second, township]) {
      await go(page, project)
      await step(page, '签字验收', dialog => dialog.getByLabel('验收').fill('现场看过，可以开门'))
    }
    await expect(township.getByText('验收合格').first()).toBeVisible()
  })

  await test.step('登记为助餐点，项目页写着它', async () => {
    await go(county, project)
    await expect(county.getByRole('button', { name: '登记为助餐点' })).toBeVisible()
    await expectAccessible(county, '验收后的资金项目')
  })
}
