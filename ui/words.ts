// Message files with types: Chinese is the source, another language must have every key or does not compile.

export type Language = 'zh' | 'ko' | 'en'

/** Fills {name} with values; a missing value stays visible so that a test or a person notices. */
export function fill(sentence: string, values: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole))
}

export type Catalogue<Key extends string> = Readonly<Record<Key, string>>

/** words(catalogues)('zh')('key', {count: 3}) */
export function words<Key extends string>(catalogues: Readonly<Record<Language, Catalogue<Key>>>) {
  return (language: Language) =>
    (key: Key, values?: Record<string, string | number>): string =>
      fill(catalogues[language][key], values)
}
