// Says above the list of elders that visitors reported somebody who is not on it.
import { Alert, Button } from 'antd'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

export function NewcomersNotice({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const waiting = useAnswer('newcomer.waiting', { regionCode: region })
  if (!waiting.data || waiting.data.count === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      className="no-print"
      title={say('newcomers.notice', { count: waiting.data.count })}
      action={<Button onClick={() => go(paths.newcomers({ region }))}>{say('newcomers.open')}</Button>}
    />
  )
}
