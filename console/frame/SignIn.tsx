// The sign-in page: name, password, dynamic code when asked for; in demo mode one card per post.
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { roles } from '../../domain/accounts/roles.ts'
import type { Output } from '../../domain/api.ts'
import { useAct, useAnswer, useEnter } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble } from '../states.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

interface Filled {
  login: string
  password: string
  code?: string
}

export function SignIn() {
  const say = useWords()
  const enterAs = useEnter()
  const [needsCode, setNeedsCode] = useState(false)
  const open = useAct('session.open')
  const signIn = ({ login, password, code }: Filled) =>
    open.mutate(
      { login: login.trim(), password, ...(code && { code }) },
      {
        onSuccess: answer => {
          setNeedsCode(answer.needsCode)
          if (answer.session) enterAs(answer.session)
        },
      },
    )
  return (
    <main className="signin">
      <section className="signin-card" aria-labelledby="signin-title">
        <div className="signin-head">
          <div>
            <h1 id="signin-title" className="brand">
              {say('app.name')}
            </h1>
            <p className="soft">{say('app.what')}</p>
          </div>
          <LanguageSwitch />
        </div>
        <Form<Filled> layout="vertical" size="large" requiredMark={false} onFinish={signIn}>
          <Form.Item
            name="login"
            label={say('signIn.login')}
            rules={[{ required: true, message: say('signIn.loginMissing') }]}
          >
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={say('signIn.password')}
            rules={[{ required: true, message: say('signIn.passwordMissing') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {needsCode && (
            <Form.Item
              name="code"
              label={say('signIn.code')}
              extra={say('signIn.codeHelp')}
              rules={[{ pattern: /^\d{6}$/, message: say('signIn.codeShape') }]}
            >
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
            </Form.Item>
          )}
          {open.isError && <Trouble error={open.error} />}
          <Button type="primary" htmlType="submit" block loading={open.isPending}>
            {say('signIn.submit')}
          </Button>
        </Form>
        <p className="soft signin-help">{say('signIn.forgotten')}</p>
      </section>
      <DemoAccounts busy={open.isPending} signIn={signIn} />
    </main>
  )
}

function DemoAccounts({ busy, signIn }: { busy: boolean; signIn: (filled: Filled) => void }) {
  const say = useWords()
  const accounts = useAnswer('session.demoAccounts', {}).data ?? []
  if (accounts.length === 0) return null
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{say('signIn.demoTitle')}</h2>
      <p className="soft">{say('signIn.demoAdvice')}</p>
      <div className="demo-cards">
        {accounts.map(account => (
          <DemoCard key={account.login} account={account} busy={busy} signIn={signIn} />
        ))}
      </div>
    </section>
  )
}

interface DemoCardProps {
  account: Output<'session.demoAccounts'>[number]
  busy: boolean
  signIn: (filled: Filled) => void
}

function DemoCard({ account, busy, signIn }: DemoCardProps) {
  const say = useWords()
  const inside = (
    <>
      <strong>{roles.words[account.role]}</strong>
      <span>{account.regionName}</span>
      <span className="soft">
        {account.face === 'phone'
          ? say('signIn.demoPhone')
          : say('signIn.demoLogin', { login: account.login })}
      </span>
    </>
  )
  if (account.face !== 'console')
    return (
      <a className="demo-card" href={account.face === 'phone' ? paths.phone() : paths.family()}>
        {inside}
      </a>
    )
  return (
    <button
      type="button"
      className="demo-card"
      disabled={busy}
      onClick={() => signIn({ login: account.login, password: account.password })}
    >
      {inside}
    </button>
  )
}
