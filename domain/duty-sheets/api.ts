// The acts on duty sheets of paper: print, find, photograph, type in.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { DutySheet, DutySheetRow, linesASheet, SheetChoice, sheetStates } from './sheet.ts'
import { TypedLine } from './typed.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
export const sheetPhotoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const sheetPhotoLimitBytes = 8_000_000
/** A visitor looks after sixteen people on average and hardly ever after sixty. */
const sheetsAtOnce = 20

export const dutySheetApi = {
  /** Whoever types sheets in need not be allowed to assign visitors. */
  'dutySheet.visitors': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.array(z.object({ id: Id, name: z.string(), elders: z.number() })),
    may: 'visit:transcribe',
    says: '查看探访员',
  }),
  'dutySheet.choices': query({
    input: z.strictObject({ regionCode: RegionCode, accountId: Id }),
    output: z.object({ rows: z.array(SheetChoice) }),
    may: 'visit:transcribe',
    says: '查看可印上纸质探访单的老年人',
    personal: true,
  }),
  'dutySheet.print': command({
    input: z.strictObject({
      countyCode,
      accountId: Id,
      sheets: z
        .array(
          z.strictObject({
            id: Id,
            elderIds: z.array(Id).check(z.minLength(1), z.maxLength(linesASheet)),
          }),
        )
        .check(z.minLength(1), z.maxLength(sheetsAtOnce, { error: `一次最多印 ${sheetsAtOnce} 张` })),
    }),
    output: z.object({ sheets: z.array(z.object({ id: Id, code: z.string() })) }),
    may: 'visit:transcribe',
    says: '印纸质探访单',
    personal: true,
  }),
  'dutySheet.get': query({
    input: z.strictObject({ countyCode, ids: z.array(Id).check(z.minLength(1), z.maxLength(sheetsAtOnce)) }),
    output: z.object({ sheets: z.array(DutySheet) }),
    may: 'visit:transcribe',
    says: '查看纸质探访单',
    personal: true,
  }),
  'dutySheet.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z.optional(sheetStates.schema),
      accountId: z.optional(Id),
      /** As typed from the paper; a slip of the hand is refused with a sentence. */
      code: z.optional(text(20)),
      ...Page,
    }),
    output: z.object({ rows: z.array(DutySheetRow), next: z.nullable(z.string()) }),
    may: 'visit:transcribe',
    says: '查看纸质探访单',
  }),
  'dutySheet.enter': command({
    input: z.strictObject({
      countyCode,
      id: Id,
      lines: z.array(TypedLine).check(z.maxLength(linesASheet)),
      /** Lines nobody wrote on: no visit took place. */
      blank: z._default(z.array(z.int()).check(z.maxLength(linesASheet)), []),
    }),
    output: z.object({
      lines: z.array(z.object({ line: z.number(), visitId: Id, aidCaseIds: z.array(Id) })),
    }),
    may: 'visit:transcribe',
    says: '录入纸质探访单',
    personal: true,
  }),
  'dutySheet.void': command({
    input: z.strictObject({ countyCode, id: Id, reason: text(200) }),
    output: Nothing,
    may: 'visit:transcribe',
    says: '作废纸质探访单',
    personal: true,
  }),
  'dutySheet.addPhoto': command({
    input: z.strictObject({ countyCode, id: Id, photoId: Id, contentType: z.enum(sheetPhotoTypes) }),
    output: Nothing,
    may: 'visit:transcribe',
    says: '上传纸质探访单照片',
    personal: true,
    bytes: 'in',
  }),
  'dutySheet.photo': query({
    input: z.strictObject({ countyCode, id: Id, photoId: Id }),
    output: Nothing,
    may: 'visit:transcribe',
    says: '查看纸质探访单照片',
    personal: true,
    bytes: 'out',
  }),
}
