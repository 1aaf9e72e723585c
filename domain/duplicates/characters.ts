// Characters people write for one another in names: traditional for simplified, variants, and look-alikes.

/** Pairs, the form kept comes second. Traditional and variant characters of family and given names. */
const sameCharacters =
  '張张劉刘陳陈楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯鄧邓許许蕭萧肖萧蔣蒋葉叶蘇苏呂吕盧卢陸陆鍾钟鐘钟範范譚谭賈贾鄒邹閻阎閆阎闫阎蔔卜龔龚錢钱嚴严賴赖莊庄龍龙萬万顧顾魯鲁倫伦聶聂嶽岳齊齐賀贺' +
  '湯汤喬乔鮑鲍龐庞歐欧權权車车蘭兰鳳凤貴贵蓮莲瓊琼珎珍鑽钻鐵铁銀银錦锦鋒锋鋼钢釗钊鈺钰銘铭長长榮荣華华國国慶庆麗丽紅红紀纪純纯綵彩綺绮維维綠绿緒绪繡绣綉绣經经緯纬繼继總总縣县偉伟億亿傑杰儀仪優优' +
  '個个倉仓側侧備备傳传債债傾倾價价儉俭衛卫衞卫處处術术裡里裏里補补製制複复襲袭見见規规視视親亲覺觉觀观計计記记訓训討讨託托設设訪访詩诗詳详誠诚話话該该語语說说誼谊課课調调談谈請请論论諸诸諾诺謀谋' +
  '謙谦講讲識识證证議议護护譽誉讀读變变讓让豐丰豔艳艷艳貝贝貞贞負负財财貢贡貧贫貨货責责買买費费貿贸賓宾賞赏賢贤質质贊赞贈赠趕赶躍跃軍军軒轩載载輔辅輝辉輪轮轉转辦办農农連连進进運运過过達达遠远遲迟' +
  '遷迁選选還还邊边邨村鄉乡鄰邻醫医釋释鎖锁鎮镇鏡镜鑒鉴鑑鉴門门閃闪開开閑闲間间聞闻閣阁關关陽阳陰阴隊队階阶際际隨随險险雲云霧雾電电靈灵靜静韋韦順顺須须頌颂預预領领頭头頻频題题顏颜願愿類类顯显風风' +
  '飛飞飯饭養养館馆駐驻駿骏騰腾驊骅驍骁鳥鸟鳴鸣鴻鸿鵬鹏鶴鹤鷹鹰麥麦黨党齡龄龜龟東东業业丟丢兩两亞亚來来侖仑俠侠偵侦內内冊册凍冻凱凯別别刪删則则剛刚創创劍剑動动務务勝胜勞劳勛勋勳勋勵励勸劝區区協协' +
  '卻却厲厉參参叢丛吶呐員员問问啟启啓启喚唤單单嘆叹嘗尝園园圍围圓圆圖图團团堅坚報报場场塊块塵尘墜坠壇坛壯壮壽寿夢梦奮奋奪夺姍姗姪侄娛娱婁娄婦妇媽妈嬋婵嬌娇孌娈學学寧宁甯宁審审寫写寬宽寶宝將将專专' +
  '尋寻對对導导屆届層层崗岗嶺岭峯峰島岛巒峦帥帅師师帶带幫帮幹干廟庙廠厂廣广廬庐強强彈弹彊强彥彦後后徑径從从復复徵征悅悦愛爱態态慮虑憲宪應应懷怀戀恋戰战戲戏戶户拋抛挾挟捨舍採采揚扬換换揮挥損损搖摇' +
  '摟搂撈捞撥拨撫抚擁拥擇择擊击擔担據据擴扩攜携攝摄攬揽敘叙敵敌數数斂敛斷断於于時时晉晋晝昼暉晖暢畅曄晔曉晓曆历歷历曠旷書书會会朧胧條条枴拐樑梁棗枣棟栋棲栖楓枫榦干構构槍枪樂乐樓楼標标樞枢樣样樸朴' +
  '橋桥機机橫横檢检檔档歎叹歡欢歲岁歸归殘残殺杀毀毁氣气決决沒没況况洩泄淚泪淨净凈净淵渊淺浅渦涡湊凑湧涌涼凉溝沟溫温滄沧滅灭滌涤滾滚滿满漁渔漢汉漣涟漬渍潔洁潛潜潤润潯浔澤泽濃浓濟济濤涛濱滨瀅滢瀋沈' +
  '瀏浏灑洒灣湾炤照為为爲为烏乌煉炼煙烟煥焕燁烨燈灯燦灿燭烛營营爐炉爭争爺爷爾尔牆墙牽牵獅狮獎奖獨独獲获獻献現现瑋玮瑪玛瑣琐瑤瑶瑩莹環环璽玺瓏珑產产畢毕畫画異异當当疊叠療疗癡痴發发髮发皚皑盃杯盜盗' +
  '盞盏盡尽監监盤盘眾众衆众睏困睜睁矚瞩礎础碩硕確确礦矿礪砺禮礼祿禄禎祯禦御禪禅祕秘種种稱称穀谷積积穌稣穎颖頴颖穩稳窮穷竄窜竊窃競竞筆笔節节築筑簡简籃篮籌筹籬篱粧妆糧粮糾纠紂纣約约紋纹納纳紛纷紗纱' +
  '級级細细終终組组絹绢綱纲網网緣缘編编練练縱纵績绩織织繪绘續续纖纤纓缨纘缵罰罚罷罢義义習习翹翘聖圣聯联聰聪聲声聽听肅肃脈脉腦脑膽胆臘腊臨临興兴舉举舊旧艦舰艱艰芻刍莖茎荊荆萊莱葦苇蒔莳蒼苍蓋盖蔭荫' +
  '蕓芸薈荟薑姜薔蔷薩萨藍蓝藝艺藥药蘊蕴蘆芦蘋苹虛虚號号蟲虫蠶蚕蠻蛮妳你孃娘喆哲嚞哲昇升陞升祐佑珮佩琍莉菓果羣群峩峨嵗岁仝同桒桑栢柏柟楠槑梅囍喜迺乃廼乃竝并並并併并恆恒惪德悳德敍叙斈学昻昂眞真緜绵' +
  '綿绵緖绪脩修臺台檯台颱台喦岩巖岩嵒岩阪坂雋隽儁俊濬浚湻淳醕醇錄录録录鍊炼鎔熔鈎钩靑青淸清曻升詠咏諭谕讚赞欽钦餘余髙高鬱郁龢和叚段亷廉兿艺尢尤亣大佈布彫雕姊姐姉姐嫺娴嫻娴倖幸冨富付傅代戴'

