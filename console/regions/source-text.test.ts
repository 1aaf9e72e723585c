// What officers read as the source of a rule.
import { expect, test } from 'vitest'
import { settingDefinitions } from '../../domain/regions/settings.ts'
import { zh } from '../messages/zh.ts'
import { sourceText } from './source-text.ts'

const say = (key: keyof typeof zh) => zh[key]

test('no default shows the marks of our own rules document', () => {
  for (const { source } of Object.values(settingDefinitions))
    expect(sourceText(source, say)).not.toMatch(/domain|\[/)
})

test('the number of a notice a county gave is shown as it is', () => {
  expect(sourceText('县民政局〔2026〕12 号', say)).toBe('县民政局〔2026〕12 号')
})
