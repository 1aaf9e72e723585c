// The rarer doors: choosing a post, a password of one's own, records of somebody else or under an old password.
import { type FormEvent, useState } from 'react'
import type { Post } from '../../domain/accounts/account.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { call } from '../../ui/client.ts'
import { Button, Field, Notice, Screen, Sure } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'

export function ChoosePost({ posts, onChoose }: { posts: Post[]; onChoose: (id: string) => Promise<void> }) {
  const { say } = useSpeech()
  const [trouble, setTrouble] = useState<string | null>(null)
  return (
    <Screen title={say('post.title')}>
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      {posts.map(post => (
        <Button
          key={post.id}
          icon="home"
          onClick={() => void onChoose(post.id).catch(error => setTrouble(sentenceOf(error)))}
        >
          {post.regionName}
        </Button>
      ))}
    </Screen>
  )
}

export function ChangePassword({
  current,
  onChanged,
}: {
  current: string
  onChanged: (next: string) => Promise<void>
}) {
  const { say } = useSpeech()
  const [next, setNext] = useState('')
  const [repeat, setRepeat] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (next.length < 10) return setTrouble(say('password.short'))
    if (next !== repeat) return setTrouble(say('password.different'))
    try {
      await call('password.change', { current, next })
      await onChanged(next)
    } catch (error) {
      setTrouble(sentenceOf(error))
    }
  }

  return (
    <Screen title={say('password.title')}>
      <p className="soft">{say('password.why')}</p>
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <form onSubmit={event => void save(event)}>
        <Field
          label={say('password.next')}
          type="password"
          value={next}
          onChange={setNext}
          autoComplete="new-password"
        />
        <Field
          label={say('password.repeat')}
          type="password"
          value={repeat}
          onChange={setRepeat}
          autoComplete="new-password"
        />
        <Button kind="main" submit>
          {say('password.save')}
        </Button>
      </form>
    </Screen>
  )
}

export function OldPassword({
  onPassword,
  onClear,
}: {
  onPassword: (former: string) => Promise<boolean>
  onClear: () => void
}) {
  const { say } = useSpeech()
  const [former, setFormer] = useState('')
  const [wrong, setWrong] = useState(false)
  return (
    <Screen title={say('owner.oldTitle')}>
      <p className="soft">{say('owner.oldWhy')}</p>
      {wrong && <Notice kind="danger">{say('owner.wrongOld')}</Notice>}
      <form
        onSubmit={event => {
          event.preventDefault()
          void onPassword(former).then(right => setWrong(!right))
        }}
      >
        <Field label={say('owner.oldPassword')} type="password" value={former} onChange={setFormer} />
        <Button kind="main" submit disabled={former === ''}>
          {say('owner.open')}
        </Button>
      </form>
      <p />
      <ClearRecords onClear={onClear} />
    </Screen>
  )
}

function ClearRecords({ onClear }: { onClear: () => void }) {
  const { say } = useSpeech()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say('owner.clear')}
      </Button>
      {asking && (
        <Sure
          question={say('owner.clearSure')}
          yes={say('owner.clear')}
          onYes={onClear}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}

export function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  throw error
}
