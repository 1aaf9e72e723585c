// Words of the shared phone and of what waits on it.
export const koPhone = {
  'who.title': '이 휴대폰을 누가 쓰십니까?',
  'who.nameless': '방문원(이름 미표시)',
  'who.new': '한 사람 더 추가',
  'who.newWhenFull': '모두 제가 아닙니다',
  'who.full': '이미 {count}명이 이 휴대폰을 쓰고 있습니다.',
  'who.apart': '자료는 사람마다 따로 보관되며 각자 자기 비밀번호를 씁니다. 서로 볼 수 없습니다.',
  'who.other': '다른 사람',
  'who.nothingWaits': '올릴 기록이 없습니다',
  'who.waits': '기록 {count}건이 올릴 차례를 기다립니다',
  'who.needsPin': '그중 {count}건은 본인이 비밀번호를 넣어야 올릴 수 있습니다',
  'who.refused': '{count}건이 되돌아와 본인이 처리해야 합니다',
  'who.fullTitle': '휴대폰에 자리가 없습니다',
  'who.fullWhy':
    '최대 {count}명이 함께 씁니다. 더 쓰지 않는 사람을 먼저 빼십시오. 그 사람의 기록을 먼저 올려야 합니다.',
  'who.settings': '이 휴대폰을 함께 쓰는 사람',
  'who.remove': '이 휴대폰에서 빼기',
  'who.removeSure': '{name} 님을 뺄까요? 이 휴대폰의 자료는 지워지고 계정은 남습니다.',
  'who.removeWaiting':
    '{name} 님의 기록 {count}건이 아직 남아 있습니다. 먼저 망에 이어 올리고 본인이 처리하게 하십시오.',
}
