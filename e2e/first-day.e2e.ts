// A province's first day: the ledger is loaded, visits are made without signal, a danger is dealt with, the board moves.
import { expect, type Page } from '@playwright/test'
import { openSpreadsheet } from '../server/spreadsheets/spreadsheets.ts'
import { type DirtySheet, makeDirtySheet } from '../tools/dirty-sheet.ts'
import { gbkBytes } from '../tools/raw-sheet.ts'
import { Phone } from './phone.ts'
import { picture } from './pictures.ts'
import {
  choose,
  eldersListed,
  expectRateAddsUp,
  figureOf,
  move,
  openSection,
  runCommand,
  signInAtDesk,
  test,
  today,
  villageOfVisitor,
  villagesBeside,
} from './wanqing.ts'

test.describe.configure({ mode: 'serial' })

async function sendSheet(page: Page, name: string, bytes: Buffer): Promise<void> {
  await openSection(page, '导入台账')
  await expect(page.getByRole('heading', { name: '导入台账' })).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('把表格拖到这里，或点一下选择文件').click()
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: bytes })
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: '核对后确认导入' })).toBeVisible({ timeout: 30_000 })
}

/** What the truth about the sheet says the five counts must be, on a ledger that knows nobody of it. */
function expectedCounts(sheet: DirtySheet) {
  const people = sheet.truth.filter(({ status }) => status !== 'skipped')
  const isRefused = (row: DirtySheet['truth'][number]) => row.sameAs !== null || row.status === 'refused'
  const refused = people.filter(isRefused)
  const suspicious = people.filter(row => !isRefused(row) && row.status === 'suspicious')
  return { refused, suspicious, ready: people.length - refused.length - suspicious.length }
}

async function expectTabs(page: Page, counts: Record<string, number>): Promise<void> {
  for (const [word, count] of Object.entries(counts))
    await expect(page.getByRole('tab', { name: `${word} ${count}`, exact: true })).toBeVisible()
}

test('县里的工作人员把村里的表格导进台账：看得懂、能下载错行、再传一遍不变、能撤销', async ({
  page,
  wanqing,
}) => {
  const [village] = await villagesBeside(wanqing)
  const sheet = makeDirtySheet({
    seed: 1,
    villageName: village.name,
    townshipName: village.township,
    people: 60,
    format: 'xlsx',
  })
  const { refused, suspicious, ready } = expectedCounts(sheet)
  await signInAtDesk(page, wanqing, 'demo-county')
  await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  const before = await eldersListed(page, wanqing, village.code)
  await test.step('看得懂：工作表、列名在哪一行、每一列当作什么', async () => {
    await sendSheet(page, '村里的台账.xlsx', sheet.bytes)
    await expect(page.getByText('编码：')).toBeVisible()
    await expect(page.getByLabel('列名在第几行（没有填 0）：')).toHaveValue(String(sheet.headerRow))
    for (const word of ['姓名', '身份证号', '出生日期', '村'])
      await expect(page.locator('.understood-field').getByText(word, { exact: true })).toBeVisible()
  })

  await test.step('逐行预览：新增、待核实、不能导入，每一行说明原因', async () => {
    await expectTabs(page, {
      新增: ready,
      有变化: 0,
      无变化: 0,
      待核实: suspicious.length,
      不能导入: refused.length,
    })
    await page.getByRole('tab', { name: /^不能导入/ }).click()
    for (const { row } of refused) {
      const line = page.getByRole('row', { name: new RegExp(`第 ${row} 行 `) })
      await expect(line.getByRole('listitem').first()).toHaveText(/[\u4e00-\u9fff]{4}/)
    }
    await picture(page, 'console-import')
    await page.getByRole('tab', { name: /^待核实/ }).click()
    for (const { row } of suspicious)
      await expect(page.getByRole('row', { name: new RegExp(`第 ${row} 行 `) })).toBeVisible()
  })

  await test.step('确认导入，人数对得上', async () => {
    await page.getByRole('button', { name: `确认导入 ${ready} 行` }).click()
    await expect(page.getByText(`已导入 ${ready} 行`)).toBeVisible({ timeout: 30_000 })
    const batch = page.url()
    expect(await eldersListed(page, wanqing, village.code)).toBe(before + ready)
    await page.goto(batch)
  })

  await test.step('下载没有导入的行，是一张能打开的表格，每行写着原因', async () => {
    const left = refused.length + suspicious.length
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: `下载没有导入的 ${left} 行` }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toMatch(/\.xlsx$/)
    const workbook = await openSpreadsheet(await saved.path())
    const lines: string[][] = []
    for await (const rows of workbook.rows()) lines.push(...rows.map(({ cells }) => cells.map(c => c.text)))
    expect(lines).toHaveLength(left + 1)
    expect(lines[0]?.[0]).toBe('原因')
    const rowNumbers = lines.slice(1).map(line => Number(/第 (\d+) 行/.exec(line[0] ?? '')?.[1]))
    expect(rowNumbers.toSorted((a, b) => a - b)).toEqual(
      [...refused, ...suspicious].map(({ row }) => row).toSorted((a, b) => a - b),
    )
  })

  const batch = page.url()
  await test.step('同一个文件再传一遍，什么也不变', async () => {
    await sendSheet(page, '村里的台账.xlsx', sheet.bytes)
    await expectTabs(page, { 新增: 0, 有变化: 0, 无变化: ready, 不能导入: refused.length })
    await expect(page.getByRole('button', { name: '没有需要导入的行' })).toBeDisabled()
    expect(await eldersListed(page, wanqing, village.code)).toBe(before + ready)
  })

  await test.step('撤销这一批，人数回到原来', async () => {
    await page.goto(batch)
    await page.getByRole('button', { name: '撤销这一批' }).click()
    const dialog = page.getByRole('dialog', { name: '撤销这一批导入' })
    await dialog.getByLabel('为什么撤销').fill('传错了村')
    await dialog.getByRole('button', { name: '撤销这一批' }).click()
    await expect(page.getByText(/这一批已于 .* 撤销/)).toBeVisible()
    expect(await eldersListed(page, wanqing, village.code)).toBe(before)
  })
})

