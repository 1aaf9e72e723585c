// A photo small enough for a village line: 1280 pixels, WebP, JPEG where the browser cannot write WebP.
import type { AttachmentType } from '../attachments.ts'

/** 12 megapixels become about 150 KB; a stove and its pipe can still be judged. */
export const longestEdgePixels = 1280
const quality = 0.7

export function fittedSize(
  width: number,
  height: number,
  longest: number,
): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** What the browser really wrote decides: one that cannot write WebP hands back PNG without a word. */
export async function encodeSmall(
  encode: (type: AttachmentType) => Promise<Blob | null>,
): Promise<{ blob: Blob; contentType: AttachmentType }> {
  for (const type of ['image/webp', 'image/jpeg'] as const) {
    const blob = await encode(type)
    if (blob?.type === type && blob.size > 0) return { blob, contentType: type }
  }
  throw new Error('the browser wrote neither WebP nor JPEG')
}

/** In memory only: nothing is kept before faces are covered. */
export async function smallPhoto(file: Blob): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const { width, height } = fittedSize(bitmap.width, bitmap.height, longestEdgePixels)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    // White under pictures with holes: JPEG would paint them black.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.drawImage(bitmap, 0, 0, width, height)
    return canvas
  } finally {
    bitmap.close()
  }
}

export function encodeCanvas(canvas: HTMLCanvasElement): ReturnType<typeof encodeSmall> {
  return encodeSmall(type => new Promise(resolve => canvas.toBlob(resolve, type, quality)))
}
