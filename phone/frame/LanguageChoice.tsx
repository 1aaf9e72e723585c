// The three languages, each in its own words.
import type { Language } from '../../ui/words.ts'
import { languageNames, useSpeech } from '../language.tsx'
import { Choice } from './Controls.tsx'

export function LanguageChoices() {
  const { language, setLanguage } = useSpeech()
  return (Object.keys(languageNames) as Language[]).map(one => (
    <Choice key={one} chosen={one === language} onChoose={() => setLanguage(one)}>
      {languageNames[one]}
    </Choice>
  ))
}