test('县里的工作人员导入国标编码的 csv，认错的一列改过来就对了', async ({ page, wanqing }) => {
  const [, village] = await villagesBeside(wanqing)
  const sheet = makeDirtySheet({
    seed: 2,
    villageName: village.name,
    townshipName: village.township,
    people: 40,
    format: 'csv-gbk',
  })
  // Heads the names with a word no village would use.
  const text = new TextDecoder('gbk').decode(sheet.bytes)
  const heading = /,(老人姓名|老年人姓名|姓 名|姓名),/.exec(text)?.[1] ?? ''
  const bytes = gbkBytes(text.replace(`,${heading},`, ',甲,'))
  const { refused, suspicious, ready } = expectedCounts(sheet)
  await signInAtDesk(page, wanqing, 'demo-county')
  await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  const before = await eldersListed(page, wanqing, village.code)
  await sendSheet(page, '台账.csv', bytes)
  await expect(page.getByText(/编码：.*GB/i)).toBeVisible()
  await expect(page.getByRole('tab', { name: '新增 0', exact: true })).toBeVisible()

  await choose(page, '“甲”当作', '姓名')
  await expect(page.getByText('已改', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '按修改重新读取' }).click()
  await expectTabs(page, { 新增: ready, 待核实: suspicious.length, 不能导入: refused.length })

  await page.getByLabel(new RegExp(`连同“待核实”的 ${suspicious.length} 行一起导入`)).check()
  await page.getByRole('button', { name: `确认导入 ${ready + suspicious.length} 行` }).click()
  await expect(page.getByText(`已导入 ${ready + suspicious.length} 行`)).toBeVisible({ timeout: 30_000 })
  expect(await eldersListed(page, wanqing, village.code)).toBe(before + ready + suspicious.length)
})

interface Visited {
  fine: string
  inDanger: string
  /** Visits the board counted in her village before. */
  visitsBefore: number
}

/** What the visitor's morning leaves behind for the township and the province. */
const day: Visited = { fine: '', inDanger: '', visitsBefore: 0 }

/** Two elders one cannot take for somebody else, rather those who are due. */
function twoNames(due: string[], all: string[]): [string, string] {
  const alone = (name: string) => all.filter(other => other === name).length === 1
  const [first, second] = [...due, ...all].filter(
    (name, at, names) => alone(name) && names.indexOf(name) === at,
  )
  if (!first || !second) throw new Error('the visitor has no two elders of different names')
  return [first, second]
}

