// No sentence may silently stand in for another: a key that two files give keeps only the last one's words.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('every sentence of the desk has a key of its own', () => {
  const files = readdirSync(import.meta.dirname).filter(name => /^zh-.*\.ts$/.test(name))
  const keys = files.flatMap(name =>
    [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/^ {2}'([^']+)':/gm)].map(
      found => found[1],
    ),
  )
  expect(keys.length).toBeGreaterThan(500)
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
})
