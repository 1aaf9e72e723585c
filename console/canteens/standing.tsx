// How a place stands, in colours that also have words: its light, its troubles, and what an elder may eat.
import { Tag } from 'antd'
import {
  type CanteenLight,
  type CanteenTrouble,
  canteenLights,
  canteenTroubles,
} from '../../domain/canteens/canteen.ts'
import { type Diet, foodContents, foodCustoms, foodTextures } from '../../domain/canteens/diet.ts'
import { useWords } from '../language.tsx'

export const lightColours: Readonly<Record<CanteenLight, string>> = {
  standsStill: 'error',
  needsLook: 'warning',
  runsWell: 'success',
  notRunning: 'default',
}

/** The dots on the map: the same meaning, dark enough on paper. */
export const lightDots: Readonly<Record<CanteenLight, string>> = {
  standsStill: '#b3261e',
  needsLook: '#b26a00',
  runsWell: '#2e7d32',
  notRunning: '#8a817b',
}

const redTroubles: readonly CanteenTrouble[] = ['coldRed', 'noLicence', 'licenceExpired', 'healthExpired']

export function LightTags({ light, troubles }: { light: CanteenLight; troubles: readonly CanteenTrouble[] }) {
  if (troubles.length === 0) return <Tag color={lightColours[light]}>{canteenLights.words[light]}</Tag>
  return (
    <>
      {troubles.map(trouble => (
        <TroubleTag key={trouble} trouble={trouble} />
      ))}
    </>
  )
}

export function TroubleTag({ trouble }: { trouble: CanteenTrouble }) {
  return (
    <Tag color={redTroubles.includes(trouble) ? 'error' : 'warning'}>{canteenTroubles.words[trouble]}</Tag>
  )
}

/** Everything that differs from the pot, in words a kitchen uses; nothing of an illness but its rule at table. */
export function dietWords(diet: Diet, say: ReturnType<typeof useWords>): string[] {
  return [
    ...(diet.texture === 'normalFood' ? [] : [foodTextures.words[diet.texture]]),
    ...(diet.diabetes ? [say('kitchen.diabetes')] : []),
    ...(diet.lowSalt ? [say('kitchen.lowSalt')] : []),
    ...diet.allergens.map(content => say('diet.allergic', { food: foodContents.words[content] })),
    ...diet.customs.map(custom => foodCustoms.words[custom]),
    ...(diet.note ? [diet.note] : []),
  ]
}

export function DietTags({ diet }: { diet: Diet | null | undefined }) {
  const say = useWords()
  const words = diet ? dietWords(diet, say) : []
  if (words.length === 0) return <span className="soft">{say('diet.plain')}</span>
  return (
    <>
      {words.map(word => (
        <Tag key={word}>{word}</Tag>
      ))}
    </>
  )
}

/** 660 → 11:00 */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
