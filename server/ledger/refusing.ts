// The ledger's rules stand in the database; here its complaints become sentences that say what to do.
import { Refused } from '../../domain/kernel/refusal.ts'

const sentences: Record<string, (what: string) => Refused> = {
  WL001: what =>
    new Refused('invalid', '这笔账的一方账户不存在，没有记账。请刷新后重试。', { transferId: what }),
  WL002: month =>
    new Refused('rule_broken', `${month} 月及以前已结账，不能再记。请记在没有结账的月份。`, { month }),
  WL003: what =>
    new Refused('rule_broken', '冲正与原来那笔对不上，没有冲正。请刷新后核对原来那笔。', {
      transferId: what,
    }),
  WL004: accountId =>
    new Refused('rule_broken', '账户余额不足，没有记账。请先充值或核对数额。', { accountId }),
  WL005: due =>
    new Refused(
      'rule_broken',
      due ? `应先结 ${due} 月的账，请按月份顺序结账。` : '还没有任何账目，不用结账。',
      { month: due },
    ),
}

/** Runs one statement of the ledger; a rule of the database that says no says it in words. */
export async function inWords<Result>(statement: Promise<Result>): Promise<Result> {
  try {
    return await statement
  } catch (error) {
    const { code, detail, constraint } = error as { code?: string; detail?: string; constraint?: string }
    const said = code === undefined ? undefined : sentences[code]
    if (said) throw said(detail ?? '')
    if (constraint === 'ledger_transfers_reversed_once')
      throw new Refused('conflict', '这笔账已经冲正过，不能再冲。请刷新后查看。')
    throw error
  }
}
