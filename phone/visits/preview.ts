// The blur that lists show instead of a picture: 32 pixels across, made on the phone, telling pictures apart and nobody's face.

const longestPixels = 32
const quality = 0.5

/** Null where the browser cannot: the picture goes up all the same and is listed as a plain tile. */
export async function previewOf(picture: Blob): Promise<string | null> {
  try {
    const bitmap = await createImageBitmap(picture)
    try {
      const scale = Math.min(1, longestPixels / Math.max(bitmap.width, bitmap.height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(bitmap.width * scale))
      canvas.height = Math.max(1, Math.round(bitmap.height * scale))
      const context = canvas.getContext('2d')
      if (!context) return null
      context.fillStyle = '#fff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
      const made = [canvas.toDataURL('image/webp', quality), canvas.toDataURL('image/jpeg', quality)]
      return made.find(address => /^data:image\/(webp|jpeg);/.test(address)) ?? null
    } finally {
      bitmap.close()
    }
  } catch {
    return null
  }
}
