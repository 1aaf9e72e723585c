// From some beds to a registered care home: what to do next, said as help (养老机构管理办法，民政部令第66号).
import type { FilingStep } from './facility.ts'
import { filingStepKinds } from './facility.ts'

export interface FilingFacts {
  beds: number
  fullDayLodging: boolean
  isFiled: boolean
  filingBeds: number
  filingWarningBeds: number
  done: readonly FilingStep[]
}

export interface FilingAdvice {
  /** What this is about, in one sentence. */
  says: string
  next: { step: FilingStep; how: string } | null
}

const hows: Readonly<Record<FilingStep, string>> = {
  toldTheLaw: '由乡镇上门说明：满备案床数并全日照料的，要登记备案；不足的不必。先说清楚，不罚款、不关门。',
  houseChecked: '请县里帮助联系房屋安全鉴定，结论为 A 级或 B 级的可以办理下一步。',
  fireChecked: '请消防救援机构上门指导，补齐灭火器、烟感报警和疏散通道，办消防验收或备案。',
  registeredBody: '由村集体或老年协会办民办非企业单位登记；公办的办事业单位法人登记。',
  filed: '收住老人后 10 个工作日内，向县级民政部门提交备案申请书、登记证书和住所证明。',
  keptSmall: '如不想办成养老机构，可商定把床位保持在备案床数以下。',
}

const way: readonly FilingStep[] = ['toldTheLaw', 'houseChecked', 'fireChecked', 'registeredBody', 'filed']

/** Null where the law asks nothing and will not soon. */
export function filingAdvice(facts: FilingFacts): FilingAdvice | null {
  const { beds, fullDayLodging, isFiled, filingBeds, filingWarningBeds, done } = facts
  if (!fullDayLodging || beds < filingWarningBeds) return null
  if (isFiled) return { says: `${beds} 张床，已备案为养老机构。`, next: null }
  const isOver = beds >= filingBeds
  if (!isOver && done.includes('keptSmall'))
    return { says: `${beds} 张床，商定不超过 ${filingBeds - 1} 张，不必备案。`, next: null }
  const step = way.find(one => !done.includes(one)) ?? 'filed'
  return {
    says: isOver
      ? `${beds} 张床并提供全日住宿，按规定满 ${filingBeds} 张须登记备案为养老机构。请帮助办理，不要一关了之。`
      : `${beds} 张床，再添 ${filingBeds - beds} 张就须登记备案。现在办最从容。`,
    next: { step, how: hows[step] },
  }
}

/** What may be ticked now, in the order people go. */
export function openSteps(facts: FilingFacts): FilingStep[] {
  const canStaySmall = facts.beds < facts.filingBeds
  return filingStepKinds.keys.filter(
    step => !facts.done.includes(step) && (step !== 'keptSmall' || canStaySmall),
  )
}
