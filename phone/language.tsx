// Words and type size for every screen.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type Language, words } from '../ui/words.ts'
import { choiceWords } from './messages/choices.ts'
import { en } from './messages/en.ts'
import { ko } from './messages/ko.ts'
import { zh } from './messages/zh.ts'
import type { PhoneStore } from './store.ts'

export type TypeSize = 'normal' | 'large'

const say = words({ zh, ko, en })
export const languageNames: Readonly<Record<Language, string>> = { zh: '中文', ko: '조선말', en: 'English' }
const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', ko: 'ko-KR', en: 'en' }

export interface Speech {
  language: Language
  tag: string
  size: TypeSize
  setLanguage(language: Language): void
  setSize(size: TypeSize): void
  say: ReturnType<typeof say>
  /** Several names or words in a row, with the language's own comma. */
  listed(words: readonly string[]): string
  choices: (typeof choiceWords)[Language]
}

const SpeechContext = createContext<Speech | null>(null)

export function SpeechProvider({ store, children }: { store: PhoneStore; children: ReactNode }) {
  const [language, setLanguage] = useState<Language>('zh')
  const [size, setSize] = useState<TypeSize>('normal')
  useEffect(() => {
    store.readChoice<Language>('language').then(kept => setLanguage(kept ?? preferred()), ignoreUnreadable)
    store.readChoice<TypeSize>('size').then(kept => kept && setSize(kept), ignoreUnreadable)
  }, [store])
  useEffect(() => {
    document.documentElement.lang = tags[language]
    document.documentElement.dataset.size = size
    document.title = say(language)('app.name')
  }, [language, size])
  const speech: Speech = {
    language,
    tag: tags[language],
    size,
    setLanguage(next) {
      setLanguage(next)
      store.writeChoice('language', next).catch(ignoreUnreadable)
    },
    setSize(next) {
      setSize(next)
      store.writeChoice('size', next).catch(ignoreUnreadable)
    },
    say: say(language),
    listed: several => several.join(language === 'zh' ? '、' : ', '),
    choices: choiceWords[language],
  }
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

/** Language and size are comfort: a database that cannot be opened is reported where it matters. */
function ignoreUnreadable(): void {}

function preferred(): Language {
  return navigator.language.startsWith('ko') ? 'ko' : 'zh'
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (!speech) throw new Error('a screen outside SpeechProvider')
  return speech
}

/** '2026-11-23' as people say it in the language. */
export function dayText(day: string, tag: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(tag, {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  })
}

export function timeText(instant: string, tag: string): string {
  return new Date(instant).toLocaleString(tag, {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  })
}
