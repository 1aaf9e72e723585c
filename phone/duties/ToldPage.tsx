// What I was told, newest first; opening it is reading it. A matter of life is taken on with one press.
import { useEffect, useState } from 'react'
import { type MyNotice, unreadStates } from '../../domain/notices/notice.ts'
import { call, newId } from '../../ui/client.ts'
import { go, pathOf } from '../address.ts'
import { Button, Field, Notice, Screen } from '../frame/Controls.tsx'
import { timeText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useOnline, useWork } from '../open-phone.ts'
import { dutyWords } from './words.ts'

export function ToldPage({ phone }: ScreenParts) {
  const { say } = useSpeech()
  const { told } = useWork(phone.work)
  const isOnline = useOnline()
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    const fresh = told.notices.filter(one => unreadStates.includes(one.state))
    if (!isOnline || fresh.length === 0) return
    const notices = fresh.map(({ countyCode, id }) => ({ countyCode, id }))
    call('notice.see', { notices }, { actId: newId() }).then(
      () => phone.watching.look(),
      () => {},
    )
  }, [told.notices, isOnline, phone])
  const take = async ({ countyCode, id }: MyNotice) => {
    try {
      await call('notice.take', { countyCode, id }, { actId: newId() })
      setFailed(false)
      await phone.watching.look()
    } catch {
      setFailed(true)
    }
  }
  return (
    <Screen title={say('told.title')} back={() => go({ at: 'today' })}>
      {!isOnline && <Notice kind="info">{say('told.offline')}</Notice>}
      {hasFailed && <Notice kind="danger">{say('told.failed')}</Notice>}
      {told.notices.length === 0 && <Notice kind="good">{say('told.none')}</Notice>}
      {told.notices.length > 0 && (
        <ul className="list">
          {told.notices.map(one => (
            <li key={one.id}>
              <ToldCard one={one} onTake={() => void take(one)} isRunning={isRunningSurge(one, phone)} />
            </li>
          ))}
        </ul>
      )}
      <OwnNumber />
    </Screen>
  )
}

function isRunningSurge(one: MyNotice, phone: ScreenParts['phone']): boolean {
  return (
    one.subject.module === 'surges' && phone.work.read().surges.some(surge => surge.id === one.subject.id)
  )
}

function ToldCard({ one, onTake, isRunning }: { one: MyNotice; onTake: () => void; isRunning: boolean }) {
  const { say, tag, language } = useSpeech()
  const isLife = one.urgency === 'p0'
  return (
    <div className={`card ${isLife ? 'red' : ''}`}>
      <span className="line">
        <span className="name">{dutyWords[language].notices[one.kind]}</span>
        <span className="soft">{timeText(one.raisedAt, tag)}</span>
      </span>
      <p>
        {isRunning ? <a href={pathOf({ at: 'surge', surgeId: one.subject.id })}>{one.text}</a> : one.text}
      </p>
      {isLife && (one.state === 'unseen' || one.state === 'seen') && (
        <Button kind="danger" icon="hand" onClick={onTake}>
          {say('told.take')}
        </Button>
      )}
      {isLife && one.state === 'taken' && <p className="mark good">{say('told.taken')}</p>}
    </div>
  )
}

/** Where texts and calls reach her; asked for and kept online only. */
function OwnNumber() {
  const { say } = useSpeech()
  const isOnline = useOnline()
  const [tail, setTail] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState<'saved' | 'failed' | null>(null)
  useEffect(() => {
    if (!isOnline) return
    call('noticeNumber.mine', {}).then(
      answer => setTail(answer.phoneTail),
      () => {},
    )
  }, [isOnline])
  if (!isOnline) return null
  const save = async () => {
    try {
      const answer = await call('noticeNumber.set', { phone: typed.trim() }, { actId: newId() })
      setTail(answer.phoneTail)
      setTyped('')
      setSaid('saved')
    } catch {
      setSaid('failed')
    }
  }
  return (
    <section>
      <p className="soft">{tail ? say('told.phoneNow', { tail }) : say('told.phoneNone')}</p>
      <Field label={say('told.phone')} type="tel" digits value={typed} onChange={setTyped} />
      {said && (
        <Notice kind={said === 'saved' ? 'good' : 'danger'}>
          {say(said === 'saved' ? 'told.phoneSaved' : 'told.failed')}
        </Notice>
      )}
      <Button disabled={!/^\+?\d{7,15}$/.test(typed.trim())} onClick={() => void save()}>
        {say('told.phoneSave')}
      </Button>
    </section>
  )
}
