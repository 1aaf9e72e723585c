// One of the 30 items as the list names it, its number first.
import { Tag } from 'antd'
import { adaptationItem, adaptationKinds, homeParts } from '../../domain/assessments/adaptation.ts'

export function ItemName({ item }: { item: number }) {
  const { number, part, name, kind } = adaptationItem(item)
  return (
    <>
      <b>
        {number}. {homeParts.words[part]} · {name}
      </b>
      {kind === 'basicItem' && (
        <>
          {' '}
          <Tag color="processing">{adaptationKinds.words[kind]}</Tag>
        </>
      )}
    </>
  )
}
