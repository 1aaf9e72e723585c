// 中文 · 한국어 · English, each in its own words.
import { Select } from 'antd'
import type { Language } from '../../ui/words.ts'
import { useLanguage } from '../language.tsx'

const names: { value: Language; label: string }[] = [
  { value: 'zh', label: '中文' },
  { value: 'ko', label: '조선말' },
  { value: 'en', label: 'English' },
]

export function LanguageSwitch() {
  const { language, setLanguage, say } = useLanguage()
  return (
    <Select<Language>
      aria-label={say('signIn.language')}
      className="language"
      value={language}
      options={names}
      onChange={setLanguage}
    />
  )
}
