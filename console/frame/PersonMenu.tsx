// Who is signed in; another post, one's own account, signing out.
import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { roles } from '../../domain/accounts/roles.ts'
import { useGo } from '../address.ts'
import { useAct, useEnter } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'

export function PersonMenu() {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const enterAs = useEnter()
  const { account, post, posts } = useSession()
  const close = useAct('session.close')
  const choose = useAct('session.choosePost')
  const enter = (postId: string) =>
    choose.mutate(
      { postId },
      {
        onSuccess: session => {
          enterAs(session)
          go(paths.home())
        },
        onError: notice.refused,
      },
    )
  const leave = () =>
    close.mutate(
      {},
      {
        onSuccess: () => enterAs(null),
        onError: notice.refused,
      },
    )
  const others = posts.filter(each => each.id !== post.id)
  const items: MenuProps['items'] = [
    ...others.map(each => ({
      key: each.id,
      label: say('me.switchTo', { role: roles.words[each.role], region: each.regionName }),
      onClick: () => enter(each.id),
    })),
    { key: 'me', label: say('me.title'), onClick: () => go(paths.myAccount()) },
    { key: 'leave', label: say('me.signOut'), onClick: leave },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" className="person" icon={<DownOutlined />} iconPlacement="end">
        <span>
          <span className="person-name">{account.name}</span>{' '}
          <span className="soft only-wide">
            {post.regionName} · {roles.words[post.role]}
          </span>
        </span>
      </Button>
    </Dropdown>
  )
}