test('探访员在没有信号的山沟里探访：手机关了再开记录还在，有信号后都拿到回执', async ({ page, wanqing }) => {
  const phone = new Phone()
  await signInAtDesk(page, wanqing, 'demo-village')
  day.visitsBefore = await figureOf(page, '探访人次')
  try {
    await test.step('登录，设手机密码，名单到了手机上', async () => {
      await phone.open(wanqing.url)
      await phone.signIn('demo-visitor')
      await phone.setPin()
      await expect.poll(async () => (await phone.names()).length).toBeGreaterThan(4)
      await phone.installed()
      await picture(phone.page, 'phone-today')
    })

    await wanqing.cut()
    await test.step('断网以后重新打开，今天看谁、为什么都还看得到', async () => {
      await phone.page.reload()
      await phone.unlock()
      await expect(phone.page.getByRole('button', { name: '没有网络，可以照常工作' })).toBeVisible()
      const card = phone.page.getByRole('main').getByRole('listitem').first()
      await expect(card).toContainText(/过期 \d+ 天|今天到期|\d+ 天后到期/)
      await expect(card.getByRole('paragraph').first()).toHaveText(/\S/)
    })

    const [fine, inDanger] = twoNames(await phone.names('今天要去'), await phone.names())
    Object.assign(day, { fine, inDanger })
    await test.step('老人都好：一分钟之内填完，带一张照片和一段录音', async () => {
      phone.taps = 0
      const began = Date.now()
      await phone.openElder(fine)
      await phone.answerAll(fine)
      await expect(phone.page.getByText('没有发现问题')).toBeVisible()
      await phone.takePhoto()
      await phone.recordVoice()
      await picture(phone.page, 'phone-visit')
      await phone.save()
      expect(Date.now() - began).toBeLessThan(60_000)
      // One tap a block, the five dangerous fields one by one, the word that no face is left to cover, and the way
      // there and back.
      expect(phone.taps).toBeLessThanOrEqual(27)
      await expect(phone.page.getByText('现在没有网络，有网时会自动上传。')).toBeVisible()
      await phone.tapButton('回到名单')
    })

    await test.step('炉子漏烟：先教她打电话，再接着填', async () => {
      await phone.openElder(inDanger)
      await phone.answerAll(inDanger, 'S2')
      await expect(phone.page.getByText('危险：燃气、炉灶和一氧化碳')).toBeVisible()
      await phone.save()
      await phone.tapButton('回到名单')
      await expect(phone.page.getByRole('button', { name: '2 条记录等待上传' })).toBeVisible()
    })

    await test.step('浏览器关掉再打开，输手机密码，两条记录都在', async () => {
      await phone.close()
      await phone.open(wanqing.url)
      await phone.unlock()
      await phone.tapButton('2 条记录等待上传')
      for (const name of [fine, inDanger])
        await expect(phone.page.getByRole('region', { name: '等待上传' }).getByText(name)).toBeVisible()
    })

    await wanqing.restore()
    await test.step('有信号了：每条记录有回执号，照片和录音也传完', async () => {
      await phone.tapButton('现在上传')
      const sent = phone.page.getByRole('region', { name: '已上传' })
      for (const name of [fine, inDanger])
        await expect(sent.getByRole('link').filter({ hasText: name })).toContainText(/回执号 \S{4,}/)
      await expect(phone.page.getByRole('button', { name: '记录已全部上传' })).toBeVisible({
        timeout: 30_000,
      })
      await expect(phone.page.getByText('照片和录音：还有')).toBeHidden()
    })
  } finally {
    await phone.throwAway()
  }

  await test.step('村里打开这位老人的档案，看得到照片，听得到录音', async () => {
    await openSection(page, '老年人名单')
    const search = page.getByLabel('姓名、拼音、首字母，或证件、电话后四位')
    await search.fill(day.fine)
    await search.press('Enter')
    await page.getByRole('row', { name: today() }).getByRole('link', { name: day.fine }).click()
    await page.getByRole('button', { name: '点开看原图' }).first().click()
    const photo = page.getByRole('img', { name: '探访照片' })
    await expect(photo).toBeVisible()
    expect(await photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(200)
    await page.getByRole('button', { name: '听录音' }).first().click()
    const sound = page.locator('audio')
    await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.readyState)).toBeGreaterThan(0)
  })
})

async function openCaseOf(page: Page, name: string): Promise<void> {
  await openSection(page, '帮扶个案')
  await page.getByText('辖区全部', { exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: name }).filter({ hasText: '燃气' })
  await expect(row).toContainText('二级（严重）')
  await row.getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: '办理经过' })).toBeVisible()
}