/** Characters a hand or an eye takes for one another: weaker than a variant, stronger than a stranger. */
const lookAlikes = [
  '己已巳',
  '未末朱',
  '日曰',
  '士土',
  '干千于',
  '侯候',
  '玉王',
  '兰蓝',
  '辉晖',
  '晴睛',
  '荣莱',
  '凤风',
  '茹菇',
  '苹萍',
  '晶昌',
  '坤珅',
  '淑椒',
  '桂佳',
  '芬芳',
  '芝之',
  '贞真',
  '香杳',
  '秀季',
  '住佳',
  '大太',
  '田由',
  '天夫',
  '贵责',
  '清请',
  '殷段',
  '沈沉',
  '吕昌',
  '刘列',
  '杨扬',
  '林村',
  '乔侨',
  '金全',
  '柏伯',
  '德得',
]

const folds = new Map<string, string>()
for (let at = 0; at < sameCharacters.length; at += 2) {
  const from = sameCharacters[at] as string
  const to = sameCharacters[at + 1] as string
  folds.set(from, to)
}

const alike = new Map<string, Set<string>>()
for (const family of lookAlikes)
  for (const letter of family)
    alike.set(letter, new Set([...(alike.get(letter) ?? []), ...family].filter(other => other !== letter)))

/** Full width to half, no spaces, dots or remarks, simplified, one form of each variant. */
export function foldName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[(（[【].*$/, '')
    .replace(/[\s·•‧・.．'’_-]/g, '')
    .toUpperCase()
  let folded = ''
  for (const letter of plain) folded += folds.get(letter) ?? letter
  return folded
}

/** The name without spaces and marks, its characters as they were written. */
export function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[(（[【].*$/, '')
    .replace(/[\s·•‧・.．'’_-]/g, '')
    .toUpperCase()
}

export function lookAlike(one: string, other: string): boolean {
  return alike.get(one)?.has(other) ?? false
}
