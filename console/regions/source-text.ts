// Where a rule's value comes from, in an officer's words: defaults carry the mark of our rules document.
import type { Say } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'

/** S: from the reply letter; D: reckoned from figures made public; F: from a document; G: general practice; J: our judgement; U: nothing found. */
const marks: Readonly<Record<string, MessageKey>> = {
  S: 'settings.sourceLetter',
  D: 'settings.sourceDerived',
  F: 'settings.sourceDocument',
  G: 'settings.sourceGeneral',
  J: 'settings.sourceJudged',
  U: 'settings.sourceUnknown',
}

/** A value a region has set carries its own source, such as the number of a notice, and is shown as it is. */
export function sourceText(source: string, say: Say): string {
  const key = marks[/^\[([SDFGJU])[:\]]/.exec(source)?.[1] ?? '']
  return key ? say(key) : source
}
