// Front file of indicators: the figures kept ready for boards, counted from the records of every module.

export { noteChanges } from './changes.ts'
