// Any two records can be merged by hand: find the other one, then compare.
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { type Elder, sexes } from '../../domain/elders/elder.ts'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { useAnswer } from '../asking.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'

export function FindOther({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const { post } = useSession()
  const [text, setText] = useState(elder.name)
  // Merging stays within a county; a post below it searches its own area.
  const county = ancestorAt(elder.regionCode, 'county')
  const regionCode = post.regionCode > county ? post.regionCode : county
  const found = useAnswer('elder.list', { regionCode, text, limit: 20 }, { enabled: text !== '' })
  return (
    <Modal open title={say('merge.findTitle')} footer={null} onCancel={onClose}>
      <p>{say('merge.findNote')}</p>
      <Input.Search
        size="large"
        className="below"
        defaultValue={text}
        aria-label={say('elders.search')}
        enterButton={say('elders.find')}
        onSearch={typed => setText(typed.trim())}
      />
      {text !== '' && (
        <Answered query={found}>
          {({ rows }) => {
            const others = rows.filter(row => row.id !== elder.id)
            if (others.length === 0) return <Nothing>{say('merge.findNone', { text })}</Nothing>
            return (
              <ul className="rows below">
                {others.map(row => (
                  <li key={row.id}>
                    <Go
                      to={paths.compare({ countyCode: elder.countyCode, id: elder.id, otherId: row.id })}
                      className="strong"
                    >
                      {row.name}
                    </Go>{' '}
                    <span className="soft">
                      {sexes.words[row.sex]}
                      {row.age !== null && ` · ${say('elder.age', { age: row.age })}`} · {row.townshipName}{' '}
                      {row.villageName}
                      {row.numberMask && ` · ${say('merged.number', { tail: row.numberMask.slice(-4) })}`}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }}
        </Answered>
      )}
    </Modal>
  )
}
