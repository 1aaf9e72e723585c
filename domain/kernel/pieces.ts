// A file on a bad line goes up in pieces: what each piece says of the whole, and how the server answers.
import * as z from 'zod/mini'

/** 64 KiB at a time: a piece survives a bad line, and what arrived stays. */
export const pieceBytes = 65_536
/** After compression on the phone a photo is about 150 KB and a minute of voice 250 KB. */
export const wholeLimitBytes = 8_000_000

export const PieceOf = {
  sizeBytes: z.int().check(z.gte(1), z.lte(wholeLimitBytes, { error: '照片或录音不能超过 8 MB' })),
  /** SHA-256 of the whole, in hexadecimal. */
  contentHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** After a cut: the `receivedBytes` of the last answer. */
  offset: z.int().check(z.gte(0)),
}

export const PieceAnswer = z.object({ receivedBytes: z.int(), complete: z.boolean() })
export type PieceAnswer = z.output<typeof PieceAnswer>
