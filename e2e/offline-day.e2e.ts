// A day without a line: a home in one go, last time's stove, a shut door, a signature, the browser closed; in the evening all of it arrives once.
import { expect, type Page } from '@playwright/test'
import { demoCounty, demoPassword } from '../domain/accounts/demo.ts'
import type { OperationName, Output, Sent } from '../domain/api.ts'
import { uuidV7 } from '../domain/kernel/id.ts'
import { answersWith, sampleVisit } from '../domain/visits/sample.ts'
import { Phone } from './phone.ts'
import { signInAtDesk, test, type Wanqing } from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

const newId = () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

async function ask<Name extends OperationName>(
  page: Page,
  wanqing: Wanqing,
  name: Name,
  input: Sent<Name>,
): Promise<Output<Name>> {
  const answer = await page.request.post(`${wanqing.url}/api/${name}`, {
    data: input,
    headers: { 'x-wanqing-act': newId() },
  })
  expect(answer.ok(), `${name}: ${await answer.text()}`).toBe(true)
  return (await answer.json()) as Output<Name>
}

/** Beside the report of a failed run: what the screens looked like. */
async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled' })
}

interface Person {
  id: string
  name: string
}

/** A home with two elders whose names nobody else in the village bears, both on the visitor's list from today. */
async function homeOfTwo(
  page: Page,
  wanqing: Wanqing,
  regionCode: string,
): Promise<[Person, Person, Person]> {
  const visitors = await ask(page, wanqing, 'visitor.list', { regionCode: `${demoCounty}000000` })
  const accountId = visitors.find(one => one.login === 'demo-visitor')?.id ?? ''
  const { rows: elders } = await ask(page, wanqing, 'elder.list', { regionCode, limit: 500 })
  const count = new Map<string, number>()
  for (const { name } of elders) count.set(name, (count.get(name) ?? 0) + 1)
  const { rows: homes } = await ask(page, wanqing, 'household.list', { regionCode, limit: 300 })
  const home = homes.find(
    ({ members }) => members.length === 2 && members.every(({ name }) => count.get(name) === 1),
  )
  const other = elders.find(
    ({ id, name }) => count.get(name) === 1 && !home?.members.some(member => member.id === id),
  )
  const [first, second] = home?.members ?? []
  if (!first || !second || !other) throw new Error('the village has no home of two')
  await ask(page, wanqing, 'visitor.assign', {
    ...{ countyCode: demoCounty, accountId, elderIds: [first.id, second.id, other.id] },
    from: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
  })
  return [first, second, other]
}

/** Signs the visitor in without a screen; the village of her post. */
async function villageOf(page: Page, wanqing: Wanqing): Promise<string> {
  await page.request.post(`${wanqing.url}/api/session.open`, {
    data: { login: 'demo-visitor', password: demoPassword },
    headers: { 'x-wanqing-act': newId() },
  })
  const session = await ask(page, wanqing, 'session.current', {})
  return session?.post.regionCode ?? ''
}

/** Two days ago the visitor found the chimney leaking, and wrote it down. */
async function leakingChimney(page: Page, wanqing: Wanqing, elder: Person): Promise<void> {
  const at = Date.now() - 2 * 86_400_000
  await ask(page, wanqing, 'visit.record', {
    ...sampleVisit,
    ...{ id: newId(), elderId: elder.id, countyCode: demoCounty, note: '烟囱漏烟，镇里说来修' },
    startedAt: new Date(at).toISOString(),
    endedAt: new Date(at + 600_000).toISOString(),
    answers: answersWith({ S2: 'danger' }),
  })
}

