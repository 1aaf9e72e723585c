// A control with its word beside it; clicking the word works like clicking the control.
import { type ReactNode, useId } from 'react'

interface LabelledProps {
  word: string
  after?: boolean
  children: (id: string) => ReactNode
}

export function Labelled({ word, after = false, children }: LabelledProps) {
  const id = useId()
  const label = <label htmlFor={id}>{word}</label>
  return (
    <span className="switch">
      {!after && label}
      {children(id)}
      {after && label}
    </span>
  )
}
