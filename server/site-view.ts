// What every page of the site is told of whoever reads it: address, language, size of the type.
import type { FastifyRequest } from 'fastify'
import type { languages } from '../domain/accounts/account.ts'
import type { KeyOf } from '../domain/kernel/choice.ts'
import type { System } from './kernel/context.ts'

export interface PageView {
  path: string
  language: KeyOf<typeof languages>
  large: boolean
  synthetic: boolean
}

/** Language and size from the address; whatever else the address says belongs to the page. */
export async function viewOf(request: FastifyRequest, system: System): Promise<PageView> {
  const [path = '/', asked = ''] = request.url.split('?')
  const rest = new URLSearchParams(asked)
  const lang = rest.get('lang')
  const size = rest.get('size')
  rest.delete('lang')
  rest.delete('size')
  const synthetic = await system.connections.db
    .selectFrom('accounts')
    .select('id')
    .where('synthetic', '=', true)
    .limit(1)
    .executeTakeFirst()
  return {
    path: rest.size ? `${path}?${rest}` : path,
    language: lang === 'ko' || lang === 'en' ? lang : 'zh',
    large: size === 'large',
    synthetic: synthetic !== undefined,
  }
}
