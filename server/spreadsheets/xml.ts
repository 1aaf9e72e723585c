// The little XML a workbook needs: attributes, entities, text of <t> elements. A full parser costs four times as much.

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export function unescapeXml(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex, decimal, name) => {
        if (name) return entities[name] ?? all
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text
  // Excel writes control characters as _x000D_ and a literal one as _x005F_x000D_.
  return plain.includes('_x')
    ? plain.replace(/_x([\dA-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain
}

export function escapeXml(text: string): string {
  return text
    .replace(/[<>&"]/g, mark =>
      mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : mark === '&' ? '&amp;' : '&quot;',
    )
    .replace(/_(?=x[\dA-F]{4}_)/gi, '_x005F_')
    .replace(illegalXml, '')
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these.
const illegalXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The value of an attribute in a start tag, whichever quote it uses; prefix of the name ignored. */
export function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  const value = match?.[1] ?? match?.[2]
  return value === undefined ? null : unescapeXml(value)
}

/** Every start tag of a name, with or without a namespace prefix. */
export function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])[^>]*>`, 'g')) ?? []
}

/** All <t> texts joined, phonetic runs (<rPh>) left out: rich text is one cell to a reader. */
export function textOf(xml: string): string {
  const spoken = xml.includes('rPh') ? xml.replace(/<(\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml
  let text = ''
  for (const match of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)) text += match[1]
  return unescapeXml(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)
}
