// What came with a visit: blurred in every list; the picture, the voice and the hand are opened on purpose.
import { useEffect, useState } from 'react'
import type { AttachmentKind, Visit } from '../../domain/visits/visit.ts'
import { download } from '../../ui/client.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { useSentence } from '../states.tsx'

const words: Readonly<Record<AttachmentKind, { coming: MessageKey; open: MessageKey; alt: MessageKey }>> = {
  photo: { coming: 'visits.photoComing', open: 'visit.openPhoto', alt: 'visits.photo' },
  voice: { coming: 'visits.voiceComing', open: 'visits.playVoice', alt: 'visits.playVoice' },
  signature: { coming: 'visit.signatureComing', open: 'visit.openSignature', alt: 'visit.signature' },
}

export function Attachments({ visit }: { visit: Visit }) {
  const say = useWords()
  if (visit.attachments.length === 0) return null
  return (
    <>
      <div className="attachments">
        {visit.attachments.map(attachment => (
          <Attachment key={attachment.id} countyCode={visit.countyCode} attachment={attachment} />
        ))}
      </div>
      <p className="soft small">{say('visit.audited')}</p>
    </>
  )
}

interface AttachmentProps {
  countyCode: string
  attachment: Visit['attachments'][number]
}

/** Each look at a photo is audited, so it is fetched only when somebody asks to see it. */
function Attachment({ countyCode, attachment }: AttachmentProps) {
  const say = useWords()
  const sentence = useSentence()
  const [address, setAddress] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  const { kind, preview } = attachment
  const { coming, open, alt } = words[kind]
  if (!attachment.complete) return <span className="soft">{say(coming)}</span>
  if (trouble) return <span className="warn-text">{trouble}</span>
  if (!address)
    return (
      <button
        type="button"
        className={kind === 'voice' ? 'link' : 'blurred'}
        onClick={() =>
          download('attachment.read', { countyCode, id: attachment.id }).then(
            ({ blob }) => setAddress(URL.createObjectURL(blob)),
            error => setTrouble(sentence(error)),
          )
        }
      >
        {preview && <img src={preview} alt={say('visit.blurred')} />}
        <span>{say(open)}</span>
      </button>
    )
  return kind === 'voice' ? (
    // biome-ignore lint/a11y/useMediaCaption: a voice note recorded in a yard has no captions
    <audio src={address} controls autoPlay />
  ) : (
    <img src={address} alt={say(alt)} />
  )
}
