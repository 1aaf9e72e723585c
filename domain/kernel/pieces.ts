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

/** 32 pixels across are about 600 bytes: nobody is recognised by them. */
const previewPattern = /^data:image\/(jpeg|webp);base64,[A-Za-z0-9+/]{40,4000}={0,2}$/
/** The blur that lists show (base64 of a tiny JPEG or WebP); said once, with the first piece. */
export const PhotoPreview = z.string().check(z.regex(previewPattern, { error: '预览图格式不对' }))

export const PieceAnswer = z.object({ receivedBytes: z.int(), complete: z.boolean() })
export type PieceAnswer = z.output<typeof PieceAnswer>
