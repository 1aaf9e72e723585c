// Unit, module, guard and simulation tests; the browser journeys run after them (playwright.config.ts).
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{domain,server,phone,console,site,ui,tools}/**/*.test.{ts,tsx}'],
    globalSetup: ['tools/test-cluster.ts'],
    // Each module test has a database of its own; processes would start TypeScript anew for each file.
    pool: 'threads',
    // Modules are loaded once a thread, not once a file: they keep nothing of their own, and loading took a third of a run.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
