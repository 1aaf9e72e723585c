// A visitor's phone: a browser of its own whose profile survives closing, and the taps she makes on it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Locator, type Page, test } from '@playwright/test'
import { demoPassword } from '../domain/accounts/demo.ts'
import { dangerFields, fieldsOfBlock, visitBlocks, visitFields } from '../domain/visits/answers.ts'
import type { JourneyClock } from './clock.ts'

export const phoneWindow = { width: 390, height: 844 }
/** Not guessable, and told to nobody but the journeys. */
export const pin = '395817'

export class Phone {
  page!: Page
  taps = 0
  private context: BrowserContext | null = null
  private readonly profile = mkdtempSync(join(tmpdir(), 'wanqing-phone-'))

  /** Opens the browser on the same profile as before: what it kept is what a real phone keeps. */
  async open(url: string, clock: JourneyClock | null = null): Promise<Page> {
    this.context = await chromium.launchPersistentContext(this.profile, {
      ...test.info().project.use.launchOptions,
      viewport: phoneWindow,
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      permissions: ['microphone', 'geolocation'],
      geolocation: { longitude: 129.76, latitude: 42.81, accuracy: 25 },
    })
    await clock?.follow(this.context)
    this.page = this.context.pages()[0] ?? (await this.context.newPage())
    await this.page.goto(`${url}/phone/`)
    return this.page
  }

  async close(): Promise<void> {
    await this.context?.close()
    this.context = null
  }

  async throwAway(): Promise<void> {
    await this.close()
    rmSync(this.profile, { recursive: true, force: true })
  }

  async tap(target: Locator): Promise<void> {
    this.taps++
    await target.tap()
  }

  async tapButton(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    const exact = typeof name === 'string'
    await this.tap(within.getByRole('button', { name, exact }))
  }

  async signIn(login: string): Promise<void> {
    await this.page.getByLabel('登录名').fill(login)
    await this.page.getByLabel('密码', { exact: true }).fill(demoPassword)
    await this.tapButton('登录')
  }

  async enterPin(): Promise<void> {
    for (const digit of pin) await this.tapButton(digit)
  }

  async setPin(home = '今天探访'): Promise<void> {
    await expect(this.page.getByRole('heading', { name: '设一个手机密码' })).toBeVisible()
    await this.enterPin()
    await expect(this.page.getByRole('heading', { name: '再输一遍' })).toBeVisible()
    await this.enterPin()
    await expect(this.page.getByRole('heading', { name: home })).toBeVisible()
  }

