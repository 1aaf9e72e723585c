// A month of rounds: the township makes the plan, the visitor sees it and asks for a stand-in, a colleague says yes.
import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { demoPassword } from '../domain/accounts/demo.ts'
import { Phone } from './phone.ts'
import { openSection, signInAtDesk, test, type Wanqing } from './wanqing.ts'

/** Speaks to the server as one signed-in person, for what an administrator did before the story begins. */
async function personAt(wanqing: Wanqing, login: string, password: string) {
  let cookie = ''
  const call = async <Answer = Record<string, never>>(name: string, input: object): Promise<Answer> => {
    const answer = await fetch(`${wanqing.url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wanqing-act': randomUUID(), cookie },
      body: JSON.stringify(input),
    })
    const [given] = answer.headers.getSetCookie()
    if (given) cookie = given.split(';')[0] ?? ''
    const body = await answer.json()
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(body)}`)
    return body
  }
  const opened = await call<{ session: { post: { regionCode: string } } }>('session.open', {
    login,
    password,
  })
  return { call, regionCode: opened.session.post.regionCode }
}

const colleague = { login: 'colleague-of-demo', name: '顾代班' }

async function engageColleague(wanqing: Wanqing): Promise<void> {
  const visitor = await personAt(wanqing, 'demo-visitor', demoPassword)
  const administrator = await personAt(wanqing, 'demo-administrator', demoPassword)
  const first = `${demoPassword}-first`
  await administrator.call('account.create', {
    ...{ id: randomUUID(), postId: randomUUID(), ...colleague, password: first },
    ...{ regionCode: visitor.regionCode, role: 'visitor', language: 'zh' },
  })
  const own = await personAt(wanqing, colleague.login, first)
  await own.call('password.change', { current: first, next: demoPassword })
}

test('排一个月的计划，请同事代班，一点就接', async ({ page, wanqing }) => {
  const [visitor, other] = [new Phone(), new Phone()]
  try {
    await engageColleague(wanqing)
    await test.step('乡镇编排计划，看过再下发', async () => {
      await signInAtDesk(page, wanqing, 'demo-township')
      await openSection(page, '探访员与分配')
      await page.getByRole('tab', { name: '巡访计划' }).click()
      await page.getByRole('button', { name: /^编排.+的计划$/ }).click()
      await expect(page.getByText('这是草稿，探访员还看不到')).toBeVisible({ timeout: 60_000 })
      await expect(page.getByTestId('plan-marks')).toContainText('由同一位探访员去')
      await page.getByRole('button', { name: '下发给探访员' }).click()
      await expect(page.getByText('已下发，探访员下次同步就能看到')).toBeVisible()
    })
    await test.step('探访员在手机上看到本月计划', async () => {
      await visitor.open(wanqing.url)
      await visitor.signIn('demo-visitor')
      await visitor.setPin()
      await visitor.tapButton('本月计划')
      await expect(visitor.page.locator('.calendar .count').filter({ hasText: /\d/ }).first()).toBeVisible()
      await visitor.page.goBack()
    })
    const names = await test.step('没有信号时请同事代班，有网了自己发出去', async () => {
      await wanqing.cut()
      await visitor.tapButton('代班')
      await visitor.tapButton('请同事代班')
      await visitor.tapButton('3 天')
      await visitor.tapButton('身体不适')
      await visitor.tapButton(/^请代班：\d+ 位老人$/)
      const asked = visitor.page.getByRole('region', { name: '您请同事去的' })
      await expect(asked).toContainText('等同事答复')
      await wanqing.restore()
      await visitor.page.evaluate(() => window.dispatchEvent(new Event('online')))
      return (await asked.locator('.card p').nth(1).innerText()).split('、')
    })
    await test.step('同事一点就接，手机上有了这些老人', async () => {
      await other.open(wanqing.url)
      await other.signIn(colleague.login)
      await other.setPin()
      await expect(async () => {
        await other.tapButton('更新名单')
        await expect(other.page.getByRole('button', { name: /^代班（1 件要答复）$/ })).toBeVisible({
          timeout: 5_000,
        })
      }).toPass({ timeout: 90_000 })
      await other.tapButton(/^代班（1 件要答复）$/)
      await other.tapButton('我去')
      await expect(other.page.getByRole('region', { name: '您替同事去的' })).toBeVisible()
      await other.page.goBack()
      await expect(
        other.page
          .getByRole('listitem')
          .filter({ hasText: names[0] ?? '' })
          .first(),
      ).toBeVisible({
        timeout: 60_000,
      })
    })
    await test.step('乡镇看到谁替谁、负担多少，数字点开是名单', async () => {
      await openSection(page, '探访员与分配')
      await page.getByRole('tab', { name: '代班' }).click()
      await expect(page.getByRole('row').filter({ hasText: colleague.name })).toContainText('有人代班')
      await page.getByRole('tab', { name: '负担与空当' }).click()
      const figures = page.getByTestId('load-figures')
      await expect(figures).toContainText('计划探访')
      await figures.locator('.figure').filter({ hasText: '计划探访' }).getByRole('link').click()
      await expect(page.getByRole('heading', { name: /本月计划探访/ })).toBeVisible()
      await expect(page.getByRole('row').nth(1)).toBeVisible()
    })
  } finally {
    await visitor.throwAway()
    await other.throwAway()
  }
})
