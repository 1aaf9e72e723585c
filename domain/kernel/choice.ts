// A closed list with its Chinese words: validation, label and glossary in one place.
import * as z from 'zod/mini'

export interface Choice<Key extends string> {
  /** The schema that accepts the keys and nothing else. */
  schema: z.ZodMiniEnum<{ [K in Key]: K }>
  /** Key → Chinese word, in the order people expect. */
  words: Readonly<Record<Key, string>>
  keys: readonly Key[]
}

/** choice({ none: '无', watch: '关注' }): the list is the glossary, the label and the check. */
export function choice<const Words extends Record<string, string>>(
  words: Words,
): Choice<Extract<keyof Words, string>> {
  type Key = Extract<keyof Words, string>
  const keys = Object.keys(words) as Key[]
  return { schema: z.enum(keys) as unknown as Choice<Key>['schema'], words, keys }
}

export type KeyOf<C> = C extends Choice<infer Key> ? Key : never
