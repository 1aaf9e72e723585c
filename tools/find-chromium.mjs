// Finds a Chromium that really runs and a Chinese font, or installs both on Debian and Ubuntu. Run: node tools/find-chromium.mjs [--install]
import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/** Where browsers usually are; the one the person names comes first. */
function candidates() {
  const { CHROMIUM_PATH, PATH = '', HOME = '', PROGRAMFILES, LOCALAPPDATA } = process.env
  const x86 = process.env['PROGRAMFILES(X86)']
  if (CHROMIUM_PATH) return [CHROMIUM_PATH]
  const places = PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  if (process.platform === 'darwin') {
    for (const root of ['/Applications', join(HOME, 'Applications')]) {
      for (const app of ['Chromium', 'Google Chrome', 'Microsoft Edge']) {
        places.push(join(root, `${app}.app/Contents/MacOS/${app}`))
      }
    }
  }
  if (process.platform === 'win32') {
    for (const root of [PROGRAMFILES, x86, LOCALAPPDATA].filter(Boolean)) {
      places.push(join(root, 'Google/Chrome/Application/chrome.exe'))
      places.push(join(root, 'Chromium/Application/chrome.exe'))
      places.push(join(root, 'Microsoft/Edge/Application/msedge.exe'))
    }
  }
  places.push('/usr/lib/chromium/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome')
  return places
}

/** Null when it runs. Ubuntu's "chromium" is a stub that only asks for a snap: existing is not enough. */
function whyNotRunning(path) {
  // chrome.exe --version opens a window instead of answering.
  if (process.platform === 'win32') return null
  const outcome = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  if (outcome.status === 0 && /\d+\.\d+/.test(outcome.stdout)) return null
  const said = `${outcome.stdout ?? ''}${outcome.stderr ?? ''}`
  if (/snap/i.test(said)) return 'snap 占位程序，不能运行 (a snap stub that does not run)'
  return outcome.error?.message ?? (said.trim().split('\n')[0] || `exit ${outcome.status}`)
}

/** The first browser that runs, and what was wrong with those before it. */
function lookAround() {
  const broken = []
  const seen = new Set()
  for (const path of candidates()) {
    if (!existsSync(path) || seen.has(realpathSync(path))) continue
    seen.add(realpathSync(path))
    const problem = whyNotRunning(path)
    if (problem === null) return { path, broken }
    broken.push(`${path}：${problem}`)
  }
  return { path: null, broken }
}

/** Without one every Chinese character on a screenshot or in a PDF is an empty box. */
function hasChineseFont() {
  if (process.platform !== 'linux') return true
  const outcome = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8', timeout: 30_000 })
  return outcome.status === 0 && outcome.stdout.trim() !== ''
}

/** How to become root: not at all, by sudo without a password, or null. */
function rootPrefix() {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null
}

/** Whether apt-get did it; its own messages go to standard error, so that standard output stays the path. */
function install(packages, log) {
  const prefix = rootPrefix()
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || prefix === null) return false
  const run = (...words) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words]
    return spawnSync(command, rest, { stdio: ['ignore', 2, 2] }).status === 0
  }
  log('正在更新软件包目录（apt-get update）……')
  if (!run('update')) log('软件包目录没有更新成功，仍按现有目录尝试安装。')
  log(`正在安装 ${packages.join('、')}，约需几分钟……`)
  return run('install', '-y', '--no-install-recommends', ...packages)
}

function advice(missing, broken) {
  const found = broken.length ? `\n已找到但不能用 (found but unusable)：\n  ${broken.join('\n  ')}` : ''
  const chinese =
    missing === 'browser'
      ? '没有找到可用的 Chromium。Debian 上请执行 apt-get install chromium fonts-noto-cjk；Ubuntu、macOS、Windows 上请安装 Google Chrome；也可以用环境变量 CHROMIUM_PATH 指明它的位置。'
      : '没有找到中文字体，页面上的汉字会显示成方框。请执行 apt-get install fontconfig fonts-noto-cjk，或安装任意一种中文字体。'
  const english =
    missing === 'browser'
      ? 'No usable Chromium. On Debian run apt-get install chromium fonts-noto-cjk; on Ubuntu, macOS or Windows install Google Chrome; or set CHROMIUM_PATH.'
      : 'No Chinese font. Run apt-get install fontconfig fonts-noto-cjk, or install any Chinese font.'
  return `${chinese}\n${english}${found}`
}

/**
 * The path of a browser that runs, on a machine that can draw Chinese.
 * @param {{ install?: boolean, log?: (sentence: string) => void }} [options]
 * @returns {string}
 */
export function findChromium({ install: mayInstall = false, log = line => console.error(line) } = {}) {
  let { path, broken } = lookAround()
  const packages = [
    ...(path ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ]
  if (packages.length > 0 && mayInstall && install(packages, log)) ({ path, broken } = lookAround())
  if (!path) throw new Error(advice('browser', broken))
  if (!hasChineseFont()) throw new Error(advice('font', []))
  return path
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(findChromium({ install: process.argv.includes('--install') }))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
