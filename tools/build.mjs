// Builds the server bundle and the faces into dist/, only what changed since the last build.
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(folder, 'dist')

/** What each part is made of; a change in any of these files builds it again. */
const parts = {
  server: ['domain', 'server', 'site', 'ui'],
  console: ['domain', 'console', 'ui', 'data/jilin-counties-alt-amap2018.geojson', 'vite.console.config.ts'],
  phone: ['domain', 'phone', 'ui', 'vite.phone.config.ts'],
}

/** @param {{ faces?: boolean, quiet?: boolean }} options without faces only the server is built */
export async function build({ faces = true, quiet = false } = {}) {
  const wanted = faces ? Object.keys(parts) : ['server']
  for (const part of wanted) {
    const fingerprint = fingerprintOf(part)
    const mark = join(dist, `${part}.fingerprint`)
    if (existsSync(mark) && readFileSync(mark, 'utf8') === fingerprint) continue
    // Standard output belongs to the command: --json must be one object and nothing else.
    if (!quiet) console.error(`正在构建 ${part} ……`)
    await builders[part]()
    writeFileSync(mark, fingerprint)
  }
}

const builders = {
  async server() {
    const esbuild = await import('esbuild')
    mkdirSync(dist, { recursive: true })
    await esbuild.build({
      // The thread that solves siting problems is a program of its own (server/planning/planning.ts).
      entryPoints: {
        wanqing: join(folder, 'server', 'command-line', 'wanqing.ts'),
        'siting-worker': join(folder, 'server', 'planning', 'worker.ts'),
      },
      outdir: join(dist, 'server'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      sourcemap: true,
      jsx: 'automatic',
      loader: { '.sql': 'text', '.css': 'text' },
      external: Object.keys(
        JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies,
      ).flatMap(name => [name, `${name}/*`]),
      banner: {
        js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
      },
      logLevel: 'warning',
    })
  },
  console: () => face('console'),
  phone: () => face('phone'),
}

/** Built beside and swapped in, so that a running server never serves half a face. */
async function face(name) {
  const { build: viteBuild } = await import('vite')
  // Two builds at once (a start beside a test run) must not take each other's files away.
  const making = join(dist, `${name}.making-${process.pid}`)
  rmSync(making, { recursive: true, force: true })
  // Vite leaves NODE_ENV=production behind, and the server started next would think it is one.
  const { NODE_ENV } = process.env
  await viteBuild({
    configFile: join(folder, `vite.${name}.config.ts`),
    root: join(folder, name),
    logLevel: 'warn',
    build: { outDir: making, emptyOutDir: true },
  })
  if (NODE_ENV === undefined) delete process.env.NODE_ENV
  else process.env.NODE_ENV = NODE_ENV
  compress(making)
  rmSync(join(dist, name), { recursive: true, force: true })
  renameSync(making, join(dist, name))
}

/** Beside each file its compressed form: over 64 kbit/s the app is 160 KB and not 500. */
function compress(made) {
  for (const file of filesIn(made)) {
    if (!/\.(js|css|html|json|svg|geojson|webmanifest)$/.test(file)) continue
    const content = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(content))
  }
}

function fingerprintOf(part) {
  const hash = createHash('sha256')
  hash.update(readFileSync(join(folder, 'package-lock.json')))
  hash.update(readFileSync(fileURLToPath(import.meta.url)))
  for (const source of parts[part])
    for (const file of filesIn(join(folder, source))) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesIn(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .filter(name => !name.includes('.test.'))
    .flatMap(name => filesIn(join(path, name)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build()
