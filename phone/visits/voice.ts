// A voice note of at most a minute, for whoever would rather speak than type.
import type { AttachmentType } from '../attachments.ts'

/** A minute of speech is about 250 KB. */
export const longestSeconds = 60

const wanted: readonly { mime: string; contentType: AttachmentType }[] = [
  { mime: 'audio/webm;codecs=opus', contentType: 'audio/webm' },
  { mime: 'audio/webm', contentType: 'audio/webm' },
  { mime: 'audio/mp4', contentType: 'audio/mp4' },
  { mime: 'audio/ogg;codecs=opus', contentType: 'audio/ogg' },
]

export interface Recording {
  stop(): void
  /** The note; null when nothing was heard or the visitor gave no permission. */
  done: Promise<{ blob: Blob; contentType: AttachmentType } | null>
}

export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && !!navigator.mediaDevices?.getUserMedia
}

/** Throws when the microphone is refused or missing. */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const kind = wanted.find(one => MediaRecorder.isTypeSupported(one.mime))
  if (!kind) {
    for (const track of stream.getTracks()) track.stop()
    throw new Error('no sound format the server takes')
  }
  const recorder = new MediaRecorder(stream, { mimeType: kind.mime, audioBitsPerSecond: 32_000 })
  const pieces: Blob[] = []
  recorder.ondataavailable = event => {
    if (event.data.size > 0) pieces.push(event.data)
  }
  const stop = () => recorder.state !== 'inactive' && recorder.stop()
  const done = new Promise<Awaited<Recording['done']>>(resolve => {
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop()
      clearTimeout(limit)
      const blob = new Blob(pieces, { type: kind.contentType })
      resolve(blob.size > 0 ? { blob, contentType: kind.contentType } : null)
    }
  })
  const limit = setTimeout(stop, longestSeconds * 1000)
  recorder.start(1000)
  return { stop, done }
}
