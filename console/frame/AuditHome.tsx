// What an auditor's post is for, and where the audit trail is as long as the desk has no list of it.

import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Page, Panel } from './Page.tsx'

export function AuditHome() {
  const say = useWords()
  const { post } = useSession()
  return (
    <Page title={say('home.auditTitle')}>
      <Panel>
        <p>{say('home.auditWhat')}</p>
        <p className="below">{say('home.auditWhere')}</p>
        <dl className="commands">
          <dt>{say('home.auditExport')}</dt>
          <dd>
            <code>npx wanqing export audit --region {post.regionCode} -o audit.jsonl</code>
          </dd>
          <dt>{say('home.auditVerify')}</dt>
          <dd>
            <code>npx wanqing verify</code>
          </dd>
        </dl>
        <p className="below">
          <Go to={paths.settings()}>{say('home.auditSettings')}</Go>
        </p>
      </Panel>
    </Page>
  )
}
