// The closed catalogue of ways to say no; server, phone and console understand it alike.

/** Reason → HTTP status. Anything that is not here is a fault of ours, never shown as a refusal. */
export const refusalStatus = {
  invalid: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rule_broken: 422,
  too_many: 429,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof refusalStatus

/** An expected "no": a Chinese sentence for the person, details for the screen. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly details: Record<string, unknown>

  constructor(code: RefusalCode, sentence: string, details: Record<string, unknown> = {}) {
    super(sentence)
    this.name = 'Refused'
    this.code = code
    this.details = details
  }
}

/** What travels over the wire when an act is refused. */
export interface RefusalBody {
  code: RefusalCode | 'fault'
  message: string
  details?: Record<string, unknown>
}
