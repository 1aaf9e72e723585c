// Turning the dynamic code on with a QR code for an authenticator, and off again with the password.
import { Button, Form, Input, Space, Tag } from 'antd'
import qrcode from 'qrcode-generator'
import { useMemo } from 'react'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

export function SecondFactor() {
  const { secondFactor } = useSession()
  return secondFactor ? <TurnOff /> : <TurnOn />
}

function TurnOn() {
  const say = useWords()
  const notice = useNotice()
  const prepare = useAct('secondFactor.prepare')
  const confirm = useAct('secondFactor.confirm', ['session.current'])
  if (!prepare.data)
    return (
      <Space orientation="vertical">
        <p>{say('secondFactor.what')}</p>
        {prepare.isError && <Trouble error={prepare.error} />}
        <Button type="primary" loading={prepare.isPending} onClick={() => prepare.mutate({})}>
          {say('secondFactor.begin')}
        </Button>
      </Space>
    )
  return (
    <Form<{ code: string }>
      layout="vertical"
      requiredMark={false}
      className="narrow"
      onFinish={({ code }) =>
        confirm.mutate({ code }, { onSuccess: () => notice.done(say('secondFactor.turnedOn')) })
      }
    >
      <p>{say('secondFactor.scan')}</p>
      <QrCode text={prepare.data.address} label={say('secondFactor.qr')} />
      <p className="soft">
        {say('secondFactor.bySecret')} <code className="secret">{prepare.data.secret}</code>
      </p>
      <Form.Item
        name="code"
        label={say('signIn.code')}
        rules={[{ required: true, pattern: /^\d{6}$/, message: say('signIn.codeShape') }]}
      >
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
      {confirm.isError && <Trouble error={confirm.error} />}
      <Button type="primary" htmlType="submit" loading={confirm.isPending}>
        {say('secondFactor.confirm')}
      </Button>
    </Form>
  )
}

function TurnOff() {
  const say = useWords()
  const notice = useNotice()
  const remove = useAct('secondFactor.remove', ['session.current'])
  return (
    <Form<{ password: string }>
      layout="vertical"
      requiredMark={false}
      className="narrow"
      onFinish={({ password }) =>
        remove.mutate({ password }, { onSuccess: () => notice.done(say('secondFactor.turnedOff')) })
      }
    >
      <p>
        <Tag color="success">{say('secondFactor.isOn')}</Tag>
      </p>
      <Form.Item
        name="password"
        label={say('password.current')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {remove.isError && <Trouble error={remove.error} />}
      <Button danger htmlType="submit" loading={remove.isPending}>
        {say('secondFactor.turnOff')}
      </Button>
    </Form>
  )
}

/** Drawn as one path: the strict content policy allows no picture from elsewhere and none is needed. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const code = qrcode(0, 'M')
    code.addData(text)
    code.make()
    const count = code.getModuleCount()
    const dark: string[] = []
    for (let row = 0; row < count; row += 1)
      for (let column = 0; column < count; column += 1)
        if (code.isDark(row, column)) dark.push(`M${column + 4} ${row + 4}h1v1h-1z`)
    return { path: dark.join(''), size: count + 8 }
  }, [text])
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
