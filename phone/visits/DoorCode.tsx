// The code of the card at the door: typed, or read by the camera; leaving it out is fine.
import { useState } from 'react'
import { doorCodeDigits, doorCodeFrom, doorCodeText } from '../../domain/visit-truth/door-code.ts'
import { Button, Cover, Field, Notice } from '../frame/Controls.tsx'
import { SquareCamera } from '../frame/SquareCamera.tsx'
import { useSpeech } from '../language.tsx'
import type { StepParts } from './VisitForm.tsx'

export function DoorCode({ draft, change }: StepParts) {
  const { say } = useSpeech()
  const [typed, setTyped] = useState(draft.doorCode ?? '')
  const [reading, setReading] = useState(false)
  const digits = typed.replace(/\D/g, '')
  const isWrong = digits.length >= doorCodeDigits && doorCodeFrom(typed) === null
  const take = (text: string) => {
    setTyped(text)
    change({ doorCode: doorCodeFrom(text) })
  }
  return (
    <section>
      <Field label={say('door.title')} value={typed} digits onChange={take} />
      {draft.doorCode ? (
        <Notice kind="good" icon="check">
          {say('door.right', { code: doorCodeText(draft.doorCode) })}
        </Notice>
      ) : isWrong ? (
        <Notice kind="warn">{say('door.wrong')}</Notice>
      ) : (
        <p className="soft">{say('door.why')}</p>
      )}
      {!draft.doorCode && (
        <Button icon="camera" onClick={() => setReading(true)}>
          {say('door.scan')}
        </Button>
      )}
      {reading && (
        <Scan
          onCode={code => {
            take(code)
            setReading(false)
          }}
          onClose={() => setReading(false)}
        />
      )}
    </section>
  )
}

function Scan({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const { say } = useSpeech()
  return (
    <Cover title={say('door.scanTitle')}>
      <SquareCamera
        noCamera={say('door.noCamera')}
        onText={text => {
          const code = doorCodeFrom(text)
          if (code !== null) onCode(code)
        }}
      />
      <Button onClick={onClose}>{say('act.cancel')}</Button>
    </Cover>
  )
}
