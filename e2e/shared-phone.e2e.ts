// One village phone, two visitors: apart under two PINs, and the locked one's records go up all the same.
import { expect } from '@playwright/test'
import { demoPassword } from '../domain/accounts/demo.ts'
import { Phone } from './phone.ts'
import { openSection, signInAtDesk, test } from './wanqing.ts'

const otherPin = '271846'

test('两位探访员合用一部手机：各用各的密码，锁着的人的记录也能上传', async ({ page, wanqing }) => {
  const phone = new Phone()
  try {
    const login = await test.step('县里给第二位探访员开账号', async () => {
      await signInAtDesk(page, wanqing, 'demo-county')
      return secondVisitor(page, wanqing.url)
    })
    const [first = ''] = await test.step('第一位登录，设密码，看到自己的名单', async () => {
      await phone.open(wanqing.url)
      await phone.signIn('demo-visitor')
      await phone.setPin()
      await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
      await phone.installed()
      return phone.names()
    })
    await test.step('断网探访一位，锁上', async () => {
      await wanqing.cut()
      await phone.openElder(first)
      await phone.answerAll(first)
      await phone.save()
      await lock(phone)
    })
    await test.step('有网了：没有人输入密码，锁着的记录也传上去', async () => {
      await phone.tapButton('换人')
      await expect(phone.page.getByText('1 条记录等待上传')).toBeVisible()
      await wanqing.restore()
      await phone.page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expect(phone.page.getByText('没有等待上传的记录')).toBeVisible({ timeout: 60_000 })
    })
    await test.step('第二位在同一部手机登录，看不到第一位的老人', async () => {
      await phone.tapButton('再加一个人')
      await signInAs(phone, login)
      await setPin(phone, otherPin)
      await expect(phone.page.getByText(first)).toHaveCount(0)
      await lock(phone)
      await phone.tapButton('换人')
      await expect(phone.page.getByRole('button', { name: /演示·探访员/ })).toBeVisible()
    })
    await test.step('第一位的密码打不开第二位的', async () => {
      await phone.tapButton(/合用手机的人/)
      for (const digit of '395817') await phone.tapButton(digit)
      await expect(phone.page.getByText('不对，还可以试 9 次。')).toBeVisible()
      await phone.tapButton('换人')
    })
    await test.step('第一位打开自己的：不用再登录，记录带着回执号', async () => {
      await phone.tapButton(/演示·探访员/)
      await phone.unlock()
      await phone.page.getByRole('button', { name: /记录已全部上传|照片和录音/ }).tap()
      await expect(phone.page.getByRole('listitem').filter({ hasText: first })).toContainText(/回执号 \d{6}-/)
      await expect(phone.page.getByText('登录已过期')).toHaveCount(0)
    })
    await test.step('县里看得到这部手机的两个人', async () => {
      await openSection(page, '手机设备')
      await expect(page.getByRole('row').filter({ hasText: '合用手机的人' }).first()).toBeVisible()
    })
  } finally {
    await phone.throwAway()
  }
})

async function lock(phone: Phone): Promise<void> {
  await phone.page.goto(`${phone.page.url().split('#')[0]}#/settings`)
  await phone.tapButton('马上锁上')
  await expect(phone.page.getByRole('heading', { name: '请输入手机密码' })).toBeVisible()
}

async function signInAs(phone: Phone, login: string): Promise<void> {
  await phone.page.getByLabel('登录名').fill(login)
  await phone.page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await phone.tapButton('登录')
  await expect(phone.page.getByRole('heading', { name: '先换一个自己的密码' })).toBeVisible()
  await phone.page.getByLabel('新密码', { exact: true }).fill(`${demoPassword}-own`)
  await phone.page.getByLabel('再输一遍新密码').fill(`${demoPassword}-own`)
  await phone.tapButton('保存新密码')
}

async function setPin(phone: Phone, pin: string): Promise<void> {
  await expect(phone.page.getByRole('heading', { name: '设一个手机密码' })).toBeVisible()
  for (const digit of pin) await phone.tapButton(digit)
  await expect(phone.page.getByRole('heading', { name: '再输一遍' })).toBeVisible()
  for (const digit of pin) await phone.tapButton(digit)
  await expect(phone.page.getByRole('heading', { name: '今天探访' })).toBeVisible()
}

/** A visitor of the demo visitor's village, made by the administrator over the same operations the desk uses. */
async function secondVisitor(page: import('@playwright/test').Page, url: string): Promise<string> {
  const context = await page.context().browser()?.newContext()
  if (!context) throw new Error('no browser')
  const desk = await context.newPage()
  await signInAtDesk(desk, { url } as never, 'demo-administrator')
  await expect(desk.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  const login = `shared-${Date.now()}`
  await desk.evaluate(
    async ({ login, password }) => {
      const ask = async (name: string, input: object) => {
        const answer = await fetch(`/api/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-wanqing-act': crypto.randomUUID() },
          body: JSON.stringify(input),
        })
        if (!answer.ok) throw new Error(await answer.text())
        return answer.json()
      }
      const session = await ask('session.current', {})
      const { rows } = await ask('account.list', {
        regionCode: session.post.regionCode,
        text: 'demo-visitor',
      })
      const { regionCode } = rows[0].posts[0]
      const [id, postId] = [crypto.randomUUID(), crypto.randomUUID()]
      await ask('account.create', {
        ...{ id, login, name: '合用手机的人', regionCode, password, role: 'visitor', postId },
      })
    },
    { login, password: demoPassword },
  )
  await context.close()
  return login
}
