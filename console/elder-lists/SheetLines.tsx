// Lines of a printed part, or the word for none.
import { useWords } from '../language.tsx'

export function Lines({ lines }: { lines: readonly string[] }) {
  const say = useWords()
  if (lines.length === 0) return <p>{say('print.none')}</p>
  return (
    <ul>
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
