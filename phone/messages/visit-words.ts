// The closed lists of the visit's newer questions in three languages.
import { type FollowUpOutcome, followUpOutcomes } from '../../domain/visits/follow-up.ts'
import {
  type DoorSign,
  doorSigns,
  type NextMove,
  type NotReachedReason,
  nextMoves,
  notReachedReasons,
  type RefusedReason,
  refusedReasons,
  type Teller,
  tellers,
} from '../../domain/visits/not-met.ts'
import {
  type SeasonalAnswer,
  type SeasonalQuestion,
  seasonalAnswers,
  seasonalQuestions,
} from '../../domain/visits/season.ts'
import { type LastContact, lastContacts } from '../../domain/visits/supporters.ts'

export interface VisitWords {
  notReached: Readonly<Record<NotReachedReason, string>>
  refused: Readonly<Record<RefusedReason, string>>
  tellers: Readonly<Record<Teller, string>>
  signs: Readonly<Record<DoorSign, string>>
  moves: Readonly<Record<NextMove, string>>
  outcomes: Readonly<Record<FollowUpOutcome, string>>
  seasons: Readonly<Record<SeasonalQuestion, string>>
  seasonAnswers: Readonly<Record<SeasonalAnswer, string>>
  lastContacts: Readonly<Record<LastContact, string>>
}

export const visitWordsZh: VisitWords = {
  notReached: notReachedReasons.words,
  refused: refusedReasons.words,
  tellers: tellers.words,
  signs: doorSigns.words,
  moves: nextMoves.words,
  outcomes: followUpOutcomes.words,
  seasons: seasonalQuestions.words,
  seasonAnswers: seasonalAnswers.words,
  lastContacts: lastContacts.words,
}

export const visitWordsKo: VisitWords = {
  notReached: {
    notHome: '집에 없음',
    nobodyAnswers: '문을 두드려도 대답이 없음',
    fieldWork: '밭이나 산에 일하러 감',
    outNearby: '장 보러 가거나 마을 감',
    hospital: '입원중',
    withChildren: '자식집에 있음',
    movedOrDied: '이사했거나 사망',
    phoneUnanswered: '전화를 받지 않음',
    wrongNumber: '번호가 틀리거나 정지됨',
    other: '다른 원인',
  },
  refused: {
    wantsNoVisits: '방문을 원하지 않음',
    knowsNotWho: '방문원을 몰라 마음이 놓이지 않음',
    busyNow: '지금은 바쁨, 다른 날에',
    keepsPrivate: '집안일을 말하기 싫음',
    familyObjects: '가족이 반대함',
    otherRefusal: '그밖의 원인',
  },
  tellers: { neighbour: '이웃', relative: '가족', villageCadre: '촌간부', nobodyTold: '물을 사람이 없음' },
  signs: {
    lightsOn: '낮인데 불이 계속 켜져있음',
    fumes: '연기냄새, 가스냄새, 이상한 냄새',
    voices: '방에서 신음소리나 살려달라는 소리',
    doorAjar: '문이 잠기지 않았는데 대답이 없음',
    noTracks: '눈우에 발자국이 없고 굴뚝에 연기가 없음',
    mealUntouched: '가져다놓은 밥과 물건이 그대로 있음',
  },
  moves: {
    callHelp: '먼저 구급과 경찰에 전화하고 열쇠 가진 사람을 찾아 문을 열기',
    callKey: '열쇠 가진 사람에게 전화하여 함께 문을 열어보기',
    callElder: '다른 시간에 전화하고 자식이 어디 있는지 묻기',
    tryAgain: '며칠후 다시 오기',
    reportChange: '“변화 알리기”에서 향진에 알리기',
    mendNumber: '촌에서 새 번호를 물어 고치기',
    bringFamiliar: '다음에는 촌간부나 이웃과 함께 오기',
    askWillingness: '앞으로도 원하지 않는지 똑똑히 묻고 본인의 의사를 적기',
  },
  outcomes: { mended: '좋아짐', eased: '조금 나아짐', stillWrong: '아직', notSeen: '보지 못함' },
  seasons: {
    coWorks: '일산화탄소 경보기',
    fuelLasts: '땔감이 얼마나 남았는가',
    doorIce: '문앞과 마당의 얼음',
    heat: '방이 더운가',
    rainIn: '비물과 산홍수',
  },
  seasonAnswers: {
    alarmWorks: '있고, 누르면 소리남',
    alarmMissing: '없거나 소리나지 않음',
    alarmSounded: '울린적이 있거나 어지러운 사람이 있음',
    fuelMonth: '한달 넘게 넉넉함',
    fuelWeeks: '한두주일',
    fuelDays: '한주일이 안됨',
    fuelNone: '없음',
    iceCleared: '얼음이 없거나 치웠음',
    iceLeft: '얼음이 있어 붙잡고 걸음',
    iceFell: '이미 미끄러져 넘어짐',
    roomCool: '덥지 않음',
    roomHot: '무덥고 선풍기가 없음',
    heatIll: '더위로 어지럽고 메스꺼움',
    rainOut: '물이 들지 않음',
    rainSeeps: '비가 새거나 마당에 물이 고임',
    rainRises: '물이 방에 들려 하거나 산비탈이 무너지려 함',
  },
  lastContacts: {
    heardToday: '오늘',
    heardThisWeek: '이번 주',
    heardThisMonth: '이번 달',
    heardLongAgo: '오래동안 없음',
  },
}

