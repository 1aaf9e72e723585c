// Every screen of the phone that no other journey looks at, in both languages of the villages and at both sizes of type.
import { type Browser, expect, type Page } from '@playwright/test'
import { demoCounty } from '../domain/accounts/demo.ts'
import { sayIn } from '../phone/messages/say-in.ts'
import { checkOnPhone } from './everybody.ts'
import { Phone } from './phone.ts'
import { ask, deskOf, test, type Wanqing } from './wanqing.ts'

const looks = [
  { language: 'zh', name: '中文', size: 'normal' },
  { language: 'zh', name: '中文', size: 'large' },
  { language: 'ko', name: '조선말', size: 'normal' },
  { language: 'ko', name: '조선말', size: 'large' },
] as const
type Look = (typeof looks)[number]

const wordOf = ({ language, size }: Look) =>
  `${language === 'zh' ? '汉语' : '朝鲜语'}${size === 'normal' ? '大' : '特大'}字`

async function openAt(page: Page, place: string): Promise<void> {
  await page.goto(`${page.url().split('#')[0]}#/${place}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** As somebody does who cannot read what stands there yet: by the place of the buttons. */
async function wear(phone: Phone, { name, size }: Look): Promise<void> {
  const { page } = phone
  await openAt(page, 'settings')
  await phone.tapButton(name)
  const sizes = page.locator('.choices.columns-2').first().getByRole('button')
  await phone.tap(size === 'normal' ? sizes.first() : sizes.last())
  await expect(page.locator('html')).toHaveAttribute('data-size', size)
}

/** The first answer everywhere, which is that all is well, step by step until the last or the one to stop at. */
async function answerFirst(phone: Phone, look: (title: string) => Promise<unknown>): Promise<void> {
  const { page } = phone
  const heading = page.getByRole('heading', { level: 1 })
  for (;;) {
    const before = await heading.innerText()
    if ((await look(before)) === 'stop') return
    const groups = page.locator('.group, .question').filter({ has: page.locator('.choice') })
    for (const group of await groups.all())
      if ((await group.locator('.choice.chosen').count()) === 0)
        await phone.tap(group.locator('.choice').first())
    // How she was met, once it is said, asks how it went: answers that only now have appeared.
    for (const group of await groups.all())
      if ((await group.locator('.choice.chosen').count()) === 0)
        await phone.tap(group.locator('.choice').first())
    if ((await page.locator('.action .button.good').count()) > 0) return
    await phone.tap(page.locator('.action .button.main'))
    await expect(heading).not.toHaveText(before)
  }
}

async function ready(phone: Phone, url: string): Promise<Page> {
  const page = await phone.open(url)
  await phone.signIn('demo-visitor')
  await phone.setPin()
  await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
  await phone.installed()
  return page
}

async function firstElder(page: Page): Promise<string> {
  const address = await page.locator('a[href^="#/elder/"]').last().getAttribute('href')
  return address?.split('/').at(-1) ?? ''
}

test('手机端其余页面：汉语和朝鲜语、大字和特大字都读得通，按钮够大', async ({ wanqing }) => {
  test.slow()
  const phone = new Phone()
  try {
    const page = await ready(phone, wanqing.url)
    const check = checkOnPhone(page)
    const elder = await firstElder(page)
    // A record that waits: its page, the strip above every list and the squares are only there with one.
    await page.context().setOffline(true)
    const [name = ''] = await phone.names()
    await phone.openElder(name)
    await phone.answerAll(name)
    await phone.save()
    await check('保存好了')
    for (const look of looks) {
      const say = sayIn(look.language)
      await wear(phone, look)
      await check(`设置，${wordOf(look)}`)
      for (const place of [
        ...[
          'today',
          'waiting',
          'carry',
          'told',
          'month',
          'standIns',
          'askStandIn',
          'newcomer',
          'pin',
          'mine',
        ],
        ...['elder', 'kin', 'wish', 'report', 'visit', 'ability', 'selfCare', 'homeSafety'].map(
          screen => `${screen}/${elder}`,
        ),
      ]) {
        await openAt(page, place)
        await check(`${place.split('/')[0]}，${wordOf(look)}`)
      }
      await openAt(page, 'waiting')
      await phone.tap(page.locator('a[href^="#/record/"]').first())
      await check(`一条记录，${wordOf(look)}`)
      await openAt(page, 'carry')
      await phone.tapButton(say('carry.show'))
      await expect(page.getByRole('img', { name: say('squares.label') })).toBeVisible()
      await check(`亮出方块，${wordOf(look)}`)
      await phone.tapButton(say('squares.done'))
      await phone.tapButton(say('carry.scan'))
      await expect(page.getByText(say('squares.aim'))).toBeVisible()
      await check(`扫方块，${wordOf(look)}`)
      await phone.tapButton(say('act.cancel'))
    }
  } finally {
    await phone.throwAway()
  }
})

test('探访的每一步，朝鲜语，大字和特大字', async ({ wanqing }) => {
  test.slow()
  const phone = new Phone()
  try {
    const page = await ready(phone, wanqing.url)
    const check = checkOnPhone(page)
    for (const look of looks.filter(({ language }) => language === 'ko')) {
      const say = sayIn(look.language)
      await wear(phone, look)
      await openAt(page, 'today')
      await phone.tapButton(say('practice.open'))
      await answerFirst(phone, title => check(`${title}，${wordOf(look)}`))
      await check(`最后，填好了，${wordOf(look)}`)
      await phone.tap(page.locator('.action .button.good'))
      await expect(page.getByText(say('practice.done'))).toBeVisible()
      await check(`练习做完，${wordOf(look)}`)
    }
  } finally {
    await phone.throwAway()
  }
})

test('一家几位老人一起探访，汉语和朝鲜语、大字和特大字', async ({ wanqing }) => {
  test.slow()
  const phone = new Phone()
  try {
    const page = await ready(phone, wanqing.url)
    const check = checkOnPhone(page)
    const together = page.getByRole('button', { name: /全家一起探访/ })
    const addresses = await page
      .locator('a[href^="#/elder/"]')
      .evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))
    for (const address of addresses) {
      await openAt(page, address.replace('#/', ''))
      if (await together.isVisible()) break
    }
    await phone.tap(together)
    await answerFirst(phone, async () => {})
    await phone.tap(page.locator('.action .button.good'))
    await expect(page.getByRole('heading', { name: '保存好了' })).toBeVisible()
    await check('一家的第一位，保存好了')
    await phone.tapButton(/^接着问/)
    const address = page.url().split('#/')[1] ?? ''
    await answerFirst(phone, async title => {
      if (title.endsWith('这个家刚才看过了')) return 'stop'
    })
    for (const look of looks) {
      await wear(phone, look)
      await openAt(page, address)
      await check(`同一家的第二位，${wordOf(look)}`)
    }
    await answerFirst(phone, async () => {})
    await phone.tap(page.locator('.action .button.good'))
    await check('一家都问过了')
  } finally {
    await phone.throwAway()
  }
})

/** With the phone's camera, which is a file field here: whatever is on the screen, the face covered. */
async function pictureAtBed(phone: Phone): Promise<void> {
  const { page } = phone
  const buffer = await page.screenshot({ type: 'jpeg', quality: 60 })
  const chooser = page.waitForEvent('filechooser')
  await phone.tap(page.getByRole('button', { name: '拍一张照片' }).last())
  await (await chooser).setFiles({ name: '床边.jpg', mimeType: 'image/jpeg', buffer })
  await phone.tapButton(/^(照片里没有人脸|遮好了)$/)
  await expect(page.getByText('照片 1', { exact: true })).toBeVisible()
}

/** Pieces of the phone's whole memory, and how many of them begin as a picture does. */
function piecesAndPictures(page: Page): Promise<[number, number]> {
  return page.evaluate(async () => {
    const asked = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const bytesIn = (value: unknown): Uint8Array[] => {
      if (value instanceof ArrayBuffer) return [new Uint8Array(value)]
      if (ArrayBuffer.isView(value)) return [new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]
      return value !== null && typeof value === 'object' ? Object.values(value).flatMap(bytesIn) : []
    }
    const pieces: Uint8Array[] = []
    for (const { name } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name ?? ''))
      for (const store of db.objectStoreNames)
        pieces.push(...bytesIn(await asked(db.transaction(store).objectStore(store).getAll())))
      db.close()
    }
    const begins = ['\xff\xd8\xff', 'RIFF', '\x89PNG']
    const plain = pieces.filter(piece =>
      begins.some(begin => String.fromCharCode(...piece.subarray(0, 4)).startsWith(begin)),
    )
    return [pieces.length, plain.length]
  })
}

/** A second visit of the day: its picture lies sealed on the phone until she leaves, and then the desk sees it. */
async function secondVisit(phone: Phone, browser: Browser, wanqing: Wanqing, address: string): Promise<void> {
  const { page } = phone
  const [countyCode, id] = [demoCounty, address.split('/').at(-1) ?? '']
  const desk = await deskOf(browser, wanqing, 'demo-township')
  const seen = async () => (await ask(desk, 'homeBed.visits', { countyCode, id, limit: 2 })).rows
  const line = async () => {
    await page.context().setOffline(false)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect(page.getByRole('button', { name: '记录已全部上传' })).toBeVisible({ timeout: 60_000 })
  }
  await openAt(page, address)
  await phone.tapButton('今天再来一次，签到')
  await expect(page.getByText(/签到，正在服务/)).toBeVisible({ timeout: 20_000 })
  await pictureAtBed(phone)
  const [pieces, plain] = await piecesAndPictures(page)
  expect(pieces).toBeGreaterThan(0)
  expect(plain).toBe(0)
  await openAt(page, 'today')
  await line()
  const [bathed] = await seen()
  expect(bathed).toMatchObject({ tasks: ['bath'], photos: [] })
  await page.context().setOffline(true)
  await openAt(page, address)
  await phone.tapButton('做完了，填写并签退')
  await phone.tapButton('翻身、防压疮')
  await expect(page.getByText('签退后，1 张照片会自动上传。')).toBeVisible()
  await phone.tapButton('保存并签退')
  await line()
  await expect
    .poll(async () => (await seen()).map(({ photos }) => photos.map(({ isWhole }) => isWhole)))
    .toEqual([[true], []])
  await desk.goto(`${wanqing.url}/console/home-beds/${countyCode}/${id}`)
  await desk.getByRole('button', { name: '点开看原图' }).click()
  const picture = desk.getByRole('img', { name: '上门照片' })
  await expect(picture).toBeVisible()
  await expect
    .poll(() => picture.evaluate(image => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(200)
  await desk.context().close()
}

test('护理员照护家庭养老床位：断网签到、拍照、量血压、签退，汉语和朝鲜语、大字和特大字；助浴的照片不留', async ({
  browser,
  wanqing,
}) => {
  test.slow()
  const phone = new Phone()
  try {
    const page = await phone.open(wanqing.url)
    await phone.signIn('demo-worker')
    await phone.setPin('我的服务')
    const beds = page.locator('a[href^="#/home/bed/"]')
    await expect.poll(() => beds.count()).toBeGreaterThan(2)
    await phone.installed()
    const check = checkOnPhone(page)
    await page.context().setOffline(true)
    // Hers to serve: those whose elder is away or whose contract ran out have nothing to tap.
    const address = (await beds.first().getAttribute('href'))?.replace('#/', '') ?? ''
    await openAt(page, address)
    await phone.tapButton('到了，签到')
    await expect(page.getByText(/签到，正在服务/)).toBeVisible({ timeout: 20_000 })
    await pictureAtBed(phone)
    for (const look of looks) {
      const say = sayIn(look.language)
      await wear(phone, look)
      await openAt(page, 'today')
      await expect(page.getByRole('region', { name: say('beds.title') })).toContainText(say('beds.open'))
      await check(`护理员的床位，${wordOf(look)}`)
      await openAt(page, address)
      await check(`一张床位，${wordOf(look)}`)
      await phone.tapButton(say('beds.leave'))
      await phone.tapButton(say('beds.task.bath'))
      await expect(page.getByText(say('beds.pictureBath'))).toBeVisible()
      await page.getByLabel(say('orders.upper')).fill('182')
      await page.getByLabel(say('orders.lower')).fill('96')
      await expect(page.locator('.notice.danger')).toContainText('182')
      await check(`做了什么，${wordOf(look)}`)
    }
    await phone.tap(page.locator('.action .button.main'))
    await expect(page.getByRole('region', { name: sayIn('ko')('beds.title') })).toContainText(
      sayIn('ko')('beds.doneToday'),
    )
    await wear(phone, looks[0])
    await secondVisit(phone, browser, wanqing, address)
  } finally {
    await phone.throwAway()
  }
})
