// 문패 번호와 나의 방문 품질.
import type { zhTruth } from './zh-truth.ts'

export const koTruth: Record<keyof typeof zhTruth, string> = {
  'door.title': '문패 번호 (안 적어도 됩니다)',
  'door.why': '문에 카드가 있으면 일곱자리 수자를 적거나 찍으십시오. 집에 다녀왔다는 증명이 됩니다.',
  'door.right': '문패 번호 {code}',
  'door.wrong': '수자가 맞지 않습니다. 문의 카드를 다시 보십시오. 안 적어도 저장됩니다.',
  'door.scan': '문의 네모를 찍기',
  'door.scanTitle': '문 카드의 네모에 맞추십시오',
  'door.noCamera': '사진기를 열수 없습니다. 닫고 일곱자리 수자를 적으십시오.',
  'mine.title': '나의 방문 품질',
  'mine.what':
    '향진에서 보는 것과 똑같습니다. 점수가 낮다고 거짓이라는 말이 아니라 사정을 듣고싶은 것입니다.',
  'mine.offline': '지금 망이 없습니다. 련결되면 다시 보십시오.',
  'mine.again': '다시 해보기',
  'mine.none': '아직 점수가 없습니다. 방문을 올린 다음 다시 보십시오.',
  'mine.month': '{year}년 {month}월: {score}점, 방문 {visits}번',
  'mine.fine': '의문점이 없습니다. 수고하셨습니다.',
  'mine.answer': '설명하고싶은 말',
  'mine.send': '향진에 알리기',
}
