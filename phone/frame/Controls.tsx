// Large buttons, choices, fields and the frame of a screen: one thumb, one main action.
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { goBack } from '../address.ts'
import { useSpeech } from '../language.tsx'
import { Icon, type IconName } from './Icon.tsx'

interface ButtonProps {
  children: ReactNode
  onClick?: () => void
  kind?: 'main' | 'plain' | 'danger' | 'quiet' | 'good'
  icon?: IconName
  disabled?: boolean
  submit?: boolean
}

export function Button({ children, onClick, kind = 'plain', icon, disabled = false, submit }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={`button ${kind}`}
      onClick={onClick}
      disabled={disabled}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

interface ChoiceProps {
  chosen: boolean
  onChoose: () => void
  children: ReactNode
  icon?: IconName
  kind?: 'ok' | 'attention' | 'danger'
}

/** One of several: pressed or not, told apart by a tick as well as by colour. */
export function Choice({ chosen, onChoose, children, icon, kind }: ChoiceProps) {
  return (
    <button
      type="button"
      className={`choice ${kind ?? ''} ${chosen ? 'chosen' : ''}`}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      {(chosen || icon) && <Icon name={chosen ? 'check' : (icon ?? 'check')} />}
      <span>{children}</span>
    </button>
  )
}

export function Group({
  title,
  children,
  columns = 2,
}: {
  title: string
  children: ReactNode
  columns?: number
}) {
  const id = useId()
  return (
    <fieldset className="group" aria-labelledby={id}>
      <legend id={id}>{title}</legend>
      <div className={`choices columns-${columns}`}>{children}</div>
    </fieldset>
  )
}

interface FieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password' | 'tel' | 'datetime-local'
  autoComplete?: string
  readOnly?: boolean
  digits?: boolean
}

export function Field({ label, value, onChange, type = 'text', autoComplete, readOnly, digits }: FieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        readOnly={readOnly}
        autoComplete={autoComplete ?? 'off'}
        autoCapitalize="none"
        inputMode={digits ? 'numeric' : undefined}
        onChange={event => onChange(event.target.value)}
      />
    </div>
  )
}

interface ScreenProps {
  title: string
  children: ReactNode
  /** The one main action, always under the thumb. */
  action?: ReactNode
  back?: boolean | (() => void)
  corner?: ReactNode
}

/** A new screen starts at its top and says its title to whoever listens instead of looks. */
export function Screen({ title, children, action, back, corner }: ScreenProps) {
  const { say } = useSpeech()
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new title is a new screen
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [title])
  return (
    <>
      <header className="top">
        {back && (
          <button
            type="button"
            className="corner"
            aria-label={say('act.back')}
            onClick={back === true ? goBack : back}
          >
            <Icon name="back" />
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {corner}
      </header>
      <main className={action ? 'with-action' : ''}>{children}</main>
      {action && <footer className="action">{action}</footer>}
    </>
  )
}

export function Notice({
  kind,
  icon,
  children,
}: {
  kind: 'info' | 'warn' | 'danger' | 'good'
  icon?: IconName
  children: ReactNode
}) {
  return (
    <div className={`notice ${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      {icon && <Icon name={icon} />}
      <div>{children}</div>
    </div>
  )
}

/** Covers everything until answered; the background is out of reach for fingers and screen readers alike. */
export function Cover({
  title,
  kind = '',
  children,
}: {
  title: string
  kind?: 'emergency' | ''
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const shown = dialog.current
    // Phones of 2020 lack <dialog>: there it is simply a page on top.
    if (shown && typeof shown.showModal === 'function' && !shown.open) shown.showModal()
    else shown?.setAttribute('open', '')
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`cover ${kind}`}
      aria-labelledby={id}
      onCancel={event => event.preventDefault()}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}

/** Asks once more before something is gone for good. */
export function Sure({
  question,
  yes,
  onYes,
  onNo,
}: {
  question: string
  yes: string
  onYes: () => void
  onNo: () => void
}) {
  const { say } = useSpeech()
  return (
    <Cover title={question}>
      <Button kind="danger" onClick={onYes}>
        {yes}
      </Button>
      <Button kind="plain" onClick={onNo}>
        {say('act.cancel')}
      </Button>
    </Cover>
  )
}

export function canSpeak(): boolean {
  return 'speechSynthesis' in window
}

export function ReadAloud({ text }: { text: string }) {
  const { say, tag } = useSpeech()
  if (!canSpeak()) return null
  return (
    <button
      type="button"
      className="corner plain"
      aria-label={say('act.readAloud')}
      onClick={() => {
        const spoken = new SpeechSynthesisUtterance(text)
        spoken.lang = tag
        speechSynthesis.cancel()
        speechSynthesis.speak(spoken)
      }}
    >
      <Icon name="speaker" />
    </button>
  )
}