test('镇里看到危险，有负责人有时限：一个人办，另一个人核实才能结案', async ({ browser, page, wanqing }) => {
  await test.step('镇里工作人员响应、记录、报告已解决，自己不能结案', async () => {
    await signInAtDesk(page, wanqing, 'demo-township')
    await openCaseOf(page, day.inDanger)
    await expect(page.getByText('负责人', { exact: true }).locator('xpath=following-sibling::dd')).toHaveText(
      /\S/,
    )
    await expect(page.getByText(/响应还剩 .*分/)).toBeVisible()
    await move(page, '响应，我来办', '马上过去')
    await expect(page.getByText(/到场还剩 /)).toBeVisible()
    await move(page, '记录进展', '已联系村里开窗通风，老人在邻居家')
    await move(page, '报告已解决', '烟道已疏通，装了一氧化碳报警器')
    await expect(page.getByText('待核实', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: '核实并结案' })).toBeDisabled()
    await expect(page.getByText(/须由第二个人核实结案，报告解决的人不能自己结案/).first()).toBeVisible()
  })

  await test.step('另一位工作人员上门核实，结案', async () => {
    const other = await browser.newPage({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    await signInAtDesk(other, wanqing, 'demo-township2')
    await openCaseOf(other, day.inDanger)
    await move(other, '核实并结案', '上门看过，烟道通畅，报警器正常')
    await expect(other.getByText('已结案', { exact: true })).toBeVisible()
    await other.close()
  })

  await test.step('这件事从头到尾读得出来', async () => {
    await page.reload()
    const told = page.getByRole('list', { name: '办理经过' }).getByRole('paragraph')
    await expect(told).toHaveText([
      /^演示·探访员上门探访，发现“燃气、炉灶和一氧化碳”有危险/,
      /^演示·探访员立案（探访发现）/,
      /响应：马上过去（在响应时限内/,
      /记录进展：已联系村里开窗通风，老人在邻居家/,
      /报告已解决：烟道已疏通，装了一氧化碳报警器/,
      /^演示·乡镇工作人员乙核实/,
      /^演示·乡镇工作人员乙结案：上门看过，烟道通畅，报警器正常/,
    ])
    await picture(page, 'console-case')
  })
})

test('省里的看板：先看三个问题，一层一层点到没探访的老人，数字与重新统计一致', async ({ page, wanqing }) => {
  await page.goto(wanqing.url)
  await picture(page, 'site')
  await signInAtDesk(page, wanqing, 'demo-province')
  await test.step('三个问题在前，探访率旁边写着不计入的人', async () => {
    await expect(page.getByRole('heading', { name: /^吉林省 · / })).toBeVisible()
    const questions = ['底数准不准', '情况明不明', '需求清不清']
    await expect(page.getByRole('heading', { level: 2 }).filter({ hasText: /不准|不明|不清/ })).toHaveText(
      questions,
    )
    await expectRateAddsUp(page)
  })

  await test.step('地图上有六十个县', async () => {
    await expect(page.getByRole('heading', { name: '各县（市、区）月探访率' })).toBeVisible()
    const drawing = page.locator('.map-panel svg, .map-panel canvas').last()
    await expect(drawing).toBeVisible()
    expect((await drawing.boundingBox())?.height).toBeGreaterThan(300)
    await picture(page, 'console-board')
    await page.getByText('用表格看各县数字').click()
    await expect(page.locator('.map-panel').getByRole('rowheader')).toHaveCount(60)
  })

  await test.step('从省点到县、镇、村，再点到没探访的名单', async () => {
    await page.locator('.map-panel').getByRole('link', { name: '图们市' }).click()
    for (const name of ['月晴镇', await villageOfVisitor(wanqing)]) {
      await expectRateAddsUp(page)
      await page.getByRole('row').getByRole('link', { name, exact: true }).click()
      await expect(page.getByRole('heading', { name: new RegExp(`^${name} · `) })).toBeVisible()
    }
  })

  await test.step('一分钟之内，刚上传的两次探访已经算进来', async () => {
    await expect
      .poll(
        async () => {
          await page.reload()
          return figureOf(page, '探访人次')
        },
        { timeout: 60_000, intervals: [1000, 3000] },
      )
      .toBe(day.visitsBefore + 2)
  })

  await test.step('名单上的人数就是看板上的数，刚探访过的两位不在里面', async () => {
    const unvisited = await figureOf(page, '本月未探访')
    await page.getByRole('link', { name: /本月未探访.*打开名单/s }).click()
    await expect(page.getByRole('heading', { name: /^本月未探访名单/ })).toBeVisible()
    await expect(page.getByText(`共 ${unvisited} 人`)).toBeVisible()
    for (const name of [day.fine, day.inDanger])
      await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0)
  })

  await test.step('服务开着的时候重新统计，一处也不差', async () => {
    const said = await runCommand(['verify', '--data', wanqing.folder])
    expect(said).toMatchObject({ code: 0 })
    expect(said.output).toContain('指标：与重新统计一致')
    expect(said.output).toContain('审计链：完好')
  })
})
