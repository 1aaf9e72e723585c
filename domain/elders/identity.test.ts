// Documents and the way from no number to one's own.
import { describe, expect, it } from 'vitest'
import { checkCharacterOf } from './citizen-number.ts'
import { readOtherDocument } from './documents.ts'
import { checkIdentityChange, type IdentityInput, temporaryNumberFor } from './identity.ts'

const permit = (first17: string) => first17 + checkCharacterOf(first17)

describe('a document', () => {
  it.each([
    ['passport', 'm 1234-5678', 'M12345678'],
    ['hkMacaoPermit', 'h12345678', 'H12345678'],
    ['hkMacaoPermit', 'M1234567801', 'M1234567801'],
    ['taiwanPermit', '0123 4567', '01234567'],
    ['residencePermit', permit('81000019440506002'), permit('81000019440506002')],
    ['foreignResident', 'KOR220044050602', 'KOR220044050602'],
    ['foreignResident', permit('94102919440506002'), permit('94102919440506002')],
  ] as const)('%s %s is taken', (kind, raw, number) => {
    expect(readOtherDocument(kind, raw)).toBe(number)
  })

  it.each([
    ['passport', '12', /护照/],
    ['hkMacaoPermit', 'A12345678', /H 或 M/],
    ['taiwanPermit', '123', /8 位/],
    ['residencePermit', '810000194405060020', /最后一位|开头/],
    ['foreignResident', '220402194405060025', /开头/],
  ] as const)('%s %s is not', (kind, raw, sentence) => {
    expect(() => readOtherDocument(kind, raw)).toThrow(sentence)
  })
})

describe('a change of identity', () => {
  const given = {
    ...{ countyCode: '222402', id: 'x', elderId: 'x', version: 1, evidence: '户口簿' },
    ...{ change: 'claimed', numberKind: 'citizen', citizenNumber: '1' },
  } as IdentityInput

  it.each([
    [{ citizenNumber: null }, 'none', /还没有填写/],
    [{ numberKind: 'none', citizenNumber: null }, 'none', /临时编号/],
    [{ change: 'lostProof' }, 'none', /不用填号码/],
    [{ change: 'lostProof', numberKind: 'temporary', citizenNumber: null }, 'citizen', /已有证件号/],
  ] as const)('%j from %s is refused', (more, before, sentence) => {
    expect(() => checkIdentityChange({ ...given, ...more } as IdentityInput, before)).toThrow(sentence)
  })

  it.each([
    [{}, 'temporary'],
    [{ change: 'anothers', numberKind: 'temporary', citizenNumber: null }, 'citizen'],
    [{ change: 'lostProof', numberKind: 'temporary', citizenNumber: null }, 'none'],
  ] as const)('%j from %s is taken', (more, before) => {
    expect(() => checkIdentityChange({ ...given, ...more } as IdentityInput, before)).not.toThrow()
  })

  it('gives a temporary number that two records never share', () => {
    expect(temporaryNumberFor('018f0000-0000-7000-8000-0123456789ab')).toBe('LS23456789AB')
  })
})
