// The journeys: a real server on a real database in a real browser, one after the other.
import { defineConfig } from '@playwright/test'

const files = (...names: string[]) => names.map(name => `**/${name}.e2e.ts`)
/** Those that live in another month, on one program whose time they move. */
const april = files('whole-month', 'case-climbs')
/**
 * Those that want nobody's work before theirs, and whose own would disturb others: money of the province handed out,
 * the people of a village counted, a month of claims billed away.
 */
const apart = files('siting', 'one-person', 'three-way-match')

export default defineConfig({
  testDir: 'e2e',
  // A start costs what a short journey costs, and a worker starts a program for each project it comes to: so few
  // projects, and one worker each for the long ones, which begin first so that none of them runs alone at the end.
  projects: [
    { name: 'april', testMatch: april, workers: 1 },
    { name: 'apart', testMatch: apart, workers: 1 },
    { name: 'today', testMatch: '**/*.e2e.ts', testIgnore: [...april, ...apart] },
  ],
  // Built once: two programs that start together must not build over each other.
  globalSetup: './e2e/built.ts',
  // Each worker starts a program and a database of its own, so journeys that change the same county never meet; a third
  // fills the moments in which the other two wait for a screen.
  workers: 3,
  fullyParallel: false,
  // Three browsers and three databases on two cores: a journey may once be too slow. The check names those it ran twice.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  outputDir: 'test-results',
  use: {
    actionTimeout: 15_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    // Written at the second try only: a trace of everything took a third of the time of a journey.
    trace: 'on-first-retry',
    // Whoever asks for a quiet screen gets one; the browser then draws no movement, and nothing is waited for.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      // Without a locale the browser can neither read nor write a file with a Chinese name.
      env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } as Record<string, string>,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
    },
  },
})
