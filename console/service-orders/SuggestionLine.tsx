// One line of the ranked list: who could go, why, and what bars her.
import { Button, Tag } from 'antd'
import type { Suggestion } from '../../domain/service-orders/suggestions.ts'
import { useWords } from '../language.tsx'

interface LineProps {
  suggestion: Suggestion
  busy: boolean
  onChoose: () => void
}

export function SuggestionLine({ suggestion, busy, onChoose }: LineProps) {
  const say = useWords()
  return (
    <li>
      <b>{suggestion.workerName ?? say('need.providerOnly')}</b> <span>{suggestion.providerName}</span>{' '}
      {suggestion.barred === null ? (
        <Button type="primary" size="small" loading={busy} onClick={onChoose}>
          {say('need.choose')}
        </Button>
      ) : (
        <Tag color="error">{suggestion.barred}</Tag>
      )}
      <div className="soft small">{suggestion.reasons.join('，')}</div>
    </li>
  )
}
