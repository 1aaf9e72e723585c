// Sentences in a language other than the screen's: what is read out to an elder.
import { words } from '../../ui/words.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { zh } from './zh.ts'

export const sayIn = words({ zh, ko, en })
