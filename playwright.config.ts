// The journeys: a real server on a real database in a real browser, one after the other.
import { defineConfig } from '@playwright/test'

/**
 * Those that take longest go first, so that none of them runs alone at the end; and the claims of a month before any
 * journey that bills the month away: programs are not shared between the two rounds.
 */
const first = ['siting', 'whole-month', 'case-climbs', 'cold-wave', 'three-way-match', 'one-person'].map(
  name => `**/${name}.e2e.ts`,
)

export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'first', testMatch: first },
    { name: 'then', testMatch: '**/*.e2e.ts', testIgnore: first },
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
