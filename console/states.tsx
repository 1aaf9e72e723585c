// What every screen shows when there is nothing, not yet, not allowed, or something went wrong.
import { FileSearchOutlined, LockOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Result, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Refused } from '../domain/kernel/refusal.ts'
import { useWords } from './language.tsx'

/** The sentence for a person: a refusal says its own, anything else is a fault of ours. */
export function useSentence(): (error: unknown) => string {
  const say = useWords()
  return error => (error instanceof Refused ? error.message : say('state.fault'))
}

export function Loading() {
  const say = useWords()
  return (
    <div role="status" aria-label={say('state.loading')} className="state">
      <Skeleton active paragraph={{ rows: 5 }} />
    </div>
  )
}

export function Nothing({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Empty className="state" image={Empty.PRESENTED_IMAGE_SIMPLE} description={children}>
      {action}
    </Empty>
  )
}

export function NoRight({ sentence }: { sentence?: string }) {
  const say = useWords()
  return (
    <Result
      status="info"
      icon={<LockOutlined />}
      title={say('state.noRight')}
      subTitle={sentence ?? say('state.noRightAdvice')}
    />
  )
}

export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const say = useWords()
  const sentence = useSentence()(error)
  if (error instanceof Refused && error.code === 'not_allowed') return <NoRight sentence={sentence} />
  if (error instanceof Refused && error.code === 'not_found')
    return (
      <Result status="info" icon={<FileSearchOutlined />} title={say('state.notFound')} subTitle={sentence} />
    )
  return (
    <Alert
      className="state"
      type="error"
      showIcon
      title={sentence}
      action={retry && <Button onClick={retry}>{say('state.retry')}</Button>}
    />
  )
}

/** Shows the answer, or the state it is in instead. */
export function Answered<Value>({
  query,
  children,
}: {
  query: UseQueryResult<Value, Error>
  children: (value: Value) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <Trouble error={query.error} retry={() => void query.refetch()} />
  return <Loading />
}

/** Says what came of an act, in the corner, in the server's own words when it was refused. */
export function useNotice() {
  const { message, notification } = App.useApp()
  const say = useWords()
  const sentence = useSentence()
  return {
    done: (text: string) => void message.success(text),
    refused: (error: unknown) =>
      notification.error({ title: say('state.notDone'), description: sentence(error), duration: 12 }),
  }
}
