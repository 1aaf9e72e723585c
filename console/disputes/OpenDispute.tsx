// Opens a dispute with another county: over a pair, or over a number that was refused at the desk.
import { Button } from 'antd'
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { StatementDialog } from './StatementDialog.tsx'

type About = Pick<Sent<'dispute.open'>, 'countyCode' | 'regionCode' | 'pairId' | 'registration'>

export function OpenDispute({ about, onOpened }: { about: About; onOpened?: () => void }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const [id] = useState(newId)
  const open = useAct('dispute.open', ['dispute.list', 'duplicate.list', 'duplicate.get'])
  if (!may('elder:merge')) return null
  return (
    <>
      <Button size="large" onClick={() => setAsking(true)}>
        {say('dispute.open')}
      </Button>
      {asking && (
        <StatementDialog
          title={say('dispute.open')}
          note={say('dispute.openNote')}
          asksOutcome={false}
          asksEvidence
          busy={open.isPending}
          error={open.error}
          onClose={() => setAsking(false)}
          onSubmit={({ statement, evidence }) =>
            void open
              .mutateAsync({ ...about, id, statement, evidence })
              .then(dispute => {
                onOpened?.()
                notice.done(say('dispute.opened'))
                go(paths.dispute(dispute))
              })
              .catch(() => {})
          }
        />
      )}
    </>
  )
}
