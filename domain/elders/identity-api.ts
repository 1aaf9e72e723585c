// The acts on an elder's identity documents.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id } from '../kernel/shapes.ts'
import { IdentityInput, PastIdentity } from './identity.ts'

export const identityApi = {
  'identity.change': command({
    input: IdentityInput,
    output: z.object({ version: z.int() }),
    may: 'elder:edit',
    says: '更改证件',
    personal: true,
  }),
  'identity.history': query({
    input: z.strictObject({ countyCode: z.string().check(z.regex(/^\d{6}$/)), elderId: Id }),
    output: z.array(PastIdentity),
    may: 'elder:read',
    says: '查看以往证件',
    personal: true,
  }),
}
