// Always in sight: is there a network, what is waiting to be sent, and why.
import { go } from '../address.ts'
import { isClockWrong } from '../clock.ts'
import { appVersion } from '../device.ts'
import { Icon, type IconName } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useOnline, useWork } from '../open-phone.ts'
import { useUpdate } from '../update.ts'

export function StatusStrip({ phone, sendingState }: ScreenParts) {
  const { say } = useSpeech()
  const { acts, attachments, session, clock, newestApp } = useWork(phone.work)
  const isOnline = useOnline()
  const update = useUpdate()
  const waiting = acts.filter(kept => kept.state === 'waiting').length
  const refused = acts.filter(kept => kept.state === 'refused').length
  const { code } = sendingState.trouble ?? {}
  const isOffline = !isOnline || code === 'unavailable'
  const mustSignIn = code === 'not_signed_in' || code === 'not_allowed'
  const hasSent = acts.some(kept => kept.state === 'sent')
  const photosLeft = attachments.some(one => one.state === 'queued' || one.state === 'refused')
  return (
    <div>
      {session.synthetic && <p className="strip dark">{say('app.synthetic')}</p>}
      {update && (
        <StripButton kind="warn" icon="refresh" onClick={update}>
          {say('app.update')}
        </StripButton>
      )}
      {mustSignIn && (
        <StripButton kind="danger" icon="person" onClick={() => go({ at: 'signIn' })}>
          {say('state.signInAgain')}
        </StripButton>
      )}
      {isOffline && !mustSignIn && (
        <StripButton kind="warn" icon="offline" onClick={() => go({ at: 'waiting' })}>
          {say('state.offline')}
        </StripButton>
      )}
      {refused > 0 && (
        <StripButton kind="danger" icon="danger" onClick={() => go({ at: 'waiting' })}>
          {say('state.refused', { count: refused })}
        </StripButton>
      )}
      {waiting > 0 && (
        <StripButton kind="warn" icon="clock" onClick={() => go({ at: 'waiting' })}>
          {say('state.waiting', { count: waiting })}
        </StripButton>
      )}
      {waiting + refused === 0 && hasSent && !isOffline && !mustSignIn && (
        <StripButton kind="good" icon={photosLeft ? 'upload' : 'check'} onClick={() => go({ at: 'waiting' })}>
          {say(photosLeft ? 'waiting.photoAfter' : 'state.allSent')}
        </StripButton>
      )}
      {isClockWrong(clock) && (
        <StripButton kind="danger" icon="clock" onClick={() => go({ at: 'waiting' })}>
          {say('clock.strip')}
        </StripButton>
      )}
      {!update && newestApp !== null && newestApp !== appVersion && (
        <p className="strip">{say('app.older')}</p>
      )}
    </div>
  )
}

function StripButton({
  kind,
  icon,
  onClick,
  children,
}: {
  kind: 'warn' | 'danger' | 'good'
  icon: IconName
  onClick: () => void
  children: string
}) {
  return (
    <button type="button" className={`strip ${kind}`} onClick={onClick}>
      <Icon name={icon} />
      <span>{children}</span>
    </button>
  )
}
