#!/usr/bin/env node
// Checks Node, builds what is missing or older than its source, then runs the command line.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `晚晴需要 Node.js 20.19 或更新的版本，这台机器上是 ${process.versions.node}。请到 nodejs.org 安装新版本。`,
  )
  process.exit(1)
}

const folder = dirname(dirname(fileURLToPath(import.meta.url)))
if (!existsSync(join(folder, 'node_modules', 'fastify'))) {
  console.error('还没有安装依赖。请先在项目文件夹里运行：npm ci')
  process.exit(1)
}
const { build } = await import(pathToFileURL(join(folder, 'tools', 'build.mjs')).href)
try {
  const serves = process.argv[2] === 'start' && !process.argv.some(word => word === '--help' || word === '-h')
  await build({ faces: serves })
} catch (error) {
  console.error(`构建失败：${error.message}`)
  process.exit(1)
}
// Whoever reads us may leave early ("| head", a closed terminal): not a fault, and the work goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
const { main } = await import(pathToFileURL(join(folder, 'dist', 'server', 'wanqing.mjs')).href)
const code = await main(process.argv.slice(2))
// A pipe takes what was written at its own pace; ending at once would cut a long report off.
await Promise.all(
  [process.stdout, process.stderr].map(stream => new Promise(done => stream.write('', () => done()))),
)
process.exit(code)
