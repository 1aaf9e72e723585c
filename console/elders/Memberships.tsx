// The groups an elder belongs to today, at a glance; history, proof and photos have a part of the record to themselves.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { type Elder, elderGroups } from '../../domain/elders/elder.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { EntryFlags, spanText } from '../groups/GroupHistory.tsx'
import { RecordGroupDialog } from '../groups/RecordGroupDialog.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'

export function Memberships({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [, change] = useFilters()
  const [adding, setAdding] = useState(false)
  const history = useAnswer('membership.history', { countyCode: elder.countyCode, elderId: elder.id })
  const editable = may('elder:edit') && elder.endedOn === null
  return (
    <Panel
      title={say('groups.title')}
      extra={editable && <Button onClick={() => setAdding(true)}>{say('groups.add')}</Button>}
    >
      <Answered query={history}>
        {({ entries }) => (
          <>
            {elder.groups.length === 0 && <p className="soft">{say('groups.none')}</p>}
            <ul className="rows">
              {elder.groups.includes('veryOld') && (
                <li>
                  <Tag color="processing">{elderGroups.words.veryOld}</Tag> {say('groups.byAge')}
                </li>
              )}
              {entries
                .filter(entry => entry.standing === 'inForce')
                .map(entry => (
                  <li key={entry.id}>
                    <Tag color="processing">{elderGroups.words[entry.group]}</Tag>
                    <span>{spanText(entry, say)}</span> <EntryFlags entry={entry} />
                    <div className="soft small">{say('groups.evidence', { evidence: entry.evidence })}</div>
                  </li>
                ))}
            </ul>
            {entries.length > 0 && (
              <p className="below">
                <Button onClick={() => change({ part: 'groups' })}>{say('groups.all')}</Button>
              </p>
            )}
          </>
        )}
      </Answered>
      {adding && <RecordGroupDialog elder={elder} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
