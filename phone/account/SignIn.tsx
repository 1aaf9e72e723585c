// Signing in to the server: the first time, after the session has run out, or when the PIN is forgotten.
import { type FormEvent, useEffect, useState } from 'react'
import type { Session } from '../../domain/accounts/account.ts'
import type { Output } from '../../domain/api.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { call } from '../../ui/client.ts'
import { appVersion, deviceName } from '../device.ts'
import { Button, Field, Notice, Screen } from '../frame/Controls.tsx'
import { LanguageChoices } from '../frame/LanguageChoice.tsx'
import { useSpeech } from '../language.tsx'

type DemoAccount = Output<'session.demoAccounts'>[number]

interface SignInProps {
  /** As whom this phone is known for a login: her own id on it, and the phone's. */
  deviceFor: (login: string) => Promise<{ id: string; phoneId: string }>
  /** Why she is asked; none at the first start. */
  notice?: string | null
  /** Signing in again: this login and no other. */
  login?: string
  back?: boolean | (() => void)
  onSession: (session: Session, password: string) => Promise<void>
}

export function SignIn({ deviceFor, notice, login: fixedLogin, back, onSession }: SignInProps) {
  const { say } = useSpeech()
  const [login, setLogin] = useState(fixedLogin ?? '')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const demoAccounts = useDemoAccounts(fixedLogin === undefined)

  async function signIn(given: { login: string; password: string }): Promise<void> {
    setBusy(true)
    setTrouble(null)
    try {
      const device = {
        ...(await deviceFor(given.login)),
        name: deviceName(navigator.userAgent),
        appVersion,
      }
      const { needsCode, session } = await call('session.open', { ...given, ...(code && { code }), device })
      if (session) await onSession(session, given.password)
      else if (needsCode) setCode(code ?? '')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setTrouble(error.message)
    } finally {
      setBusy(false)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    void signIn({ login: login.trim(), password })
  }

  return (
    <Screen title={`${say('app.name')} · ${say('signIn.title')}`} back={back ?? false}>
      <div className="choices columns-3">
        <LanguageChoices />
      </div>
      <p />
      {notice && <Notice kind="warn">{notice}</Notice>}
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <form onSubmit={submit}>
        <Field
          label={say('signIn.login')}
          value={login}
          onChange={setLogin}
          autoComplete="username"
          readOnly={fixedLogin !== undefined}
        />
        <Field
          label={say('signIn.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        {code !== null && (
          <Field
            label={say('signIn.code')}
            value={code}
            onChange={setCode}
            digits
            autoComplete="one-time-code"
          />
        )}
        <Button kind="main" submit disabled={busy || login.trim() === '' || password === ''}>
          {say(busy ? 'signIn.busy' : 'signIn.submit')}
        </Button>
      </form>
      <p className="soft after-form">
        <span>{say('signIn.needsNetwork')}</span> <span>{say('signIn.forgotten')}</span>
      </p>
      <DemoAccounts
        accounts={demoAccounts}
        busy={busy}
        onChoose={account => {
          setLogin(account.login)
          void signIn({ login: account.login, password: account.password })
        }}
      />
    </Screen>
  )
}

interface DemoParts {
  accounts: readonly DemoAccount[]
  busy: boolean
  onChoose: (account: DemoAccount) => void
}

function DemoAccounts({ accounts, busy, onChoose }: DemoParts) {
  const { say } = useSpeech()
  if (accounts.length === 0) return null
  return (
    <section>
      <h2 className="section">{say('signIn.demo')}</h2>
      {accounts.map(account => (
        <Button key={account.login} icon="person" disabled={busy} onClick={() => onChoose(account)}>
          {account.name} · {account.regionName}
        </Button>
      ))}
    </section>
  )
}

/** Offered only by a demonstration; without a network there is simply no list. */
function useDemoAccounts(wanted: boolean): DemoAccount[] {
  const [accounts, setAccounts] = useState<DemoAccount[]>([])
  useEffect(() => {
    if (!wanted) return
    call('session.demoAccounts', {}).then(
      all => setAccounts(all.filter(account => account.face === 'phone')),
      () => setAccounts([]),
    )
  }, [wanted])
  return accounts
}
