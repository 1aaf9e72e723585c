// Drawn pictures for the demonstration, a bathroom before and after the works and a notice board: nobody's home is shown.
import { crc32, deflateSync } from 'node:zlib'

const width = 320
const height = 240
type Colour = readonly [number, number, number]

const wall: Colour = [214, 216, 208]
const oldFloor: Colour = [120, 104, 92]
const newFloor: Colour = [150, 176, 168]
const bowl: Colour = [246, 246, 244]
const rail: Colour = [200, 84, 40]

function colourAt(x: number, y: number, after: boolean): Colour {
  const isBowl = (x - 150) ** 2 / 46 ** 2 + (y - 165) ** 2 / 30 ** 2 < 1
  if (isBowl) return bowl
  const isRail = (y > 118 && y < 127 && x > 205 && x < 290) || (x > 205 && x < 214 && y > 70 && y < 127)
  if (after && isRail) return rail
  if (y < 150) return (x + Math.floor(y / 24) * 16) % 32 < 1 || y % 24 === 0 ? [190, 190, 184] : wall
  const isMat = after && (x + y) % 12 < 3
  if (after) return isMat ? [120, 150, 142] : newFloor
  return (x * 7 + y * 13) % 29 < 4 ? [96, 82, 72] : oldFloor
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** As PNG, the one kind of picture that needs nothing but a compressor. */
function drawn(colour: (x: number, y: number) => Colour): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (__, x) => colour(x, y)).flat()]),
  )
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const drawnBathroom = (after: boolean): Buffer => drawn((x, y) => colourAt(x, y, after))

/** A notice board with a sheet of lines on it. */
export function drawnBoard(): Buffer {
  return drawn((x, y) => {
    const isSheet = x > 70 && x < 250 && y > 25 && y < 215
    if (!isSheet) return x < 12 || x > 307 || y < 10 || y > 229 ? [120, 84, 56] : [176, 140, 100]
    const isHead = y > 38 && y < 50 && x > 110 && x < 210
    const isLine = y > 66 && y < 200 && y % 14 < 3 && x > 86 && x < 234
    return isHead ? [200, 84, 40] : isLine ? [120, 120, 120] : [250, 248, 240]
  })
}
