import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKeys } from '../keys.ts'
import { sealerOf } from './sealing.ts'

const pair = (version: number) => ({
  version,
  cipherKey: String(version).repeat(32),
  macKey: String(version).repeat(64),
})
const ring = (...versions: number[]) => ({ pairs: versions.map(pair), hashKey: 'ab'.repeat(32) })

describe('sealed fields', () => {
  const sealer = sealerOf(ring(1))

  it('open to what was sealed and never look the same twice', () => {
    expect(sealer.open(sealer.seal('229957194811020043'))).toBe('229957194811020043')
    expect(sealer.seal('王秀兰')).not.toBe(sealer.seal('王秀兰'))
    expect(sealer.seal('229957194811020043')).not.toContain('1948')
  })

  it('are sealed many at once as one by one: long ones, empty ones and none', () => {
    const texts = ['229957194811020043', '', null, '朴善子', '长'.repeat(3_000), null, '13900000001']
    const sealed = sealer.sealMany(texts)
    expect(sealed.map(one => (one === null ? null : sealer.open(one)))).toEqual(texts)
    expect(new Set(sealed.filter(one => one !== null)).size).toBe(5)
    expect(sealer.sealMany([])).toEqual([])
  })

  it('are told when the key file was damaged, and it stays as it is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wanqing-keys-'))
    for (const damaged of ['', '{"pairs":', '{}', '{"pairs":[]}']) {
      writeFileSync(join(folder, 'keys.json'), damaged)
      expect(() => openKeys(folder).sealer).toThrow(/密钥文件 .*keys.json 读不出来。请从备份/)
      expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(damaged)
    }
    rmSync(folder, { recursive: true })
  })

  it('refuse to open when one byte was altered', () => {
    const sealed = sealer.seal('229957194811020043')
    const bytes = Buffer.from(sealed.slice(2), 'base64')
    bytes[20] = (bytes[20] ?? 0) ^ 1
    expect(() => sealer.open(`1.${bytes.toString('base64')}`)).toThrow('altered')
  })

  it('still open after a new key was added, and are sealed with the newest', () => {
    const old = sealer.seal('旧值')
    const rotated = sealerOf(ring(1, 2))
    expect(rotated.open(old)).toBe('旧值')
    expect(rotated.seal('新值')).toMatch(/^2\./)
    expect(() => sealer.open(rotated.seal('新值'))).toThrow('version 2')
  })

  it('are found by a keyed hash that means nothing without the key', () => {
    const other = sealerOf({ ...ring(1), hashKey: 'cd'.repeat(32) })
    expect(sealer.hash('229957194811020043')).toBe(sealer.hash('229957194811020043'))
    expect(sealer.hash('229957194811020043')).not.toBe(other.hash('229957194811020043'))
  })

  it('keep their keys in a file nobody else can read, made once', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'wanqing-keys-')), 'keys')
    const sealed = openKeys(folder).sealer.seal('x')
    expect(openKeys(folder).sealer.open(sealed)).toBe('x')
    expect(statSync(join(folder, 'keys.json')).mode & 0o077).toBe(0)
  })
})
