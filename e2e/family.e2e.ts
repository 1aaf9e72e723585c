// A daughter in Seoul: let in with her mother's consent, sees, pays, and is shut out the moment her mother says no.
import { type Browser, expect, type Page } from '@playwright/test'
import { demoCounty } from '../domain/accounts/demo.ts'
import { ancestorAt } from '../domain/kernel/area.ts'
import { expectAccessible, expectNoSidewaysScroll } from './everybody.ts'
import { ask, deskOf, newId, test, today, type Wanqing } from './wanqing.ts'

const password = 'seoul-winter-2026'

/** Her own telephone, set to Korean, an hour ahead. */
async function seoulOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, locale: 'ko-KR', timezoneId: 'Asia/Seoul' },
  })
  return context.newPage()
}

interface Elder {
  id: string
  name: string
}

async function consent(village: Page, elder: Elder, answer: '同意' | '撤回同意'): Promise<void> {
  await village.getByRole('button', { name: '记录意愿' }).first().click()
  const dialog = village.getByRole('dialog', { name: new RegExp(elder.name) })
  await expect(dialog).toBeVisible()
  const purpose = dialog.getByRole('combobox').first()
  await purpose.click()
  await village.locator('.ant-select-dropdown:visible').getByTitle('让子女在网上看到近况').click()
  await dialog.getByText(answer, { exact: true }).click()
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
}

async function invited(village: Page, elder: Elder): Promise<string> {
  await village.getByRole('button', { name: '邀请家人' }).click()
  const dialog = village.getByRole('dialog', { name: `为${elder.name}的家人开通` })
  await dialog.getByLabel('家人姓名').fill('金英姬')
  await dialog.getByRole('button', { name: '邀请家人' }).click()
  const slip = village.getByRole('dialog', { name: '邀请码只显示这一次' })
  const code = await slip.locator('.invitation-code').innerText()
  await slip.getByRole('button', { name: '已交给老人' }).click()
  await expect(slip).toBeHidden()
  return code
}

async function joins(seoul: Page, wanqing: Wanqing, code: string): Promise<void> {
  await seoul.goto(`${wanqing.url}/family?lang=ko`)
  await expectAccessible(seoul, '亲情关联')
  await seoul.getByRole('link', { name: '초대번호가 있습니다' }).click()
  await expectAccessible(seoul, '用邀请码开通')
  await expectNoSidewaysScroll(seoul, '用邀请码开通')
  await seoul.getByLabel(/^초대번호/).fill(code.toLowerCase().replace('-', ' '))
  await seoul.getByLabel(/로그인 이름을 정하세요/).fill('kim-seoul')
  await seoul.getByLabel(/비밀번호를 정하세요/).fill(password)
  await seoul.getByRole('button', { name: '시작하기' }).click()
  await expect(seoul.getByText('시작되었습니다')).toBeVisible()
  await seoul.getByLabel('로그인 이름').fill('kim-seoul')
  await seoul.getByLabel('비밀번호').fill(password)
  await seoul.getByRole('button', { name: '로그인' }).click()
}

