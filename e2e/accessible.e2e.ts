// Everybody can use it: no serious trouble for screen readers or eyes, nothing cut off, buttons for cold fingers.
import { expect, type Page } from '@playwright/test'
import {
  checkOnPhone,
  expectAccessible,
  expectEverybodyCanUse,
  expectNoSidewaysScroll,
  follow,
} from './everybody.ts'
import { Phone } from './phone.ts'
import { openSection, signInAtDesk, test } from './wanqing.ts'

// Nothing is changed here, so each stands for itself and goes to whichever program is free.
test.describe.configure({ mode: 'parallel' })

/** Both sizes of one screen: what the settings set is set on the page, and nobody walks the whole way twice. */
function checkAtBothSizes(page: Page): (screen: string) => Promise<void> {
  const check = checkOnPhone(page)
  return async screen => {
    for (const [size, word] of [
      ['large', '特大字'],
      ['normal', '大字'],
    ] as const) {
      await page.evaluate(value => {
        document.documentElement.dataset.size = value
      }, size)
      await check(`${screen}，${word}`)
    }
  }
}

test('公开页：普通字和大字都能读', async ({ page, wanqing }) => {
  await page.goto(`${wanqing.url}/`)
  await expectAccessible(page, '首页')
  await page.getByText('大字', { exact: true }).click()
  await expectAccessible(page, '首页大字')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, '首页')
})

test('工作台：看板、名单、个案和重复，读屏软件都读得通，窄屏不用左右拖', async ({ page, wanqing }) => {
  test.slow()
  await page.setViewportSize({ width: 1280, height: 900 })
  const check = (screen: string) => expectEverybodyCanUse(page, screen)
  await page.goto(`${wanqing.url}/console/`)
  await check('登录')
  await signInAtDesk(page, wanqing, 'demo-county')
  await expect(page.getByText('月探访率').first()).toBeVisible()
  await check('看板')
  await openSection(page, '老年人名单')
  await expect(page.getByRole('row').nth(2)).toBeVisible()
  await check('老年人名单')
  await follow(page.getByRole('row').nth(2).getByRole('link').first(), page.getByText('探访记录'))
  await check('一位老年人')
  await openSection(page, '导入台账')
  await check('导入台账')
  await openSection(page, '帮扶个案')
  await page.getByText('辖区全部', { exact: true }).click()
  await expect(page.getByRole('row').nth(2)).toBeVisible()
  await check('帮扶个案')
  await follow(
    page.getByRole('row').nth(2).getByRole('link').first(),
    page.getByRole('heading', { name: '办理经过' }),
  )
  await check('一件个案')
  await openSection(page, '疑似重复')
  const pair = page.getByRole('link', { name: '对照' }).first()
  await expect(pair).toBeVisible({ timeout: 60_000 })
  await check('疑似重复')
  await follow(pair, page.getByText('像同一人的地方'))
  await check('对照两份档案')
  await openSection(page, '两县协商')
  await check('两县协商')
})

test('工作台：待遇、评估、质量和各种名单，读屏软件都读得通，窄屏不用左右拖', async ({ page, wanqing }) => {
  test.slow()
  await page.setViewportSize({ width: 1280, height: 900 })
  const check = (screen: string) => expectEverybodyCanUse(page, screen)
  await signInAtDesk(page, wanqing, 'demo-county')
  await openSection(page, '待遇')
  await check('待遇发放名单')
  const month = page.getByRole('link', { name: /^\d{4}年\d+月$/ }).first()
  await follow(month, page.getByRole('heading', { name: '办理步骤' }))
  await check('一个月的发放名单')
  await page.goto(`${wanqing.url}/console/benefits/drafts/222402`)
  await expect(page.getByRole('heading', { name: '发给谁' })).toBeVisible()
  await check('起草待遇规则')
  await page.goto(`${wanqing.url}/console/benefits/matches`)
  await expect(page.getByRole('heading', { name: '比对结果' })).toBeVisible()
  await check('名单比对')
  await openSection(page, '能力评估')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await check('评估待办')
  await follow(
    page.getByRole('row').nth(1).getByRole('link').first(),
    page.getByRole('heading', { name: '办理经过' }),
  )
  await check('一次能力评估')
  await openSection(page, '台账质量')
  await expect(page.getByRole('heading', { name: '要改的问题' })).toBeVisible()
  await check('台账质量')
  for (const [address, screen] of [
    ['quality/records?measure=missingNumber', '质量名单'],
    ['exports', '导出记录'],
    ['bulk-acts', '批量办理记录'],
    ['newcomers', '手机报告的老年人'],
    ['consents?never=yes', '征求意愿名单'],
    ['events', '变化与迁移'],
    ['elders/register?region=222402001001', '登记老年人'],
  ] as const) {
    await page.goto(`${wanqing.url}/console/${address}`)
    await check(screen)
  }
})

