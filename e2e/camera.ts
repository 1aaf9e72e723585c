// What one phone's camera sees of another phone's screen: pictures of the real screen, a little crooked and grey.
import type { Phone } from './phone.ts'

/** From now on this phone's camera shows what `look` lets it see. */
export async function openEye(phone: Phone): Promise<void> {
  await phone.page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.id = 'eye'
    canvas.width = 1280
    canvas.height = 720
    canvas.hidden = true
    document.body.append(canvas)
    canvas.getContext('2d')?.fillRect(0, 0, 1280, 720)
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(15)
  })
}

/** Holds the one before the other until `isDone`; how many pictures that took. */
export async function look(eye: Phone, at: Phone, isDone: () => Promise<boolean>): Promise<number> {
  let pictures = 0
  while (!(await isDone())) {
    if (++pictures > 300) throw new Error('三百张照片还没有收全')
    const picture = await at.page.locator('.square-row').screenshot({ type: 'jpeg', quality: 60 })
    await eye.page.evaluate(async bytes => {
      const image = new Image()
      image.src = `data:image/jpeg;base64,${bytes}`
      await image.decode()
      const canvas = document.querySelector<HTMLCanvasElement>('#eye')
      const drawing = canvas?.getContext('2d')
      if (!drawing) throw new Error('the eye is not open')
      drawing.setTransform(1, 0, 0, 1, 0, 0)
      drawing.fillStyle = '#6b6660'
      drawing.fillRect(0, 0, 1280, 720)
      drawing.translate(640, 360)
      drawing.rotate(0.06)
      const height = 640
      const width = (image.width / image.height) * height
      drawing.globalAlpha = 0.85
      drawing.drawImage(image, -width / 2, -height / 2, width, height)
    }, picture.toString('base64'))
  }
  return pictures
}
