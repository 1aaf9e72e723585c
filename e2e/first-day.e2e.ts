// A province's first day: the ledger is loaded, visits are made without signal, a danger is dealt with, the board moves.
import { expect, type Page } from '@playwright/test'
import { openSpreadsheet } from '../server/spreadsheets/spreadsheets.ts'
import { type DirtySheet, makeDirtySheet } from '../tools/dirty-sheet.ts'
import { gbkBytes } from '../tools/raw-sheet.ts'
import { choose, eldersListed, openSection, signInAtDesk, test, villagesBeside } from './wanqing.ts'

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
