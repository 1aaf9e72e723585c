// The public site in English.
import type { zh } from './zh.ts'

export const en: Record<keyof typeof zh, string> = {
  title: 'Wanqing · visits and care for village elders',
  motto: 'Heaven pities the hidden grass; people cherish the clear evening',
  lead: 'Every elder on record, every visit made, every trouble seen through.',
  synthetic: 'Demonstration: every person and figure on this site is made up.',
  helpTitle: 'If you need help',
  helpDanger: 'Life in danger, fire or violence: call 120, 119 or 110 first.',
  helpVillage:
    'In hardship, tell your village visitor or village committee; a neighbour or child may tell them for you.',
  helpHotline: 'For questions and complaints call the government hotline 12345.',
  nowTitle: 'What works today',
  nowLedger:
    'A ledger with one record per elder: village spreadsheets come in as they are, doubles and errors are pointed out.',
  nowVisit:
    'Visitors record without signal; the phone reports when it is back in reach, with a receipt for each record.',
  nowCase:
    'A danger found on a visit becomes a case with an owner and a clock, closed only when a second person has checked.',
  nowBoard: 'From province to village one can see who has not been visited: a number opens its list.',
  notYetTitle: 'What is not here yet',
  notYet:
    'Menus on a map, ratings of homes, inspection results and clue reports are being built and are not shown before they work.',
  privacyTitle: 'Your data',
  privacy:
    'This site publishes no name, number, telephone or health of any elder. Staff must give a reason to see a full citizen number, and it is recorded. Ask your village or township for your record and for who looked at it.',
  staff: 'Staff sign-in',
  placesDoor: 'Places and canteens',
  openAccounts: 'Open accounts of canteens',
  familyDoor: 'Family far away',
  visitor: 'Visitor phone app',
  interfaceDescription: 'API description',
  larger: 'Larger type',
  normal: 'Normal type',
  readAloud: 'Read aloud',
  stopReading: 'Stop reading',
  notFound: 'No such page',
  notFoundHint: 'The address may be wrong. Go back to the first page.',
  home: 'First page',
}
