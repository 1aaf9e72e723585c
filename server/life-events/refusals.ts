// What is said when a record, an event or a transfer is not there or not in the area.
import { Refused } from '../../domain/kernel/refusal.ts'

export function unknownElder(): Refused {
  return new Refused('not_found', '没有这位老年人，或者不在您的辖区内。请返回名单重新查找。')
}

export function unknownEvent(): Refused {
  return new Refused('not_found', '没有这次登记，或者不在您的辖区内。请刷新后重试。')
}

export function unknownTransfer(): Refused {
  return new Refused('not_found', '没有这次迁移，或者与您的辖区无关。请刷新列表后重试。')
}

export function unknownReport(): Refused {
  return new Refused('not_found', '没有这条报告，或者不在您的辖区内。请刷新列表后重试。')
}
