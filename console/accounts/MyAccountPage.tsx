// One's own account: posts, password, dynamic code.
import { roles } from '../../domain/accounts/roles.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useSession } from '../session.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactor } from './SecondFactor.tsx'

export function MyAccountPage() {
  const say = useWords()
  const { account, posts } = useSession()
  return (
    <Page title={say('me.title')}>
      <Panel title={say('me.posts')}>
        <p>{say('me.signedInAs', { name: account.name, login: account.login })}</p>
        <ul>
          {posts.map(post => (
            <li key={post.id}>
              {roles.words[post.role]} · {post.regionName} · {say('me.postSince', { from: post.validFrom })}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say('password.title')}>
        <PasswordForm />
      </Panel>
      <Panel title={say('secondFactor.title')}>
        <SecondFactor />
      </Panel>
    </Page>
  )
}
