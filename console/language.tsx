// The language of the console's own words, remembered on this computer.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Language, words } from '../ui/words.ts'
import { en } from './messages/en.ts'
import { ko } from './messages/ko.ts'
import { type MessageKey, zh } from './messages/zh.ts'

// Sign-in and frame speak all three languages; the desk work is done in Chinese, as its forms are.
const speak = words<MessageKey>({ zh, ko: { ...zh, ...ko }, en: { ...zh, ...en } })
const storageKey = 'wanqing.console.language'
const htmlLanguages: Record<Language, string> = { zh: 'zh-CN', ko: 'ko', en: 'en' }

export type Say = (key: MessageKey, values?: Record<string, string | number>) => string

interface Spoken {
  language: Language
  setLanguage: (language: Language) => void
  say: Say
}

const LanguageContext = createContext<Spoken | null>(null)

function remembered(): Language {
  const found = localStorage.getItem(storageKey)
  return found === 'ko' || found === 'en' ? found : 'zh'
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(remembered)
  useEffect(() => {
    localStorage.setItem(storageKey, language)
    document.documentElement.lang = htmlLanguages[language]
  }, [language])
  const spoken = useMemo(() => ({ language, setLanguage, say: speak(language) }), [language])
  return <LanguageContext value={spoken}>{children}</LanguageContext>
}

export function useLanguage(): Spoken {
  const spoken = useContext(LanguageContext)
  if (!spoken) throw new Error('useLanguage outside LanguageProvider')
  return spoken
}

export function useWords(): Say {
  return useLanguage().say
}
