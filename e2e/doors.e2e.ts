// Who gets in, who does not, and what is said at each door.
import { expect, type Page } from '@playwright/test'
import { demoPassword } from '../domain/accounts/demo.ts'
import { Phone } from './phone.ts'
import { openSection, signInAtDesk, test } from './wanqing.ts'

async function trySignIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  const answer = page.waitForResponse(/session\.open/)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await answer
}

test('密码不对，说清楚怎么办；一直试，账号先锁一会儿', async ({ page, wanqing }) => {
  await page.goto(`${wanqing.url}/console/`)
  // Somebody no other journey needs: she stays locked out for a quarter of an hour.
  for (let tries = 0; tries < 5; tries++) {
    await trySignIn(page, 'demo-assessor2', `wrong-password-${tries}`)
    await expect(page.getByText('登录名或密码不对，请检查后重试')).toBeVisible()
  }
  await trySignIn(page, 'demo-assessor2', demoPassword)
  await expect(page.getByText(/登录失败次数太多，为保护账号暂时锁定。请在 1[45] 分钟后再试/)).toBeVisible()
  await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeHidden()
})

test('不存在的账号和密码错的账号，回答一个样', async ({ page, wanqing }) => {
  await page.goto(`${wanqing.url}/console/`)
  await trySignIn(page, 'nobody-at-all', 'wrong-password-0')
  await expect(page.getByText('登录名或密码不对，请检查后重试')).toBeVisible()
})

test('审计员看不到老年人', async ({ page, wanqing }) => {
  await signInAtDesk(page, wanqing, 'demo-auditor')
  const sections = page.getByRole('navigation', { name: '主要栏目' })
  await expect(sections).toBeVisible()
  await expect(sections.getByRole('menuitem', { name: '老年人名单' })).toHaveCount(0)
  await page.goto(`${wanqing.url}/console/elders`)
  await expect(page.getByText('您的岗位不能查看这里')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
})

test('县里的工作人员打不开别的县', async ({ page, wanqing }) => {
  await signInAtDesk(page, wanqing, 'demo-county')
  await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  for (const screen of ['board', 'elders', 'cases']) {
    await page.goto(`${wanqing.url}/console/${screen}?region=222401000000`)
    await expect(page.getByText('没有这个区划，或者它不在您的辖区内').first()).toBeVisible()
    await expect(page.getByRole('main').getByRole('row')).toHaveCount(0)
  }
})

test('在一处退出登录，那里就进不去了，别处不受影响', async ({ browser, wanqing }) => {
  const [first, second] = [await browser.newPage(), await browser.newPage()]
  for (const page of [first, second]) {
    await signInAtDesk(page, wanqing, 'demo-county')
    await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  }
  const cookies = await second.context().cookies()
  await second.getByRole('button', { name: /演示·县级工作人员/ }).click()
  await second.getByRole('menuitem', { name: '退出登录' }).click()
  await expect(second.getByLabel('登录名')).toBeVisible()
  await test.step('退出以前的凭证被人留着也没有用', async () => {
    await second.context().addCookies(cookies)
    await second.reload()
    await expect(second.getByLabel('登录名')).toBeVisible()
  })
  await first.reload()
  await expect(first.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  await first.close()
  await second.close()
})

test('手机丢了：县里挂失，手机一联网就清空并说明', async ({ page, wanqing }) => {
  const phone = new Phone()
  try {
    await phone.open(wanqing.url)
    await phone.signIn('demo-visitor')
    await phone.setPin()
    await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
    const [somebody = ''] = await phone.names()

    await signInAtDesk(page, wanqing, 'demo-county')
    await openSection(page, '手机设备')
    // Other journeys left phones of hers in use: all of them are in the bag that was lost.
    const inUse = page.getByRole('row').filter({ hasText: '演示·探访员' }).filter({ hasText: '使用中' })
    await expect(inUse.first()).toBeVisible()
    for (let left = await inUse.count(); left > 0; left--) {
      await inUse
        .first()
        .getByRole('button', { name: /挂\s?失/ })
        .click()
      const dialog = page.getByRole('dialog', { name: '挂失 演示·探访员 的手机' })
      await dialog.getByLabel('原因').fill('昨天在集上丢了')
      await dialog.getByRole('button', { name: /挂\s?失/ }).click()
      await expect(inUse).toHaveCount(left - 1)
    }
    await expect(page.getByText('已挂失，等待清除').first()).toBeVisible()

    await phone.tapButton('更新名单')
    await expect(phone.page.getByText('这部手机已挂失，手机里的老人资料已全部清除')).toBeVisible()
    await phone.page.reload()
    await expect(phone.page.getByLabel('登录名')).toBeVisible()
    await expect(phone.page.getByText(somebody)).toHaveCount(0)
    const kept = await phone.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(JSON.stringify(kept)).not.toContain(somebody)
    await page.reload()
    await expect(page.getByText('已清除').first()).toBeVisible()
  } finally {
    await phone.throwAway()
  }
})

test('登录页可以换成朝鲜文和英文，两个端都一样', async ({ page, wanqing }) => {
  await page.goto(`${wanqing.url}/console/`)
  for (const [language, login] of [
    ['조선말', '등록이름'],
    ['English', 'Login name'],
    ['中文', '登录名'],
  ] as const) {
    await page.locator('.language').click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(language, { exact: true }).click()
    await expect(page.getByLabel(login)).toBeVisible()
  }
  await page.goto(`${wanqing.url}/phone/`)
  for (const [language, login] of [
    ['조선말', '가입이름'],
    ['English', 'Login name'],
    ['中文', '登录名'],
  ] as const) {
    await page.getByRole('button', { name: language, exact: true }).click()
    await expect(page.getByLabel(login)).toBeVisible()
  }
})
