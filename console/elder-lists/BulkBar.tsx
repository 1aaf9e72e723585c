// What may be done with the ticked elders at once, or with everyone on the list.
import { CheckCircleOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { filterFromWords } from '../../domain/elders/filter.ts'
import { call } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { BulkDialog } from './BulkDialog.tsx'

export interface Chosen {
  countyCode: string
  elderIds: string[]
}

interface BulkBarProps {
  region: string
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
  /** Whether the address holds the whole list, so that all of it can be chosen. */
  all?: boolean
}

export const nobody: Chosen = { countyCode: '', elderIds: [] }

export function BulkBar({ region, chosen, onChoose, all = true }: BulkBarProps) {
  const say = useWords()
  const may = useMay()
  const [kind, setKind] = useState<'assignVisitor' | 'confirmEntry' | null>(null)
  const count = chosen.elderIds.length
  return (
    <div className="chosen no-print">
      {may('visit:assign') && (
        <Button icon={<UserSwitchOutlined />} disabled={count === 0} onClick={() => setKind('assignVisitor')}>
          {say('bulk.assign')}
        </Button>
      )}
      <Button icon={<CheckCircleOutlined />} disabled={count === 0} onClick={() => setKind('confirmEntry')}>
        {say('bulk.confirm')}
      </Button>
      <span className="soft">{count === 0 ? say('bulk.tickFirst') : say('bulk.ticked', { count })}</span>
      {count === 0 && all && <ChooseAll region={region} onChoose={onChoose} />}
      {count > 0 && (
        <Button type="link" onClick={() => onChoose(nobody)}>
          {say('bulk.chooseNone')}
        </Button>
      )}
      {kind && (
        <BulkDialog
          kind={kind}
          region={region}
          chosen={chosen}
          onClose={done => {
            setKind(null)
            if (done) onChoose(nobody)
          }}
        />
      )}
    </div>
  )
}

function ChooseAll({ region, onChoose }: Pick<BulkBarProps, 'region' | 'onChoose'>) {
  const say = useWords()
  const notice = useNotice()
  const [filters] = useFilters()
  const [busy, setBusy] = useState(false)
  const choose = () => {
    setBusy(true)
    call('bulkAct.choose', { regionCode: region, filter: filterFromWords(filters) })
      .then(onChoose, notice.refused)
      .finally(() => setBusy(false))
  }
  return (
    <Button type="link" loading={busy} onClick={choose}>
      {say('bulk.chooseAll')}
    </Button>
  )
}
