// A link inside the console: a real address, so that it opens in a new tab, copies and is read aloud.
import type { MouseEvent, ReactNode } from 'react'
import { useGo } from './address.ts'

interface GoProps {
  to: string
  children: ReactNode
  className?: string
  label?: string
}

export function Go({ to, children, className, label }: GoProps) {
  const go = useGo()
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={to} onClick={follow} className={className} aria-label={label}>
      {children}
    </a>
  )
}
