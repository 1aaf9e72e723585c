// The frame of a screen: title, where it is, its actions, and panels below.
import { type ReactNode, useEffect } from 'react'
import { useWords } from '../language.tsx'

interface PageProps {
  title: ReactNode
  /** For the browser's tab when the title is not plain text. */
  tabTitle?: string
  above?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

export function Page({ title, tabTitle, above, actions, children }: PageProps) {
  const say = useWords()
  const plain = tabTitle ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = plain ? `${plain} · ${say('app.name')}` : say('app.title')
  }, [plain, say])
  return (
    <div className="page">
      {above}
      <header className="page-head">
        <h1>{title}</h1>
        {actions && <div className="page-actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface PanelProps {
  title?: ReactNode
  extra?: ReactNode
  note?: ReactNode
  children: ReactNode
  className?: string
}

export function Panel({ title, extra, note, children, className }: PanelProps) {
  return (
    <section className={className ? `panel ${className}` : 'panel'}>
      {(title || extra) && (
        <div className="panel-head">
          {title && <h2>{title}</h2>}
          {extra && <div className="no-print">{extra}</div>}
        </div>
      )}
      {note && <p className="soft panel-note">{note}</p>}
      {children}
    </section>
  )
}
