// The code at the door, and how one's own visits look.
import type { zhTruth } from './zh-truth.ts'

export const enTruth: Record<keyof typeof zhTruth, string> = {
  'door.title': 'Door code (may be left out)',
  'door.why':
    'Where there is a card at the door, type its seven digits or scan it: it shows that you were there.',
  'door.right': 'Door code {code}',
  'door.wrong': 'These digits are not right. Look at the card once more, or leave them out.',
  'door.scan': 'Scan the square at the door',
  'door.scanTitle': 'Point at the square on the card',
  'door.noCamera': 'The camera cannot be opened. Close this and type the seven digits.',
  'mine.title': 'How my visits look',
  'mine.what':
    'The township sees what you see. A low score is no accusation; they would like to hear from you.',
  'mine.offline': 'There is no network now; look again later.',
  'mine.again': 'Try again',
  'mine.none': 'There is no score yet. Look again after sending visits.',
  'mine.month': '{month}/{year}: {score} points, {visits} visits',
  'mine.fine': 'Nothing to explain. Thank you for your work.',
  'mine.answer': 'What would you like to say?',
  'mine.send': 'Tell the township',
}
