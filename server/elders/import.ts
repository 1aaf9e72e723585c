// Acts on import batches.
import type { elderApi } from '../../domain/elders/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const elderImports = {} as Pick<
  Handlers<typeof elderApi>,
  Extract<keyof typeof elderApi, `elderImport.${string}`>
>