export const visitWordsEn: VisitWords = {
  notReached: {
    notHome: 'Not at home',
    nobodyAnswers: 'Nobody answers the door',
    fieldWork: 'Working in the fields',
    outNearby: 'At the market or with neighbours',
    hospital: 'In hospital',
    withChildren: 'With the children',
    movedOrDied: 'Moved or died',
    phoneUnanswered: 'No answer',
    wrongNumber: 'Wrong or dead number',
    other: 'Other reason',
  },
  refused: {
    wantsNoVisits: 'Wants no visits',
    knowsNotWho: 'Does not know the visitor',
    busyNow: 'Busy now, another day',
    keepsPrivate: 'Keeps family matters private',
    familyObjects: 'The family objects',
    otherRefusal: 'Another reason',
  },
  tellers: {
    neighbour: 'A neighbour',
    relative: 'Family',
    villageCadre: 'Village cadre',
    nobodyTold: 'Nobody to ask',
  },
  signs: {
    lightsOn: 'Lights on in broad day',
    fumes: 'Smell of smoke, gas or worse',
    voices: 'Groaning or calls inside',
    doorAjar: 'Door open, no answer',
    noTracks: 'No tracks in the snow, no smoke from the chimney',
    mealUntouched: 'Food or things left untouched',
  },
  moves: {
    callHelp: 'Call ambulance and police first, then find who has a key',
    callKey: 'Call who has a key and look in together',
    callElder: 'Call at another time; ask where the children are',
    tryAgain: 'Come again in a few days',
    reportChange: 'Tell the township under “Report a change”',
    mendNumber: 'Ask the village for the new number and put it in',
    bringFamiliar: 'Come with a cadre or neighbour next time',
    askWillingness: 'Ask whether this is for good, and keep the elder’s will',
  },
  outcomes: { mended: 'Mended', eased: 'Better', stillWrong: 'Not yet', notSeen: 'Did not see' },
  seasons: {
    coWorks: 'Carbon monoxide alarm',
    fuelLasts: 'How long the fuel lasts',
    doorIce: 'Ice at the door and in the yard',
    heat: 'Heat in the room',
    rainIn: 'Rain and flood',
  },
  seasonAnswers: {
    alarmWorks: 'There, and sounds when pressed',
    alarmMissing: 'None, or silent',
    alarmSounded: 'It went off, or somebody is dizzy',
    fuelMonth: 'More than a month',
    fuelWeeks: 'A week or two',
    fuelDays: 'Less than a week',
    fuelNone: 'None left',
    iceCleared: 'None, or cleared',
    iceLeft: 'Ice, walks holding on',
    iceFell: 'Has already fallen',
    roomCool: 'Not hot',
    roomHot: 'Stuffy, no fan',
    heatIll: 'Dizzy or sick from heat',
    rainOut: 'Stays dry',
    rainSeeps: 'Leaks, or water in the yard',
    rainRises: 'Water near the rooms, or the slope moves',
  },
  lastContacts: {
    heardToday: 'Today',
    heardThisWeek: 'This week',
    heardThisMonth: 'This month',
    heardLongAgo: 'Not for long',
  },
}
