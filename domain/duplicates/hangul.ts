// Korean-Chinese names in both scripts: how the characters used in names are read in Hangul (김영자 = 金英子).

/** Reading, then the (simplified) characters read so. */
const readingTable = `가 家佳加嘉可|각 珏觉|간 干杆侃|갑 甲|강 姜康江强刚钢岗|개 介盖凯|건 建健干键|걸 杰|검 俭剑|경 京庆敬景经镜卿琼璟硬
계 桂系季继启契|고 高古固|곤 坤昆|공 孔公功共|관 官宽冠观关|광 光广匡|교 乔教校|구 具丘九求久龟玖|국 国菊局|군 君军群郡|궁 弓
권 权卷劝|귀 贵归|규 奎圭规珪揆|균 均|극 克极|근 根近谨勤槿|금 今琴锦禁|기 奇基起己纪其琪气企器麒旗期祺淇|길 吉|김 金
나 罗娜奈|남 南男楠|내 内乃来|녀 女|념 念|노 卢鲁努|농 农|다 多|단 丹段端|달 达|담 谈|당 唐堂|대 大代台|덕 德|도 都道度到桃涛
독 独|돈 敦|동 东童同洞冬桐栋|두 斗杜头|득 得|등 登邓灯|라 罗|락 乐洛|란 兰|람 蓝|래 来莱|량 梁良亮凉|려 吕丽|력 力历|련 莲连练恋
렬 烈|렴 廉|령 玲灵领岭伶|례 礼|로 卢鲁路老|록 禄绿录|룡 龙|루 楼|류 柳刘流|륜 伦纶|률 律|륭 隆|릉 陵|리 李理里利莉离|린 麟邻琳
림 林临|립 立|마 马麻|만 万满晚|말 末|매 梅买|맹 孟|면 勉|명 明命鸣名铭|모 毛茂模|목 睦木牧|몽 梦|묘 妙|무 武茂舞|묵 默墨|문 文门问
물 勿|미 美米微|민 民敏闵旻珉|밀 密|박 朴博|반 潘班|발 发|방 方房芳邦|배 裴培|백 白百伯柏|범 范凡|법 法|벽 碧|변 卞边|별 别|병 炳秉丙兵
보 宝普甫辅|복 福复卜|본 本|봉 奉凤峰奉蓬逢|부 夫富扶傅|북 北|분 粉芬分|불 佛|비 飞妃|빈 彬宾斌|사 史思士四沙|산 山|삼 三森|상 相尚商常祥象
새 塞|생 生|서 徐西瑞书序舒绪|석 石锡硕席|선 善仙先宣鲜选璇|설 薛雪|섭 燮涉|성 成星圣诚盛性声|세 世势|소 苏小素昭韶|손 孙|솔 率|송 宋松
쇠 钊|수 洙寿秀守水树修|숙 淑叔肃|순 顺纯淳舜顿|숭 崇|습 习|승 胜承升乘|시 时始施|식 植式食|신 申信新辛慎|실 实|심 沈心深|쌍 双
아 阿雅|안 安颜|암 岩|애 爱|앵 樱|야 野|약 若|양 杨阳洋养|어 鱼|억 亿|언 彦|엄 严|업 业|여 余汝|연 延燕妍渊连|열 悦|엽 叶|염 艳炎
영 英永荣映迎咏泳影莹|예 艺睿|오 吴五悟|옥 玉|온 温|완 完万|왕 王旺|외 外|요 尧瑶|용 勇用容镕|우 禹宇雨友佑|욱 旭|운 云运|웅 雄|원 元远源媛园愿
월 月|위 魏伟威|유 柔惟裕维|육 陆|윤 尹允润|은 银恩殷|을 乙|의 义议仪|이 二怡以|익 益翼|인 仁寅任人|일 日一逸|임 任壬|자 子慈|작 作|장 张章长庄壮
재 在载才财再|저 渚|적 赤|전 全田钱战|점 点|정 郑贞丁正静晶庭廷政定情精净|제 诸济齐|조 赵曹祖朝|족 足|존 存|종 钟宗种|좌 左|주 朱周珠柱主|죽 竹
준 俊准峻骏|중 中仲重|즐 骘|증 增曾|지 池知智志芝|직 直|진 陈真珍进镇振辰|집 集|차 车|찬 赞灿|찰 察|참 参|창 昌仓|채 蔡彩采|책 策|처 处|척 戚
천 千天泉川|철 哲铁|첨 詹|첩 帖|청 青清晴|초 楚草|촌 村|총 聪|최 崔|추 秋邹|축 祝|춘 春|출 出|충 忠冲|취 翠|치 治致|칠 七|침 侵|칭 称
탁 卓|탄 坦|태 太泰|택 泽|토 土|통 通|파 波|판 判|팔 八|패 贝|팽 彭|편 片|평 平|포 包|표 表|품 品|풍 丰风|피 皮|필 必弼毕|하 河夏何霞荷
학 学鹤|한 韩汉翰|함 咸|합 合|항 恒|해 海|행 幸行杏|향 香乡|허 许|헌 宪献|혁 赫革|현 玄贤铉显现炫|혈 穴|협 协|형 炯亨衡|혜 惠慧|호 浩虎湖镐好豪
홍 洪红弘鸿|화 花华和|환 焕欢桓|활 活|황 黄|회 会|효 孝晓|후 厚|훈 勋训|휘 辉|휴 休|흑 黑|흔 欣|흠 钦|흥 兴|희 姬熙喜希姫嬉`

const readingOf = new Map<string, string>()
for (const entry of readingTable.split(/[|\n]/)) {
  const [reading = '', characters = ''] = entry.split(' ')
  // The first reading stands where a character has two: 金 is 김 in a name and 금 elsewhere.
  for (const character of characters) if (!readingOf.has(character)) readingOf.set(character, reading)
}

const firstSyllable = 0xac00
const lastSyllable = 0xd7a3
const vowels = 21
const finals = 28
const initialR = 5
const initialN = 2
const initialSilent = 11
/** ㅑㅒㅕㅖㅛㅠㅣ: before these a South Korean word begins with ㅇ where a Yanbian one keeps ㄹ or ㄴ. */
const softVowels = new Set([2, 3, 6, 7, 12, 17, 20])

export function isHangul(name: string): boolean {
  if (name === '') return false
  for (const letter of name) {
    const code = letter.charCodeAt(0)
    if (code < firstSyllable || code > lastSyllable) return false
  }
  return true
}

/** 리 and 이, 룡 and 용, 로 and 노 are one syllable written by two rules: folded, so that both agree. */
function foldSyllable(syllable: string): string {
  const code = syllable.charCodeAt(0) - firstSyllable
  const initial = Math.floor(code / (vowels * finals))
  const vowel = Math.floor(code / finals) % vowels
  if (initial !== initialR && initial !== initialN) return syllable
  const folded = softVowels.has(vowel) ? initialSilent : initialN
  return String.fromCharCode(firstSyllable + (folded * vowels + vowel) * finals + (code % finals))
}

/** The name in folded Hangul; null when a character is not in the table. Takes a folded name (characters.ts). */
export function hangulOf(folded: string): string | null {
  let reading = ''
  for (const letter of folded) {
    const syllable = isHangul(letter) ? letter : readingOf.get(letter)
    if (syllable === undefined) return null
    reading += foldSyllable(syllable)
  }
  return reading === '' ? null : reading
}
