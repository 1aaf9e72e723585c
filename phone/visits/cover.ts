// Covering faces: strokes of a thumb over the photo, each kept so that it can be taken back, painted as coarse squares.

/** In shares of the picture's longer side, so that a stroke means the same on every screen. */
export interface Stroke {
  points: readonly { x: number; y: number }[]
  radius: number
}

export interface Face {
  x: number
  y: number
  width: number
  height: number
}

/** A thumb on a phone covers about a ninth of the picture. */
export const thumbRadius = 0.055

/** A found face and some hair around it: an outline without eyes can still be known. */
export function strokeOver(face: Face, { width, height }: { width: number; height: number }): Stroke {
  const longest = Math.max(width, height)
  return {
    points: [{ x: (face.x + face.width / 2) / longest, y: (face.y + face.height / 2) / longest }],
    radius: (Math.hypot(face.width, face.height) / 2 / longest) * 1.15,
  }
}

/** The squares: so coarse that no face is left under them whatever somebody computes from them. */
export const squaresAcross = 28

interface FaceFinder {
  detect(source: CanvasImageSource): Promise<{ boundingBox: Face }[]>
}

/** The browser's own finder, where it has one; nothing is fetched and nothing leaves the phone. */
export async function findFaces(source: CanvasImageSource): Promise<Face[]> {
  const Finder = (globalThis as { FaceDetector?: new (options: object) => FaceFinder }).FaceDetector
  if (!Finder) return []
  try {
    const found = await new Finder({ fastMode: true, maxDetectedFaces: 10 }).detect(source)
    return found.map(({ boundingBox }) => boundingBox)
  } catch {
    return []
  }
}

/** The picture with its strokes; what lies under them is gone from what is painted. */
export function paintCovered(
  context: CanvasRenderingContext2D,
  picture: CanvasImageSource,
  coarse: CanvasImageSource,
  strokes: readonly Stroke[],
): void {
  const { width, height } = context.canvas
  const longest = Math.max(width, height)
  context.drawImage(picture, 0, 0, width, height)
  context.save()
  context.beginPath()
  for (const { points, radius } of strokes)
    for (const { x, y } of spread(points, radius)) {
      context.moveTo(x * longest + radius * longest, y * longest)
      context.arc(x * longest, y * longest, radius * longest, 0, 2 * Math.PI)
    }
  context.clip()
  context.imageSmoothingEnabled = false
  context.drawImage(coarse, 0, 0, width, height)
  context.restore()
}

/** A fast finger leaves gaps between its points: circles are set along the way so closely that none is left open. */
export function spread(points: Stroke['points'], radius: number): { x: number; y: number }[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1]
    if (!before) return [point]
    const steps = Math.max(1, Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / (radius / 2)))
    return Array.from({ length: steps }, (_, step) => ({
      x: before.x + ((point.x - before.x) * (step + 1)) / steps,
      y: before.y + ((point.y - before.y) * (step + 1)) / steps,
    }))
  })
}