test('在首尔的女儿：经同意关联、看近况、汇款到账、代订服务，母亲撤回同意立刻看不到', async ({
  browser,
  wanqing,
}) => {
  const village = await deskOf(browser, wanqing, 'demo-village')
  const seoul = await seoulOf(browser)
  const { rows } = await ask(village, 'elder.list', { regionCode: `${demoCounty}000000`, limit: 2 })
  const elder = rows.at(-1)
  if (!elder) throw new Error('the village of the demonstration has no elder')
  const record = `${wanqing.url}/console/elders/${demoCounty}/${elder.id}?part=consents`

  const code = await test.step('村里征得老人同意，发邀请码', async () => {
    await village.goto(record)
    await expect(village.getByRole('heading', { name: '亲情关联' })).toBeVisible()
    await consent(village, elder, '同意')
    return invited(village, elder)
  })
  await test.step('女儿在首尔用邀请码开通，看到近况', async () => {
    await joins(seoul, wanqing, code)
    await seoul.getByRole('link', { name: elder.name }).click()
    await expect(seoul.getByRole('heading', { name: elder.name })).toBeVisible()
    await expect(seoul.getByRole('heading', { name: '최근 방문' })).toBeVisible()
    await expectAccessible(seoul, '近况')
    await expectNoSidewaysScroll(seoul, '近况')
  })
  await test.step('金额写错了有一句话，改好后登记汇款', async () => {
    await seoul.getByLabel('금액(위안)').fill('两百')
    await seoul.getByRole('button', { name: '송금 적기' }).click()
    await expect(seoul.getByRole('alert')).toContainText('金额写成')
    await seoul.getByLabel('금액(위안)').fill('200')
    await seoul.getByRole('button', { name: '송금 적기' }).click()
    await expect(seoul.getByText('확인 대기')).toBeVisible()
  })
  await test.step('村里查到钱到了，账户上有了 200 元', async () => {
    await village.goto(`${wanqing.url}/console/family-payments`)
    const line = village.getByRole('row').filter({ hasText: elder.name })
    await line.getByRole('button', { name: '已到账' }).click()
    const dialog = village.getByRole('dialog')
    await dialog.getByRole('button', { name: '已到账' }).click()
    await expect(dialog).toBeHidden()
    await seoul.reload()
    await expect(seoul.getByText('¥200.00').first()).toBeVisible()
    await expect(seoul.getByText('입금됨 · 영수증 번호')).toBeVisible()
  })
  await test.step('再汇 80 元到服务账户：村里看到记入哪里，打收据，女儿看到余额和收据号', async () => {
    await seoul.getByLabel('어느 계좌에 넣을까요').selectOption('elderCare')
    await seoul.getByLabel('금액(위안)').fill('80')
    await seoul.getByRole('button', { name: '송금 적기' }).click()
    await expect(seoul.getByText('확인 대기')).toBeVisible()
    await village.goto(`${wanqing.url}/console/family-payments`)
    const line = village.getByRole('row').filter({ hasText: elder.name })
    await expect(line).toContainText('老人服务账户')
    await line.getByRole('button', { name: '已到账' }).click()
    const dialog = village.getByRole('dialog')
    await expect(dialog).toContainText('确认后记入老人服务账户')
    await dialog.getByRole('button', { name: '已到账' }).click()
    await expect(village.getByRole('heading', { name: '居家养老服务费收据' })).toBeVisible()
    await expectAccessible(village, '家人汇款收据')
    await seoul.reload()
    const care = seoul.locator('section').filter({ has: seoul.getByRole('heading', { name: '서비스 계좌' }) })
    await expect(care.getByText('¥80.00').first()).toBeVisible()
    await expect(seoul.getByRole('listitem').filter({ hasText: '¥80.00' }).last()).toContainText(
      '영수증 번호',
    )
    await expectNoSidewaysScroll(seoul, '两个账户')
  })
  await test.step('代订一次服务，乡镇看得到是家人提出的', async () => {
    await seoul.getByText('서비스 신청하기').click()
    await seoul.getByLabel('서비스 종류').selectOption('repair')
    await seoul.getByRole('button', { name: '신청', exact: true }).click()
    const wish = seoul.getByRole('listitem').filter({ hasText: '수리' })
    await expect(wish).toContainText('신청되어 준비 중')
    const township = await deskOf(browser, wanqing, 'demo-township')
    const asked = await ask(township, 'need.list', {
      ...{ regionCode: ancestorAt(elder.regionCode, 'township'), source: 'byFamily', kind: 'repair' },
    })
    expect(asked.rows.map(row => row.elderName)).toContain(elder.name)
  })
  await test.step('母亲撤回同意：女儿下一次点开就什么也看不到', async () => {
    await ask(village, 'consent.record', {
      ...{ countyCode: demoCounty, id: newId(), elderId: elder.id, purpose: 'familyLink' },
      ...{ answer: 'withdraws', way: 'signature', answeredOn: today() },
    })
    await seoul.reload()
    await expect(seoul.getByText('동의를 거두어')).toBeVisible()
    await expect(seoul.getByText('¥200.00')).toHaveCount(0)
    await village.goto(record)
    await expect(village.getByText('老人已撤回同意')).toBeVisible()
  })
})