  async unlock(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: '请输入手机密码' })).toBeVisible()
    await this.enterPin()
    await expect(this.page.getByRole('heading', { name: '今天探访' })).toBeVisible()
  }

  /** All elders on the list, in the order shown. */
  async names(section?: '今天要去' | '快到期' | '都看过了'): Promise<string[]> {
    const within = section ? this.page.getByRole('region', { name: section }) : this.page.getByRole('main')
    return within.locator('a .name').allInnerTexts()
  }

  async openElder(name: string): Promise<void> {
    await this.tap(this.page.getByRole('listitem').filter({ hasText: name }).getByRole('link').first())
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible()
  }

  /** From the elder's page to the last step of the form: everything fine but the field that is a danger. */
  async answerAll(name: string, danger: keyof typeof visitFields.words | null = null): Promise<void> {
    await this.tapButton(/开始探访|接着填写/)
    await expect(this.page.getByRole('heading', { name: `探访 ${name}` })).toBeVisible()
    await this.tapButton('上门')
    await this.tapButton('见到本人')
    await this.tapButton('下一步')
    await this.answerLastTime(name)
    await this.answerBlocks(name, danger)
  }

  /** From the first step, opened already. */
  async answerForm(name: string): Promise<void> {
    await this.tapButton('上门')
    await this.tapButton('见到本人')
    await this.tapButton('下一步')
    await this.answerLastTime(name)
    await this.answerBlocks(name)
  }

  /** From the first block to the last step. */
  async answerBlocks(
    name: string,
    danger: keyof typeof visitFields.words | null = null,
    look: (heading: string) => Promise<void> = async () => {},
  ): Promise<void> {
    for (const block of visitBlocks.keys) {
      const heading = { name: `${name} · ${visitBlocks.words[block]}` }
      await expect(this.page.getByRole('heading', heading)).toBeVisible()
      await look(visitBlocks.words[block])
      const asked: readonly string[] = dangerFields
      const dangerous = fieldsOfBlock[block].filter(field => asked.includes(field))
      const fine = this.page.getByRole('button', { name: '这一项都正常' })
      const rest = this.page.getByRole('button', { name: '其他的都正常' })
      if (dangerous.length < fieldsOfBlock[block].length) await this.tap(fine.or(rest))
      for (const field of dangerous) {
        const question = this.page.getByRole('group', { name: visitFields.words[field], exact: true })
        const answer = question.getByRole('button', { name: field === danger ? '危险' : '正常', exact: true })
        // What was said of last time has answered its field already; a second tap would take it back.
        if ((await answer.getAttribute('aria-pressed')) !== 'true') await this.tap(answer)
        if (field === danger) await this.readAdvice()
      }
      await this.tapButton('下一步')
    }
    await expect(this.page.getByRole('heading', { name: `${name} · 最后` })).toBeVisible()
  }

  /** Last time's troubles are asked first; everything is well again. */
  async answerLastTime(name: string): Promise<void> {
    const heading = this.page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText(new RegExp(`^${name} · `))
    if (!(await heading.innerText()).endsWith('先问上次的事')) return
    for (const mended of await this.page.getByRole('button', { name: '好了', exact: true }).all()) {
      await this.tap(mended)
      await expect(mended).toHaveAttribute('aria-pressed', 'true')
    }
    await this.tapButton('下一步')
    await expect(heading).not.toHaveText(/先问上次的事$/)
  }

  /** A danger to life first shows whom to call; only then the form goes on. */
  private async readAdvice(): Promise<void> {
    const advice = this.page.getByRole('dialog', { name: '先打电话，再填表' })
    await expect(advice.getByRole('link', { name: /拨打 119/ })).toBeVisible()
    await this.tapButton('电话打了，接着填', advice)
  }

  async save(): Promise<void> {
    await this.tapButton('保存')
    await expect(this.page.getByRole('heading', { name: '保存好了' })).toBeVisible()
  }

  /** A real photo, of whatever is on the screen; the file field is the phone's camera. */
  async takePhoto(): Promise<void> {
    const buffer = await this.page.screenshot({ type: 'jpeg', quality: 70 })
    const chooser = this.page.waitForEvent('filechooser')
    // The file field behind the button bears the same name.
    await this.tap(this.page.getByRole('button', { name: '拍照' }).last())
    await (await chooser).setFiles({ name: '炉子.jpg', mimeType: 'image/jpeg', buffer })
    await this.tapButton(/^(照片里没有人脸|遮好了)$/)
    await expect(this.page.getByRole('button', { name: /照片 1/ })).toBeVisible()
  }

  /** A finger's stroke over a canvas. */
  async rub(label: string): Promise<void> {
    const box = await this.page.getByRole('img', { name: label }).boundingBox()
    if (!box) throw new Error(`${label} is not there`)
    const { mouse } = this.page
    await mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.4)
    await mouse.down()
    await mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.6, { steps: 6 })
    await mouse.up()
  }

  async recordVoice(): Promise<void> {
    await this.tapButton('录音')
    const stop = this.page.getByRole('button', { name: /停止录音（已录 [1-9]/ })
    await this.tap(stop)
    await expect(this.page.getByLabel('录音 2')).toBeVisible()
  }

  /** The app is on the phone for good: from now on it opens without the server. */
  async installed(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  }
}
