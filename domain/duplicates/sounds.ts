// Pinyin as the north-east hears it: zh and z, l and n, in and ing told apart by few.

/** One spelling for readings that are easily taken for one another. Takes pinyin without tones or spaces. */
export function nearSound(reading: string): string {
  return reading
    .replaceAll('zh', 'z')
    .replaceAll('ch', 'c')
    .replaceAll('sh', 's')
    .replaceAll('ng', 'n')
    .replaceAll('l', 'n')
    .replaceAll('r', 'y')
    .replaceAll('v', 'u')
    .replaceAll('uo', 'o')
}
