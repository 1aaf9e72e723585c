// Instants as people of Jilin say them.
const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: 'numeric', hour12: false },
  minute: '2-digit',
})

/** 11 月 28 日 8:00 */
export function momentText(instant: string): string {
  const parts = Object.fromEntries(
    clock.formatToParts(new Date(instant)).map(part => [part.type, part.value]),
  )
  return `${parts.month} 月 ${parts.day} 日 ${Number(parts.hour) % 24}:${parts.minute}`
}
