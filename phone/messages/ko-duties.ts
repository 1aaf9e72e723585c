// 조선말：긴급 방문과 알림.
import type { Catalogue } from '../../ui/words.ts'
import type { zhDuties } from './zh-duties.ts'

export const koDuties: Catalogue<keyof typeof zhDuties> = {
  'duty.banner': '{kind}: 먼저 이 {count}집을 보십시오',
  'duty.allSeen': '{kind}: {count}집을 다 보았습니다',
  'duty.until': '{time}까지',
  'duty.checks': '묻고 살필것',
  'duty.toDo': '가는 순서',
  'duty.done': '본 집',
  'duty.call': '전화하기',
  'duty.visit': '방문 적기',
  'duty.attempted': '갔으나 만나지 못함',
  'duty.how': '찾아가거나 전화해도 됩니다. 방문기록을 저장하면 저절로 지워집니다.',
  'duty.over': '이번 긴급 방문은 끝났습니다. 평소 명단대로 하십시오.',
  'duty.notCarried': '{count}명은 아직 전화에 없습니다. 망에 련결하면 갱신됩니다.',
  'told.title': '나의 알림',
  'told.open': '나의 알림, 읽지 않은것 {count}건',
  'told.none': '알림이 없습니다.',
  'told.take': '내가 처리합니다',
  'told.taken': '맡았습니다',
  'told.offline': '망이 없습니다. 지난번에 받은 알림입니다.',
  'told.failed': '되지 않았습니다. 망에 련결한 뒤 다시 하거나 직접 전화하십시오.',
  'told.phone': '문자와 전화를 받을 번호',
  'told.phoneNow': '지금 적힌 끝자리 {tail}',
  'told.phoneNone': '아직 없습니다. 급할 때 이 전화 화면으로만 알릴수 있습니다',
  'told.phoneSave': '번호 저장',
  'told.phoneSaved': '번호를 저장했습니다.',
}
