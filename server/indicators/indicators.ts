// Front file of indicators: the figures kept ready for boards, counted from the records of every module.
import { noteChanges as note } from './changes.ts'

export const noteChanges = note
