// Draws static/icon-192.png and icon-512.png, the same evening sun as icon.svg; run once after changing it.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'

const ground = [0x93, 0x33, 0x0f]
const sun = [0xff, 0xd9, 0xa8]
/** Bars of light on the water: left, top, width, height in the 512 grid of the SVG. */
const bars = [
  [96, 306, 320, 18],
  [146, 346, 220, 18],
  [196, 386, 120, 18],
]

function isSun(x, y) {
  if (y < 290) return Math.hypot(x - 256, y - 280) <= 120
  return bars.some(([left, top, width, height]) => {
    const radius = height / 2
    const nearest = Math.min(Math.max(x, left + radius), left + width - radius)
    return Math.hypot(x - nearest, y - (top + radius)) <= radius
  })
}

/** Sixteen samples a pixel make the edges soft. */
function shareOfSun(column, row, size) {
  let hits = 0
  for (let sample = 0; sample < 16; sample += 1) {
    const x = ((column + ((sample % 4) + 0.5) / 4) * 512) / size
    const y = ((row + (Math.floor(sample / 4) + 0.5) / 4) * 512) / size
    if (isSun(x, y)) hits += 1
  }
  return hits / 16
}

function png(size) {
  const lines = Buffer.alloc(size * (1 + size * 3))
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const share = shareOfSun(column, row, size)
      const at = row * (1 + size * 3) + 1 + column * 3
      for (let colour = 0; colour < 3; colour += 1)
        lines[at + colour] = Math.round(ground[colour] + (sun[colour] - ground[colour]) * share)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(body.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

for (const size of [192, 512])
  writeFileSync(fileURLToPath(new URL(`static/icon-${size}.png`, import.meta.url)), png(size))
