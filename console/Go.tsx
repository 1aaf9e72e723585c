// A link inside the console: a real address, so that it opens in a new tab, copies and is read aloud.
import type { MouseEvent, ReactNode } from 'react'
import { useGo } from './address.ts'

interface GoProps {
  to: string
  children: ReactNode
  className?: string
  /** Shown when the pointer rests on it. */
  hint?: string
  /** The place we are at already. */
  current?: boolean
}

export function Go({ to, children, className, hint, current = false }: GoProps) {
  const go = useGo()
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    go(to)
  }
  return (
    <a
      href={to}
      onClick={follow}
      className={className}
      title={hint}
      aria-current={current ? 'page' : undefined}
    >
      {children}
    </a>
  )
}
