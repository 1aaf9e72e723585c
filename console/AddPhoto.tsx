// A button that takes in a photo of a paper: a file or, on a phone, the camera.
import { CameraOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { useState } from 'react'
import { Refused } from '../domain/kernel/refusal.ts'
import { useWords } from './language.tsx'
import { useNotice } from './states.tsx'

const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

interface AddPhotoProps {
  word: string
  /** Sends it; what it refuses is said in the corner. */
  send: (file: File, contentType: PhotoType) => Promise<void>
}

export function AddPhoto({ word, send }: AddPhotoProps) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const checked = async (file: File) => {
    const contentType = photoTypes.find(type => type === file.type)
    if (!contentType) throw new Refused('invalid', say('photo.notPhoto'))
    await send(file, contentType)
    notice.done(say('photo.added'))
  }
  return (
    <Upload
      accept={photoTypes.join(',')}
      showUploadList={false}
      beforeUpload={file => {
        setBusy(true)
        checked(file)
          .catch(notice.refused)
          .finally(() => setBusy(false))
        return false
      }}
    >
      <Button icon={<CameraOutlined />} loading={busy} className="no-print">
        {word}
      </Button>
    </Upload>
  )
}
