// The bell of the desk: how many notices I have not read; asked for every half minute while the window is looked at.
import { BellOutlined } from '@ant-design/icons'
import { Badge, Button } from 'antd'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

const askEveryMs = 30_000

export function NoticeBell() {
  const say = useWords()
  const go = useGo()
  const answer = useAnswer('notice.count', {}, { refetchInterval: () => askEveryMs })
  const { unseen = 0, toTake = 0 } = answer.data ?? {}
  const count = Math.max(unseen, toTake)
  return (
    <Badge count={count} size="small" {...(toTake > 0 && { status: 'error' })} offset={[-6, 6]}>
      <Button
        type="text"
        size="large"
        danger={toTake > 0}
        icon={<BellOutlined />}
        aria-label={say('notices.bell', { count })}
        onClick={() => go(paths.myNotices())}
      />
    </Badge>
  )
}