test('手机端：大字和特大字都读得通，按钮够大', async ({ wanqing }) => {
  test.slow()
  const phone = new Phone()
  try {
    const page = await phone.open(wanqing.url)
    const check = checkAtBothSizes(page)
    await expect(page.getByLabel('登录名')).toBeVisible()
    await check('登录')
    await phone.signIn('demo-visitor')
    await expect(page.getByRole('heading', { name: '设一个手机密码' })).toBeVisible()
    await check('设手机密码')
    await phone.setPin()
    await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
    const name = (await phone.names()).at(-1) ?? ''
    await phone.tapButton('设置')
    // The button of the settings does it; from here on the page is told itself.
    await phone.tapButton('特大')
    await expect(page.locator('html')).toHaveAttribute('data-size', 'large')
    await phone.tapButton('大')
    await check('设置')
    await phone.tapButton('返回')
    await check('今天探访')
    await phone.openElder(name)
    await check('一位老人')
    await phone.tapButton(/开始探访|接着填写/)
    await expect(page.getByRole('heading', { name: `探访 ${name}` })).toBeVisible()
    await check('怎么探访的')
    await phone.tapButton('上门')
    await phone.tapButton('见到本人')
    await phone.tapButton('下一步')
    await phone.answerLastTime(name)
    await expect(page.getByRole('heading', { name: `${name} · 健康` })).toBeVisible()
    await check('健康')
    await page.goto(`${page.url().replace('#/visit/', '#/elder/')}`)
    await phone.tapButton(/居家安全检查/)
    await expect(page.getByRole('heading', { name: `${name} · 居家安全检查` })).toBeVisible()
    await check('居家安全检查')
    await phone.tapButton('返回')
    await phone.tapButton('返回')
    await page.goto(`${wanqing.url}/phone/#/waiting`)
    await expect(page.getByRole('heading', { name: '上传情况' })).toBeVisible()
    await check('上传情况')
  } finally {
    await phone.throwAway()
  }
})

test('探访的每一步，大字和特大字都读得通，按钮够大', async ({ wanqing }) => {
  test.slow()
  const phone = new Phone()
  const name = '练习·李奶奶'
  try {
    const page = await phone.open(wanqing.url)
    const check = checkAtBothSizes(page)
    await phone.signIn('demo-visitor')
    await phone.setPin()
    await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
    await phone.tapButton('练习一次（不会上传）')
    await phone.tapButton('上门')
    await phone.tapButton('本次谢绝')
    await phone.tapButton('不想让人来探访')
    await phone.tapButton('老人明确说了：以后都不要来探访')
    await check('谢绝')
    await phone.tapButton('未见到')
    await phone.tapButton('敲门没人应')
    await phone.tapButton('大白天灯一直亮着')
    await check('门外有险情')
    await phone.tapButton('选错了，没有这些情况')
    await check('没见到人')
    await phone.tapButton('见到本人')
    await phone.tapButton('下一步')
    await check('先问上次的事')
    await phone.answerLastTime(name)
    await phone.answerBlocks(name, null, check)
    await check('最后')
    await phone.tapButton('用手指签字')
    await check('签字')
    await phone.tapButton('取消')
    await phone.tapButton('保存')
    await expect(page.getByText('练习做完了')).toBeVisible()
    await check('练习做完')
    await phone.tapButton('回到名单')
  } finally {
    await phone.throwAway()
  }
})
