// The code at the door, and how one's own visits look.
export const zhTruth = {
  'door.title': '门牌码（可不填）',
  'door.why': '门上有卡片的，输入七位数字或扫一扫，就能说明您到过家里。',
  'door.right': '门牌码 {code}',
  'door.wrong': '这个数字不对，请对照门上的卡片再看一遍。不填也可以保存。',
  'door.scan': '扫门上的方块',
  'door.scanTitle': '对准门上卡片的方块',
  'door.noCamera': '打不开相机。请关掉，直接输入七位数字。',
  'mine.title': '我的探访质量',
  'mine.what': '乡镇看到的和您看到的一样。分数低不是说您作假，只是想听您说说情况。',
  'mine.offline': '现在没有网络，有网络时再看。',
  'mine.again': '再试一次',
  'mine.none': '还没有评过分，上传探访以后再来看。',
  'mine.month': '{year}年{month}月：{score} 分，探访 {visits} 次',
  'mine.fine': '没有疑点，辛苦了。',
  'mine.answer': '想说明什么',
  'mine.send': '告诉乡镇',
} as const
