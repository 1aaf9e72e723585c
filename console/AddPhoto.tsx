// A button that takes in a photo, or a paper as photo or PDF: a file or, on a phone, the camera.
import { CameraOutlined } from '@ant-design/icons'
import { Button, Upload } from 'antd'
import { useState } from 'react'
import { Refused } from '../domain/kernel/refusal.ts'
import { useWords } from './language.tsx'
import { useNotice } from './states.tsx'

const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof photoTypes)[number]

const paperTypes = [...photoTypes, 'application/pdf'] as const
export type PaperType = (typeof paperTypes)[number]

interface AddProps<Type> {
  word: string
  /** Sends it; what it refuses is said in the corner. */
  send: (file: File, contentType: Type) => Promise<void>
}

export function AddPhoto(props: AddProps<PhotoType>) {
  const say = useWords()
  return <AddFile types={photoTypes} refusal={say('photo.notPhoto')} done={say('photo.added')} {...props} />
}

/** A paper may also come from a scanner. */
export function AddPaper(props: AddProps<PaperType>) {
  const say = useWords()
  return (
    <AddFile types={paperTypes} refusal={say('photo.notPaper')} done={say('photo.paperAdded')} {...props} />
  )
}

interface AddFileProps<Type extends string> extends AddProps<Type> {
  types: readonly Type[]
  refusal: string
  done: string
}

function AddFile<Type extends string>({ types, refusal, done, word, send }: AddFileProps<Type>) {
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const checked = async (file: File) => {
    const contentType = types.find(type => type === file.type)
    if (!contentType) throw new Refused('invalid', refusal)
    await send(file, contentType)
    notice.done(done)
  }
  return (
    <Upload
      accept={types.join(',')}
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
