// What is not a ledger or not a photo: one sentence saying what to do, and nothing has changed.
import { createHash } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type APIRequestContext, expect, type Page } from '@playwright/test'
import yazl from 'yazl'
import { demoPassword } from '../domain/accounts/demo.ts'
import { visitFields } from '../domain/visits/answers.ts'
import { newId } from '../ui/client.ts'
import { eldersListed, openSection, signInAtDesk, test, villagesBeside, type Wanqing } from './wanqing.ts'

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanqing-bad-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function refusedUpload(page: Page, path: string, sentence: string | RegExp): Promise<void> {
  await openSection(page, '导入台账')
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('把表格拖到这里，或点一下选择文件').click()
  await (await chooser).setFiles(path)
  await expect(page.getByText(sentence).first()).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('button', { name: /确认导入/ })).toHaveCount(0)
}

function fileOf(name: string, content: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A small archive whose one sheet unpacks to 100 MB of nothing. */
function zipBomb(): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  zip.addBuffer(Buffer.alloc(100_000_000, ' '), 'xl/worksheets/sheet1.xml')
  zip.end()
  return buffer(zip.outputStream)
}

test('不是台账的文件：说清楚怎么办，台账一点没变', async ({ page, wanqing }) => {
  const [village] = await villagesBeside(wanqing)
  await signInAtDesk(page, wanqing, 'demo-county')
  await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeVisible()
  const before = await eldersListed(page, wanqing, village.code)

  await test.step('一张图片', () =>
    refusedUpload(page, fileOf('合影.xlsx', Buffer.from('89504e470d0a1a0a0000', 'hex')), '这不是表格文件'))
  await test.step('旧版 .xls', () =>
    refusedUpload(
      page,
      fileOf('老台账.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex')),
      /在 WPS 或 Excel 中另存为 .xlsx/,
    ))
  await test.step('空文件', () => refusedUpload(page, fileOf('空.csv', ''), /文件是空的|没有收到文件/))
  await test.step('压缩炸弹', async () =>
    refusedUpload(page, fileOf('台账.xlsx', await zipBomb()), '文件解压后过大'))
  await test.step('超过 150 MB', async () => {
    const path = join(folder, '全省.csv')
    closeSync(openSync(path, 'w'))
    truncateSync(path, 151_000_000)
    await refusedUpload(page, path, /150 MB/)
  })
  expect(await eldersListed(page, wanqing, village.code)).toBe(before)
})

async function call(
  request: APIRequestContext,
  wanqing: Wanqing,
  name: string,
  input: unknown,
  bytes?: Buffer,
) {
  const response = await request.post(`${wanqing.url}/api/${name}`, {
    headers: {
      'x-wanqing-act': newId(),
      'content-type': bytes ? 'application/octet-stream' : 'application/json',
      ...(bytes && { 'x-wanqing-input': encodeURIComponent(JSON.stringify(input)) }),
    },
    data: bytes ?? JSON.stringify(input),
  })
  return { status: response.status(), body: await response.json() }
}

const allWell = Object.fromEntries(visitFields.keys.map(field => [field, 'ok']))

test('不是照片的照片、没听说过的字段、将来的日期：各有一句话，什么也没存', async ({ request, wanqing }) => {
  const send = (name: string, input: unknown, bytes?: Buffer) => call(request, wanqing, name, input, bytes)
  const device = { id: newId(), name: '测试手机', appVersion: 'journey' }
  const opened = await send('session.open', { login: 'demo-visitor', password: demoPassword, device })
  expect(opened.status).toBe(200)
  const sync = { deviceId: device.id, appVersion: device.appVersion }
  const pull = () => send('sync.pull', { ...sync, fingerprint: null, parts: {} })
  const bundle = (await pull()).body
  const { elder } = bundle.parts.at(-1)
  const [visitId, attachmentId] = [newId(), newId()]
  const visit = {
    id: visitId,
    elderId: elder.id,
    countyCode: elder.countyCode,
    method: 'home',
    result: 'met',
    startedAt: new Date(Date.now() - 600_000).toISOString(),
    endedAt: new Date(Date.now() - 60_000).toISOString(),
    answers: allWell,
    attachmentIds: [attachmentId],
  }
  const push = async (input: object) => {
    const act = { id: newId(), operation: 'visit.record', input, doneAt: new Date().toISOString() }
    const { status, body } = await send('sync.push', { ...sync, acts: [act] })
    expect(status).toBe(200)
    return body.answers[0]
  }

  await test.step('探访记录里的错', async () => {
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString()
    const wrong = [
      { ...visit, startedAt: later, endedAt: later },
      { ...visit, shoeSize: 42 },
      { ...visit, note: '长'.repeat(1001) },
      { ...visit, elderId: newId() },
      { ...visit, answers: { ...allWell, H1: 'perhaps' } },
    ]
    for (const input of wrong) {
      const { outcome, refusal } = await push(input)
      expect({ outcome, ...refusal }).toMatchObject({
        outcome: 'refused',
        message: expect.stringMatching(/[\u4e00-\u9fff]{2}.*。$/),
      })
    }
    expect((await pull()).body.fingerprint).toBe(bundle.fingerprint)
  })

  await test.step('不是照片的照片', async () => {
    expect(await push(visit)).toMatchObject({ outcome: 'done', receipt: expect.any(String) })
    const bytes = Buffer.from('<script>这不是照片</script>')
    const { status, body } = await send(
      'attachment.append',
      {
        id: attachmentId,
        countyCode: elder.countyCode,
        visitId,
        kind: 'photo',
        contentType: 'image/jpeg',
        sizeBytes: bytes.length,
        contentHash: createHash('sha256').update(bytes).digest('hex'),
        offset: 0,
      },
      bytes,
    )
    expect(status).toBe(400)
    expect(body.message).toContain('这不是照片，没有保存')
  })
})
