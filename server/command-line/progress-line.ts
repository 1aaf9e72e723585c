// One line on a terminal that says how far long work is, from its second second on; nothing in a file or a pipe.
import { type ImportStep, importSteps } from '../../domain/elders/import/batch.ts'

export interface ProgressLine {
  show(step: ImportStep, share: number, rows: number): void
  /** Takes the line away, so that what follows stands alone. */
  end(): void
}

const patienceMs = 1_000
const pauseMs = 200

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>

export function progressLine(
  stream: Terminal,
  isWanted: boolean,
  now: () => number = () => performance.now(),
): ProgressLine {
  const began = now()
  let shownAt = Number.NEGATIVE_INFINITY
  let step: ImportStep | null = null
  let stage = { began, share: 0 }
  return {
    show(next, share, rows) {
      if (!isWanted || !stream.isTTY) return
      const at = now()
      // A smaller share than before: another stage has begun, with a pace of its own.
      if (share < stage.share || step === null) stage = { began: at, share }
      if (at - began < patienceMs || (next === step && at - shownAt < pauseMs)) {
        step = next
        return
      }
      step = next
      shownAt = at
      stream.write(`\r\u001b[K${sentence(next, share, rows, (at - stage.began) / 1000, stage.share)}`)
    },
    end() {
      if (shownAt > 0) stream.write('\r\u001b[K')
      shownAt = Number.NEGATIVE_INFINITY
    },
  }
}

function sentence(step: ImportStep, share: number, rows: number, seconds: number, from: number): string {
  const parts = [`${importSteps.words[step]}（${Math.floor(share * 100)}%）`]
  if (rows > 0) parts.push(`已读 ${rows.toLocaleString('zh-CN')} 行`)
  if (rows > 0 && seconds > 1) parts.push(`每秒 ${Math.round(rows / seconds).toLocaleString('zh-CN')} 行`)
  const moved = share - from
  if (moved > 0.02 && seconds > 1) parts.push(`约剩 ${duration((seconds / moved) * (1 - share))}`)
  return parts.join('，')
}

function duration(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}
