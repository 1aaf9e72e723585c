// Verifies an exported audit chain: node verify-audit.mjs FILE. Needs nothing but Node with SM3.
// Each line: {"county","number","count","entriesHash","previousHash","hash","entries":[text, …]} in order.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const sm3 = text => createHash('sm3').update(text).digest('hex')
const last = new Map()
let seals = 0
let entries = 0
const wrong = []
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const seal = JSON.parse(line)
  const before = last.get(seal.county) ?? { number: 0, hash: '0'.repeat(64) }
  const name = `${seal.county} #${seal.number}`
  if (seal.number !== before.number + 1) wrong.push(`${name}: the seal before it is missing`)
  if (seal.previousHash !== before.hash) wrong.push(`${name}: does not follow from the seal before it`)
  if (seal.count !== seal.entries.length) wrong.push(`${name}: entries were added or removed`)
  if (sm3(seal.entries.join('\n')) !== seal.entriesHash) wrong.push(`${name}: an entry was changed`)
  const hash = sm3(`${seal.previousHash}|${seal.number}|${seal.count}|${seal.entriesHash}`)
  if (hash !== seal.hash) wrong.push(`${name}: the seal itself was changed`)
  last.set(seal.county, seal)
  seals++
  entries += seal.entries.length
}
for (const [county, seal] of last) console.log(`${county} ends at #${seal.number} ${seal.hash}`)
for (const sentence of wrong) console.error(sentence)
console.log(`${seals} seals, ${entries} entries, ${wrong.length} breaks`)
process.exit(wrong.length ? 1 : 0)
