// What a person gets on the plate, as tags; and the name in big letters.
import type { Diet } from '../../domain/canteens/diet.ts'
import type { DinerLine } from '../../domain/canteens/meal-of-day.ts'
import { useSpeech } from '../language.tsx'
import { mealWords } from './words.ts'

export function DietMarks({ diet }: { diet: Diet | undefined }) {
  const { say, language } = useSpeech()
  const words = mealWords[language]
  if (!diet) return null
  const marks = [
    ...(diet.texture === 'normalFood' ? [] : [words.textures[diet.texture]]),
    ...(diet.diabetes ? [say('kitchen.lessSugar')] : []),
    ...(diet.lowSalt ? [say('kitchen.lowSalt')] : []),
    ...diet.allergens.map(content => say('kitchen.allergic', { food: words.contents[content] })),
    ...diet.customs.map(custom => words.customs[custom]),
    ...(diet.note ? [diet.note] : []),
  ]
  if (marks.length === 0) return null
  return (
    <span className="diet-marks">
      {marks.map(mark => (
        <span key={mark} className="diet-mark">
          {mark}
        </span>
      ))}
    </span>
  )
}

/** Of an elder her name, of guests how many they are. */
export function useNameOf(): (line: DinerLine) => string {
  const { say } = useSpeech()
  return ({ diner, extra }) => {
    if (diner) return diner.name
    return [extra?.guestName, say('kitchen.guest', { count: extra?.portions ?? 1 })].filter(Boolean).join(' ')
  }
}

export const keyOf = ({ elderId, extra }: DinerLine) => elderId ?? extra?.id ?? ''
