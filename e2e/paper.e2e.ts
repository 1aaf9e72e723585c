// A visitor without a smartphone: the sheet is printed, written on, photographed and typed in; a danger on paper is a case.
import { writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { expectEverybodyCanUse } from './everybody.ts'
import { openSection, signInAtDesk, test } from './wanqing.ts'

test('不用手机的探访员：印探访单，交回后照着照片录入，纸上的危险立了个案', async ({
  page,
  wanqing,
}, info) => {
  await signInAtDesk(page, wanqing, 'demo-township')
  let code = ''

  await test.step('选探访员，本月没见到的已经勾好，编号后就能打印', async () => {
    await openSection(page, '纸质探访单')
    await page.getByRole('button', { name: '印新的探访单' }).click()
    await page.getByRole('combobox', { name: '选择探访员' }).click()
    await page.locator('.ant-select-item-option').first().click()
    await page.getByRole('button', { name: '全选' }).click()
    await page.mouse.move(0, 0)
    await expectEverybodyCanUse(page, '印探访单')
    await page.getByRole('button', { name: '编号并去打印' }).click()
    const paper = page.locator('.duty-paper').first()
    await expect(paper.locator('.paper-line')).toHaveCount(4)
    code = /\d{7}-\d/.exec(await paper.locator('.paper-code').innerText())?.[0] ?? ''
    expect(code).not.toBe('')
    await expect(paper).toContainText('燃气、炉灶和一氧化碳')
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.length).toBeGreaterThan(10_000)
  })

  await test.step('按纸上的编号找到；输错一位，说清楚', async () => {
    await page.getByRole('button', { name: '回到探访单' }).click()
    await expectEverybodyCanUse(page, '纸质探访单')
    const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`
    await page.getByPlaceholder('输入纸上的编号').fill(wrong)
    await page.getByRole('button', { name: '查找' }).click()
    await expect(page.getByText('最后一位用来核对')).toBeVisible()
    await page.getByPlaceholder('输入纸上的编号').fill(code)
    await page.getByRole('button', { name: '查找' }).click()
    await expect(page.getByRole('heading', { name: `录入探访单 ${code}` })).toBeVisible()
  })

  await test.step('上传照片，放在旁边看着录', async () => {
    const file = info.outputPath('sheet.png')
    writeFileSync(file, await page.screenshot())
    await page.locator('input[type=file]').setInputFiles(file)
    await expect(page.getByText('照片已存好')).toBeVisible()
    await expect(page.getByRole('img', { name: '探访单照片 1' })).toBeVisible()
  })

  await test.step('只用键盘录一行：五项必看，炉灶危险；其余都画了勾', async () => {
    const first = page.locator('.sheet-lines .panel').first()
    await first.getByText('去了', { exact: true }).click()
    await first.getByLabel('开始时间').fill('09:30')
    await first.getByLabel('近期病情变化').focus()
    for (const key of ['1', '1', '3', '1', '1']) {
      await page.keyboard.press(key)
      await page.keyboard.press('Tab')
    }
    await expect(first.getByLabel('燃气、炉灶和一氧化碳')).toHaveValue('danger')
    await first.getByRole('button', { name: '其余都画了 √' }).click()
    await expect(first.getByLabel('吃饭')).toHaveValue('ok')
    await expectEverybodyCanUse(page, '录入探访单')
    await first.getByLabel('备注').fill('烟囱漏烟，已开窗')
  })

  await test.step('没录完也不丢：刷新后还在', async () => {
    await page.reload()
    await expect(page.getByLabel('备注').first()).toHaveValue('烟囱漏烟，已开窗')
  })

  await test.step('第二行没见到，缺原因说清楚；第三行空着；保存后危险立了个案', async () => {
    const [second, third] = [1, 2].map(at => page.locator('.sheet-lines .panel').nth(at))
    await second!.getByText('去了', { exact: true }).click()
    await second!.getByLabel('开始时间').fill('10:10')
    await second!.getByLabel('结果').selectOption({ label: '未见到' })
    await page.getByRole('button', { name: '保存已录的 2 行' }).click()
    await expect(page.getByText('第 2 行：没有见到老人，请选择原因。')).toBeVisible()
    await second!.getByLabel('未见到的原因').selectOption({ label: '在子女家' })
    await third!.getByText('纸上空着，没有去').click()
    await page.getByRole('button', { name: '保存已录的 3 行' }).click()
    await expect(page.getByText(/已存 3 行，其中的危险已立 1 个帮扶个案/)).toBeVisible()
    await expect(page.getByText(/已录入：.*见到本人/)).toBeVisible()
    await page.getByRole('link', { name: '看这次探访' }).first().click()
    await expect(page.getByText('烟囱漏烟，已开窗').first()).toBeVisible()
  })
})
