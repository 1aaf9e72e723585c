// The answer of a try over many elders; while it is counted it says so, and what over.
import type { UseQueryResult } from '@tanstack/react-query'
import { Spin } from 'antd'
import type { ReactNode } from 'react'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Answered } from '../states.tsx'

interface ReckonedProps<Value> {
  query: UseQueryResult<Value, Error>
  children: (value: Value) => ReactNode
}

export function Reckoned<Value>({ query, children }: ReckonedProps<Value>) {
  const say = useWords()
  if (!query.isPending) return <Answered query={query}>{children}</Answered>
  return (
    <Panel title={say('budget.result')}>
      <div role="status" className="budget-waits">
        <Spin size="large" />
        <b>{say('budget.counting')}</b>
        <span className="soft">{say('budget.countingNote')}</span>
      </div>
    </Panel>
  )
}
