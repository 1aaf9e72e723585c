// English: emergency visits and notices.
import type { Catalogue } from '../../ui/words.ts'
import type { zhDuties } from './zh-duties.ts'

export const enDuties: Catalogue<keyof typeof zhDuties> = {
  'duty.banner': '{kind}: see these {count} first',
  'duty.allSeen': '{kind}: all {count} seen',
  'duty.until': 'by {time}',
  'duty.checks': 'Ask and look',
  'duty.toDo': 'In this order',
  'duty.done': 'Seen',
  'duty.call': 'Call',
  'duty.visit': 'Record it',
  'duty.attempted': 'Tried, not met',
  'duty.how': 'A visit or a call counts; it is struck off when you save the record.',
  'duty.over': 'These emergency visits are over. Go on with the usual list.',
  'duty.notCarried': '{count} are not on this phone yet; they come with the next connection.',
  'told.title': 'My notices',
  'told.open': 'My notices, {count} unread',
  'told.none': 'No notices.',
  'told.take': 'I will see to it',
  'told.taken': 'Taken on',
  'told.offline': 'No network: these are the notices fetched last.',
  'told.failed': 'Not done. Try again with a network, or telephone.',
  'told.phone': 'Number for texts and calls',
  'told.phoneNow': 'Registered now, ending in {tail}',
  'told.phoneNone': 'None yet: in an emergency only this app can tell you',
  'told.phoneSave': 'Save number',
  'told.phoneSaved': 'Number saved.',
}
