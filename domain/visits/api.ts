// The acts of visiting.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { command, query } from '../kernel/operation.ts'
import { PhotoPreview, PieceAnswer, PieceOf } from '../kernel/pieces.ts'
import { DayText, Id, MonthText, Nothing, Page, RegionCode } from '../kernel/shapes.ts'
import { attachmentKinds, Visit, VisitInput } from './visit.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))

export const attachmentTypes = [
  'image/jpeg',
  'image/webp',
  'image/png',
  'audio/webm',
  'audio/ogg',
  'audio/mp4',
] as const

export const visitApi = {
  'visit.record': command({
    input: VisitInput,
    output: z.object({
      visitId: Id,
      /** Aid cases this visit opened. */
      aidCaseIds: z.array(Id),
    }),
    may: 'visit:record',
    says: '记录探访',
    personal: true,
    offline: true,
  }),
  'visit.list': query({
    input: z.strictObject({ countyCode, elderId: Id, ...Page }),
    output: z.object({ rows: z.array(Visit), next: z.nullable(z.string()) }),
    may: 'visit:read',
    says: '查看探访记录',
    personal: true,
  }),
  'visit.get': query({
    input: z.strictObject({ countyCode, id: Id }),
    output: Visit,
    may: 'visit:read',
    says: '查看探访记录',
    personal: true,
  }),
  'visit.unvisited': query({
    /** In scope for the month's rate and without a visit that counts: the list behind the number. */
    input: z.strictObject({ regionCode: RegionCode, month: MonthText, ...Page }),
    output: z.object({
      rows: z.array(z.object({ ...ElderRow.shape, why: z.string() })),
      next: z.nullable(z.string()),
      total: z.number(),
    }),
    may: 'visit:read',
    says: '查看未探访名单',
    personal: true,
  }),
  'visitor.list': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.array(z.object({ id: Id, name: z.string(), login: z.string(), elders: z.number() })),
    may: 'visit:assign',
    says: '查看探访员',
  }),
  'visitor.assign': command({
    input: z.strictObject({
      countyCode,
      elderIds: z.array(Id).check(z.minLength(1), z.maxLength(200)),
      accountId: Id,
      from: DayText,
    }),
    output: Nothing,
    may: 'visit:assign',
    says: '分配探访员',
    personal: true,
  }),
  'attachment.append': command({
    /** The next bytes of a photo or voice note; asked again from `receivedBytes` after a cut. */
    input: z.strictObject({
      id: Id,
      countyCode,
      visitId: Id,
      kind: attachmentKinds.schema,
      contentType: z.enum(attachmentTypes, { error: '只接受照片和录音' }),
      ...PieceOf,
      preview: z.optional(PhotoPreview),
    }),
    output: PieceAnswer,
    may: 'visit:record',
    says: '上传照片或录音',
    personal: true,
    // Bytes at an offset: the same piece twice is the same file.
    once: false,
    bytes: 'in',
  }),
  'attachment.read': query({
    input: z.strictObject({ countyCode, id: Id }),
    output: Nothing,
    may: 'visit:read',
    says: '查看照片或录音',
    personal: true,
    bytes: 'out',
  }),
}
