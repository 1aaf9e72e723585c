// Sealing on the phone: one data key for everything about people, itself wrapped by the PIN and by the password.

/** OWASP's figure for PBKDF2 with SHA-256; about 0.2 s on a desktop, a few seconds on a cheap phone. */
export const derivationRounds = 600_000

/** A data key that can only be had back with the secret it was wrapped with. */
export interface WrappedKey {
  salt: Uint8Array<ArrayBuffer>
  rounds: number
  iv: Uint8Array<ArrayBuffer>
  wrapped: ArrayBuffer
}

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  body: ArrayBuffer
}

/** Extractable, because it has to be wrapped again when the PIN changes; it never leaves memory unwrapped. */
export function newDataKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
}

export async function wrapKey(dataKey: CryptoKey, secret: string, rounds: number): Promise<WrappedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const wrappingKey = await keyFromSecret(secret, salt, rounds)
  const wrapped = await crypto.subtle.wrapKey('raw', dataKey, wrappingKey, { name: 'AES-GCM', iv })
  return { salt, rounds, iv, wrapped }
}

/** Null when the secret is not the one the key was wrapped with. */
export async function unwrapKey(wrapped: WrappedKey, secret: string): Promise<CryptoKey | null> {
  const wrappingKey = await keyFromSecret(secret, wrapped.salt, wrapped.rounds)
  try {
    return await crypto.subtle.unwrapKey(
      'raw',
      wrapped.wrapped,
      wrappingKey,
      { name: 'AES-GCM', iv: wrapped.iv },
      { name: 'AES-GCM' },
      true,
      ['encrypt', 'decrypt'],
    )
  } catch {
    return null
  }
}

async function keyFromSecret(
  secret: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'PBKDF2', false, [
    'deriveKey',
  ])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  )
}

/** `place` (table and key of the row) is bound in, so that rows cannot be exchanged for each other. */
export async function sealBytes(key: CryptoKey, place: string, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const additionalData = new TextEncoder().encode(place)
  return { iv, body: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes) }
}

export function openBytes(key: CryptoKey, place: string, sealed: Sealed): Promise<ArrayBuffer> {
  const additionalData = new TextEncoder().encode(place)
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv, additionalData }, key, sealed.body)
}

export function sealValue(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  return sealBytes(key, place, new TextEncoder().encode(JSON.stringify(value)))
}

export async function openValue<Value>(key: CryptoKey, place: string, sealed: Sealed): Promise<Value> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, place, sealed))) as Value
}
