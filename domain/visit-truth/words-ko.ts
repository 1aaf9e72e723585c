// The same reasons in Korean as Yanbian writes it, for visitors who read only that.
import type { TruthReason, TruthSign } from './signs.ts'
import { timeWords } from './words.ts'

type Figures = Readonly<Record<string, number>>

const one = (figures: Figures, name: string) => String(figures[name] ?? 0)

function dayOfMonth({ at = 0 }: Figures): string {
  const clock = new Date(at + 8 * 3_600_000)
  return `${clock.getUTCMonth() + 1}월 ${clock.getUTCDate()}일`
}

const sentences: Readonly<Record<TruthSign, (figures: Figures) => string>> = {
  sameStart: f =>
    `${dayOfMonth(f)} ${timeWords(f.at ?? 0)}에 ${one(f, 'count')}집 방문이 동시에 시작되였습니다. 이 달에 ${one(f, 'times')}번 있었습니다`,
  overlap: f => `앞집 방문이 끝나기 전에 시작한 방문이 ${one(f, 'count')}번 있습니다`,
  tooFast: f =>
    `${dayOfMonth(f)} 두 방문이 ${one(f, 'km')}킬로메터 떨어져 있는데 ${one(f, 'minutes')}분밖에 걸리지 않았습니다`,
  manyADay: f => `${dayOfMonth(f)} 하루에 ${one(f, 'count')}번 집을 방문하였습니다`,
  repeatInDay: f => `${dayOfMonth(f)} 하루에 같은 로인을 ${one(f, 'count')}번 방문하였습니다`,
  shortVisit: f =>
    `집에서 만난 방문 ${one(f, 'of')}번 가운데 ${one(f, 'count')}번이 ${one(f, 'minutes')}분이 안됩니다`,
  oneSpot: f => `${one(f, 'homes')}집의 위치가 모두 ${one(f, 'meters')}메터 안의 한곳입니다`,
  farFromHome: f =>
    `위치가 ${f.ofVillage ? '마을' : '로인의 집'}에서 먼 방문이 ${one(f, 'count')}번 있고 제일 먼것은 ${one(f, 'km')}킬로메터입니다`,
  photoReuse: f => `다른 방문에서도 쓴 사진이 있는 방문이 ${one(f, 'count')}번 있습니다`,
  wrongDoor: f => `그 집의것이 아닌 문패 번호를 적은 방문이 ${one(f, 'count')}번 있습니다`,
  sameAnswers: f => `${one(f, 'homes')}집의 24개 답이 똑같습니다`,
  copiedAnswers: f => `방문 ${one(f, 'of')}번 가운데 ${one(f, 'count')}번의 답이 지난달과 똑같습니다`,
  neverWorry: f =>
    `방문 ${one(f, 'count')}번에서 관심할 일이 하나도 없었는데 같은 마을의 다른 방문에서는 ${one(f, 'sharePercent')}% 있었습니다`,
  night: f => `방문 ${one(f, 'of')}번 가운데 ${one(f, 'count')}번이 밤입니다`,
  monthEnd: f => `방문 ${one(f, 'of')}번 가운데 ${one(f, 'count')}번이 월말 ${one(f, 'days')}일에 몰렸습니다`,
  denied: f => `전화로 물었을 때 로인 ${one(f, 'count')}분이 온 사람이 없다고 하였습니다`,
}

export function reasonWordsKo({ sign, figures }: Pick<TruthReason, 'sign' | 'figures'>): string {
  return sentences[sign](figures)
}
