// Builds the visitors' app into dist/phone, served under /phone/, with the service worker that keeps it offline.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { transform } from 'esbuild'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const target = ['chrome80', 'safari14']
const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as { version: string }

/** Last of all: walks what was written, fingerprints it, and gives the worker its list. */
function serviceWorker(): Plugin {
  let folder = ''
  return {
    name: 'wanqing-service-worker',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    async closeBundle() {
      const names = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile() && entry.name !== 'service-worker.js')
        .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort()
      const hash = createHash('sha256')
      for (const name of names) hash.update(name).update(readFileSync(join(folder, name)))
      const source = readFileSync(here('phone/service-worker.ts'), 'utf8')
      // A change of the worker alone must also be a new version.
      const fingerprint = hash.update(source).digest('hex').slice(0, 16)
      const files = names.map(name => `/phone/${name}`)
      const { code } = await transform(source, { loader: 'ts', target: 'es2019', minify: true })
      const list = JSON.stringify({ version: fingerprint, files })
      writeFileSync(join(folder, 'service-worker.js'), `const appFiles=${list};${code}`)
    },
  }
}

export default defineConfig({
  root: here('phone'),
  base: '/phone/',
  publicDir: here('phone/static'),
  define: { 'import.meta.env.APP_VERSION': JSON.stringify(version) },
  plugins: [react(), serviceWorker()],
  build: {
    outDir: here('dist/phone'),
    emptyOutDir: true,
    // Phones bought in 2020 and never updated.
    target,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
