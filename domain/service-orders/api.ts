// The acts on what a county offers and on who provides it.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, RegionCode, text } from '../kernel/shapes.ts'
import { certificateKinds, ItemTerms, ServiceItem } from './catalogue.ts'
import { ProviderInput, ProviderMember, ServiceProvider, ServiceWorker, WorkerInput } from './provider.ts'

export const CountyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode: CountyCode, id: Id }
const Key = z.strictObject(key)
const Code = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/, { error: '服务代码用小写字母、数字和横线' }))

export const serviceCatalogueApi = {
  /** What is offered on a day; with `code` every version of one service, newest first. */
  'catalogue.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      on: z.optional(DayText),
      code: z.optional(Code),
    }),
    output: z.object({ rows: z.array(ServiceItem) }),
    may: 'setting:read',
    says: '查看服务目录',
  }),
  'catalogue.put': command({
    input: z.strictObject({ ...key, code: Code, from: DayText, terms: ItemTerms }),
    output: Nothing,
    may: 'catalogue:manage',
    says: '修改服务目录',
  }),
  'catalogue.end': command({
    input: z.strictObject({ countyCode: CountyCode, code: Code, on: DayText }),
    output: Nothing,
    may: 'catalogue:manage',
    says: '停止一项服务',
  }),

  'provider.list': query({
    input: z.strictObject({ regionCode: RegionCode, ended: z._default(z.boolean(), false) }),
    output: z.object({ rows: z.array(ServiceProvider) }),
    may: 'order:read',
    says: '查看服务机构',
  }),
  'provider.get': query({
    input: Key,
    output: z.object({
      provider: ServiceProvider,
      members: z.array(ProviderMember),
      workers: z.array(ServiceWorker),
    }),
    may: 'order:read',
    says: '查看服务机构',
  }),
  'provider.register': command({
    input: z.strictObject({ ...key, regionCode: RegionCode, provider: ProviderInput }),
    output: Nothing,
    may: 'catalogue:manage',
    says: '登记服务机构',
  }),
  'provider.change': command({
    input: z.strictObject({ ...key, version: z.int(), provider: ProviderInput }),
    output: Nothing,
    may: 'catalogue:manage',
    says: '修改服务机构',
  }),
  /** Takes no orders any more; those ahead must be arranged anew first. */
  'provider.end': command({
    input: z.strictObject({ ...key, why: text(200) }),
    output: Nothing,
    may: 'catalogue:manage',
    says: '停用服务机构',
  }),
  'provider.addMember': command({
    input: z.strictObject({ ...key, memberId: Id, login: text(60) }),
    output: Nothing,
    may: 'catalogue:manage',
    says: '指定服务机构负责人',
  }),
  'provider.endMember': command({
    input: z.strictObject({ ...key, memberId: Id }),
    output: Nothing,
    may: 'catalogue:manage',
    says: '取消服务机构负责人',
  }),

  /** Of one's own organisation for whoever provides, of any in the area for the county. */
  'worker.list': query({
    input: z.strictObject({ countyCode: CountyCode, providerId: z.optional(Id) }),
    output: z.object({ rows: z.array(ServiceWorker) }),
    may: 'worker:manage',
    says: '查看服务人员',
  }),
  'worker.register': command({
    input: z.strictObject({
      ...key,
      providerId: Id,
      worker: WorkerInput,
      login: z._default(z.nullable(text(60)), null),
    }),
    output: Nothing,
    may: 'worker:manage',
    says: '登记服务人员',
  }),
  'worker.change': command({
    input: z.strictObject({ ...key, version: z.int(), worker: WorkerInput }),
    output: Nothing,
    may: 'worker:manage',
    says: '修改服务人员',
  }),
  'worker.end': command({
    input: z.strictObject({ ...key, why: text(200) }),
    output: Nothing,
    may: 'worker:manage',
    says: '服务人员离岗',
  }),
  'worker.certify': command({
    input: z.strictObject({
      ...key,
      certificateId: Id,
      kind: certificateKinds.schema,
      number: text(40),
      issuedOn: DayText,
      expiresOn: DayText,
    }),
    output: Nothing,
    may: 'worker:manage',
    says: '登记服务人员证照',
  }),
  'worker.revoke': command({
    input: z.strictObject({ ...key, certificateId: Id, why: text(200) }),
    output: Nothing,
    may: 'worker:manage',
    says: '作废服务人员证照',
  }),
}
