// How a place stands, in colours that also have words.
import { Tag } from 'antd'
import {
  redFlags,
  type SiteFlag,
  type SiteLight,
  siteFlags,
  siteLights,
} from '../../domain/facilities/standing.ts'

export const lightColours: Readonly<Record<SiteLight, string>> = {
  standsStill: 'error',
  needsLook: 'warning',
  runsWell: 'success',
  notRunning: 'default',
}

/** The dots on the map: the same meaning, dark enough on paper. */
export const lightDots: Readonly<Record<SiteLight, string>> = {
  standsStill: '#b3261e',
  needsLook: '#b26a00',
  runsWell: '#2e7d32',
  notRunning: '#8a817b',
}

export function FlagTags({ light, flags }: { light: SiteLight; flags: readonly SiteFlag[] }) {
  if (flags.length === 0) return <Tag color={lightColours[light]}>{siteLights.words[light]}</Tag>
  return (
    <>
      {flags.map(flag => (
        <Tag key={flag} color={redFlags.includes(flag) ? 'error' : 'warning'}>
          {siteFlags.words[flag]}
        </Tag>
      ))}
    </>
  )
}

export const optionsOf = <Key extends string>(choice: {
  keys: readonly Key[]
  words: Readonly<Record<Key, string>>
}) => choice.keys.map(key => ({ value: key as string, label: choice.words[key] }))
