// The public site in Korean as written in China.
import type { zh } from './zh.ts'

export const ko: Record<keyof typeof zh, string> = {
  title: '만청 · 농촌로인 방문돌봄',
  motto: '하늘은 그윽한 풀을 가엾게 여기고 사람은 저녁노을을 귀히 여기네',
  lead: '로인 한분한분을 똑똑히 기록하고 매번의 방문을 착실히 하며 어려운 일을 끝까지 해결합니다.',
  synthetic: '시범자료: 이 사이트의 모든 사람과 수자는 가상이며 실제 인물과 관계가 없습니다.',
  helpTitle: '도움이 필요할 때',
  helpDanger: '생명이 위급하거나 불이 났거나 폭행을 당하면 먼저 120, 119, 110에 전화하십시오.',
  helpVillage:
    '생활이 어려우면 본 마을(사회구역)의 방문원이나 촌민위원회를 찾으십시오. 이웃이나 자녀에게 부탁하여도 됩니다.',
  helpHotline: '문의와 신고는 정무봉사전화 12345에 하십시오.',
  nowTitle: '지금 할 수 있는 것',
  nowLedger: '한사람 한서류 전자대장: 마을의 표를 그대로 들여오고 중복과 오유를 바로 알려줍니다.',
  nowVisit:
    '방문원의 휴대전화는 신호가 없어도 기록할 수 있고 신호가 있는 곳에서 자동으로 보고하며 건마다 접수번호가 있습니다.',
  nowCase:
    '방문에서 발견한 위험은 즉시 안건으로 세우고 책임자와 시한이 있으며 다른 사람이 확인한 뒤에야 마칩니다.',
  nowBoard:
    '성, 주, 현, 향, 촌에서 층층이 볼수 있습니다. 누가 아직 방문을 받지 못했는지 수자를 누르면 명단이 나옵니다.',
  notYetTitle: '아직 없는 것',
  notYet:
    '로인식당 지도와 차림표, 양로기구 등급, 검사결과 공시, 신고는 건설중이며 완성되기 전에는 여기에 걸지 않습니다.',
  privacyTitle: '당신의 정보',
  privacy:
    '이 사이트는 로인의 이름, 신분증번호, 전화, 건강상황을 공개하지 않습니다. 일군이 신분증번호를 볼 때마다 리유를 적고 기록을 남깁니다. 본인의 기록과 누가 보았는지를 촌이나 향진에서 물어볼수 있습니다.',
  staff: '일군 로그인',
  placesDoor: '시설과 로인식당',
  openAccounts: '로인식당 수입지출 공개',
  familyDoor: '멀리 있는 가족',
  visitor: '방문원 휴대전화',
  interfaceDescription: '접속규격 설명',
  larger: '큰 글씨',
  normal: '보통 글씨',
  readAloud: '이 페지 읽기',
  stopReading: '읽기 중지',
  notFound: '이런 페지가 없습니다',
  notFoundHint: '주소가 틀렸을수 있습니다. 첫페지로 돌아가십시오.',
  home: '첫페지로',
}