test('断网一整天：一户两位老人、回头问烟囱、没见到人、签字、关了再开，傍晚一次都到', async ({
  browser,
  page,
  wanqing,
}) => {
  test.slow()
  const began = Date.now()
  const phone = new Phone()
  await signInAtDesk(page, wanqing, 'demo-county')
  await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  const morning = await browser.newPage()
  const [first, second, other] = await homeOfTwo(page, wanqing, await villageOf(morning, wanqing))
  await leakingChimney(morning, wanqing, first)
  await morning.close()
  try {
    await test.step('早上有网：名单到了手机上，随后断网', async () => {
      await phone.open(wanqing.url)
      await phone.signIn('demo-visitor')
      await phone.setPin()
      for (const { name } of [first, second, other])
        await expect(phone.page.locator('a .name').getByText(name, { exact: true })).toBeVisible()
      await phone.installed()
      await wanqing.cut()
    })

    await test.step('先练习一次：老人是编的，什么也不留下', async () => {
      await phone.tapButton('练习一次（不会上传）')
      await expect(phone.page.getByText('这是练习，老人是编的。')).toBeVisible()
      await phone.answerForm('练习·李奶奶')
      await phone.tapButton('保存')
      await expect(phone.page.getByText('练习做完了')).toBeVisible()
      await phone.tapButton('回到名单')
      await expect(phone.page.getByRole('button', { name: /条记录等待上传/ })).toHaveCount(0)
    })

    await test.step('全家一起探访：先问上次的烟囱，再问季节，老人签字', async () => {
      await phone.openElder(first.name)
      await phone.tapButton('全家一起探访（2 位老人）')
      await expect(phone.page.getByRole('button', { name: '上门', exact: true })).toHaveAttribute(
        'aria-pressed',
        'true',
      )
      await phone.tapButton('见到本人')
      await phone.tapButton('下一步')
      const stove = phone.page.getByRole('group', { name: /上次：燃气、炉灶和一氧化碳（危险）——修好了吗？/ })
      await expect(stove).toBeVisible()
      await shot(phone.page, 'phone-last-time')
      await phone.tapButton('好了', stove)
      await phone.tapButton('下一步')
      await phone.answerBlocks(first.name)
      await phone.takePhoto()
      await phone.tapButton('用手指签字')
      await phone.rub('在框里用手指写名字')
      await shot(phone.page, 'phone-signature')
      await phone.tapButton('签好了')
      await expect(phone.page.getByText('签字或指印 2')).toBeVisible()
      await phone.save()
    })

    await test.step('同一个家不再看第二遍，另一位老人只问自己的', async () => {
      await phone.tapButton(`接着问 ${second.name}`)
      await phone.tapButton('见到本人')
      await phone.tapButton('下一步')
      await phone.answerLastTime(second.name)
      await expect(phone.page.getByText(`在 ${first.name} 那里看到的：`)).toBeVisible()
      await shot(phone.page, 'phone-house')
      await phone.tapButton('下一步')
      await expect(phone.page.getByText('请先选：这个家和刚才看到的一样吗？').last()).toBeVisible()
      await phone.tapButton('都一样，不用再看一遍')
      await phone.tapButton('下一步')
      await phone.answerBlocks(second.name)
      await phone.save()
      await phone.tapButton('回到名单')
    })

    await test.step('敲门没人应，雪地没有脚印：先教她打电话', async () => {
      await phone.openElder(other.name)
      await phone.tapButton(/开始探访|接着填写/)
      await phone.tapButton('上门')
      await phone.tapButton('未见到')
      await phone.tapButton('敲门没人应')
      await expect(phone.page.getByText('给有钥匙的人打电话，一起开门看看')).toBeVisible()
      await phone.tapButton('没问到人')
      await phone.tapButton('雪地没有脚印，烟囱不冒烟')
      const advice = phone.page.getByRole('dialog', { name: '可能出了事：先打电话' })
      await expect(advice.getByRole('link', { name: /拨打 120/ })).toBeVisible()
      await shot(phone.page, 'phone-door')
      await phone.tapButton('电话打了，接着填', advice)
      await phone.tapButton('下一步')
      await phone.save()
      await phone.tapButton('回到名单')
      await expect(phone.page.getByRole('button', { name: '3 条记录等待上传' })).toBeVisible()
    })

    await test.step('浏览器关了再开，三条都在', async () => {
      await phone.close()
      await phone.open(wanqing.url)
      await phone.unlock()
      await expect(phone.page.getByRole('button', { name: '3 条记录等待上传' })).toBeVisible()
    })

    await test.step('傍晚有网：都到了，每样一次', async () => {
      await wanqing.restore()
      await phone.tapButton('3 条记录等待上传')
      await phone.tapButton('现在上传')
      await expect(phone.page.getByRole('button', { name: '记录已全部上传' })).toBeVisible({
        timeout: 60_000,
      })
      await expect(phone.page.getByText('照片和录音：还有')).toBeHidden({ timeout: 30_000 })
    })
  } finally {
    await phone.throwAway()
  }

  const visitsOf = async ({ id }: Person) => {
    const { rows } = await ask(page, wanqing, 'visit.list', { countyCode: demoCounty, elderId: id })
    // The demonstration has visits of this very day too.
    return rows.filter(visit => Date.parse(visit.startedAt) >= began)
  }
  await test.step('桌面上：烟囱的回答、同户的探访、签字和模糊的照片', async () => {
    const [visit, ...more] = await visitsOf(first)
    expect(more).toEqual([])
    expect(await visitsOf(second)).toMatchObject([{ result: 'met', answers: { S2: 'ok' } }])
    expect(visit?.household.map(one => one.elderId)).toEqual([second.id])
    await page.goto(`${wanqing.url}/console/visits/${demoCounty}/${visit?.id}`)
    await expect(page.getByText('燃气、炉灶和一氧化碳：好了')).toBeVisible()
    await expect(page.getByRole('img', { name: '缩略图已模糊处理' })).toHaveCount(2)
    await shot(page, 'console-visit')
    await page.getByRole('button', { name: '点开看签字或指印' }).click()
    await expect(page.getByRole('img', { name: '老人的签字或指印' })).toBeVisible()
    await expect(page.getByRole('link', { name: second.name })).toBeVisible()
  })

  await test.step('门外有险情的，已立一级个案', async () => {
    expect(await visitsOf(other)).toMatchObject([{ result: 'notReached', doorSigns: ['noTracks'] }])
    const { rows } = await ask(page, wanqing, 'aidCase.list', {
      ...{ regionCode: `${demoCounty}000000`, level: 'p0', limit: 200 },
    })
    expect(rows.filter(row => row.elderId === other.id && row.trouble.includes('雪地'))).toHaveLength(1)
  })
})
