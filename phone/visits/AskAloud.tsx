// A question read out in the elder's own language; a phone without that voice says so once and is quiet after that.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import type { Language } from '../../ui/words.ts'
import { canSpeak, Notice } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import { type ChoiceWords, choiceWords } from '../messages/choices.ts'

const tags: Readonly<Record<Language, string>> = { zh: 'zh-CN', ko: 'ko-KR', en: 'en-US' }

interface Voice {
  language: Language
  speak(text: string): void
}

const VoiceContext = createContext<Voice | null>(null)

/** Who speaks both is spoken to as the screen is written. */
export function languageFor(
  elder: Pick<BundleElder, 'spokenLanguage'> | undefined,
  screen: Language,
): Language {
  return elder === undefined || elder.spokenLanguage === 'both' ? screen : elder.spokenLanguage
}

/** A list still empty is not known yet: some browsers fill it only after the first word. */
export function lacksVoice(
  voices: readonly Pick<SpeechSynthesisVoice, 'lang'>[],
  language: Language,
): boolean {
  return voices.length > 0 && !voices.some(({ lang }) => lang.toLowerCase().startsWith(language))
}

/** Languages it has been said of since the app was opened. */
const said = new Set<Language>()

export function ElderVoice({ elder, children }: { elder: BundleElder | undefined; children: ReactNode }) {
  const { say, language: screen } = useSpeech()
  const [isMissing, setMissing] = useState(false)
  const language = languageFor(elder, screen)
  useEffect(() => () => void (canSpeak() && speechSynthesis.cancel()), [])
  function speak(text: string): void {
    if (!canSpeak() || lacksVoice(speechSynthesis.getVoices(), language)) {
      if (!said.has(language)) setMissing(true)
      said.add(language)
      return
    }
    const spoken = new SpeechSynthesisUtterance(text)
    spoken.lang = tags[language]
    speechSynthesis.cancel()
    speechSynthesis.speak(spoken)
  }
  return (
    <VoiceContext value={{ language, speak }}>
      {isMissing && (
        <Notice kind="info" icon="speaker">
          {say('speak.noVoice')}
        </Notice>
      )}
      {children}
    </VoiceContext>
  )
}

/** The loudspeaker beside a question; `text` is made from the words of the elder's language. */
export function AskAloud({ text }: { text: (words: ChoiceWords, language: Language) => string }) {
  const { say } = useSpeech()
  const voice = useContext(VoiceContext)
  if (!voice) return null
  return (
    <button
      type="button"
      className="corner plain"
      aria-label={say('act.readAloud')}
      onClick={() => voice.speak(text(choiceWords[voice.language], voice.language))}
    >
      <Icon name="speaker" />
    </button>
  )
}
