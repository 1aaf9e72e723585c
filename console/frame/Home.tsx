// The first screen after signing in depends on the post; pages that do not exist and pages that broke.
import { FileSearchOutlined } from '@ant-design/icons'
import { Button, Result } from 'antd'
import { useEffect } from 'react'
import { useGo } from '../address.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Loading } from '../states.tsx'
import { AuditHome } from './AuditHome.tsx'
import { sections } from './sections.ts'

export function Home() {
  const may = useMay()
  const go = useGo()
  const say = useWords()
  const audits = may('audit:read') && !may('indicator:read')
  const first = audits ? undefined : sections.find(section => may(section.right))
  const isFamily = may('family:use')
  useEffect(() => {
    if (isFamily) window.location.assign(paths.family())
    else if (first) go(first.to())
  }, [first, go, isFamily])
  if (first || isFamily) return <Loading />
  if (audits) return <AuditHome />
  return (
    <Result
      status="info"
      title={say('home.phoneTitle')}
      subTitle={say('home.phoneAdvice')}
      extra={
        <Button type="primary" size="large" href={paths.phone()}>
          {say('home.openPhone')}
        </Button>
      }
    />
  )
}

export function NoSuchPage() {
  const say = useWords()
  return (
    <Result
      status="info"
      icon={<FileSearchOutlined />}
      title={say('state.notFound')}
      subTitle={say('state.noSuchPage')}
      extra={<Go to={paths.home()}>{say('state.goHome')}</Go>}
    />
  )
}

/** After an upgrade the pieces of the old page are gone from the server: loading again brings the new one. */
export function PageBroken() {
  const say = useWords()
  return (
    <Result
      status="error"
      title={say('state.fault')}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {say('state.reload')}
        </Button>
      }
    />
  )
}
