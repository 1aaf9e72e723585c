// How a person's name is typed on a keyboard: whole syllables and first letters, both readings of family names.
import { pinyin } from 'pinyin-pro'

export interface Readings {
  /** 'shanguiqin danguiqin' where the family name has two readings, else one word. */
  pinyin: string
  initials: string
}

/** 单 is Shan as a family name, yet many type dan; 朴 is Piao, yet many type pu: both are kept. */
export function readingsOf(name: string): Readings {
  const asSurname = syllablesOf(name, 'head')
  const asWord = syllablesOf(name, 'off')
  return {
    pinyin: distinct(asSurname.join(''), asWord.join('')),
    initials: distinct(initialsOf(asSurname), initialsOf(asWord)),
  }
}

function syllablesOf(name: string, surname: 'head' | 'off'): string[] {
  return pinyin(name, { toneType: 'none', type: 'array', surname, nonZh: 'consecutive', v: true })
    .map(syllable => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter(syllable => syllable !== '')
}

function initialsOf(syllables: readonly string[]): string {
  return syllables.map(syllable => syllable[0]).join('')
}

function distinct(one: string, other: string): string {
  return one === other ? one : `${one} ${other}`
}
