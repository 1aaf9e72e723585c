// What follows, what must be settled first, and the two answers: one person, or two.
import { Button, Checkbox, Radio, Space } from 'antd'
import { useState } from 'react'
import type { DuplicatePair } from '../../domain/duplicates/api.ts'
import { type DeathVerdict, deathVerdicts } from '../../domain/elders/merging.ts'
import type { MergePreview } from '../../domain/elders/merging-api.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { DecidePair } from './DecidePair.tsx'
import { Follows } from './Follows.tsx'
import type { Chosen } from './field-texts.ts'

interface DecisionProps {
  preview: MergePreview
  leftId: string
  chosen: Chosen
  pair: DuplicatePair | null
  next: string | null
}

export function Decision({ preview, leftId, chosen, pair, next }: DecisionProps) {
  const say = useWords()
  const may = useMay()
  const [, change] = useFilters()
  const [numbersChecked, setNumbersChecked] = useState(false)
  const [death, setDeath] = useState<DeathVerdict>()
  const [merging, setMerging] = useState(false)
  const undecided =
    (preview.numbersDiffer && !numbersChecked) || (preview.deathOn !== null && death === undefined)
  const judgeDeath = (verdict: DeathVerdict) => {
    setDeath(verdict)
    const dead = preview.deathOn
    const living = dead === preview.survivor.id ? preview.merged.id : preview.survivor.id
    change({ keep: verdict === 'stands' ? (dead ?? leftId) : living })
  }
  if (!may('elder:merge')) return <p className="soft">{say('merge.noRight')}</p>
  if (preview.never !== null) return pair && <DecidePair pair={pair} next={next} />
  return (
    <Panel title={say('merge.follows')}>
      <Follows preview={preview} />
      {(preview.numbersDiffer || preview.deathOn !== null) && (
        <div className="compare-questions below">
          <h3>{say('compare.undecided')}</h3>
          {preview.numbersDiffer && (
            <div>
              <p>{say('compare.numbersDiffer')}</p>
              <Checkbox checked={numbersChecked} onChange={({ target }) => setNumbersChecked(target.checked)}>
                {say('compare.numbersChecked')}
              </Checkbox>
            </div>
          )}
          {preview.deathOn !== null && (
            <div>
              <p>{say('compare.death')}</p>
              <Radio.Group
                value={death ?? null}
                onChange={({ target }) => judgeDeath(target.value as DeathVerdict)}
                options={deathVerdicts.keys.map(key => ({ value: key, label: deathVerdicts.words[key] }))}
              />
            </div>
          )}
        </div>
      )}
      <Space wrap className="below">
        <Button
          type="primary"
          size="large"
          disabled={undecided}
          title={undecided ? say('compare.undecided') : undefined}
          onClick={() => setMerging(true)}
        >
          {say('merge.open')}
        </Button>
        {pair && <DecidePair pair={pair} next={next} />}
      </Space>
      {merging && (
        <MergeDialog
          preview={preview}
          chosen={chosen}
          decision={{ numbersChecked, ...(death && { death }) }}
          onClose={() => setMerging(false)}
        />
      )}
    </Panel>
  )
}

interface MergeDialogProps {
  preview: MergePreview
  chosen: Chosen
  decision: { numbersChecked: boolean; death?: DeathVerdict }
  onClose: () => void
}

function MergeDialog({ preview, chosen, decision, onClose }: MergeDialogProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [mergeId] = useState(newId)
  // Not the preview: it would tell that the two are merged and take this dialog away before it can go on.
  const merge = useAct('elder.merge', [
    'elder.get',
    'elder.list',
    'elder.merges',
    'duplicate.list',
    'duplicate.get',
    'visit.list',
    'aidCase.list',
    'board.read',
  ])
  const { survivor, merged } = preview
  const submit = ({ reason }: { reason: string }) =>
    merge.mutate(
      {
        countyCode: survivor.countyCode,
        mergeId,
        survivorId: survivor.id,
        mergedId: merged.id,
        survivorVersion: survivor.version,
        mergedVersion: merged.version,
        take: chosen,
        ...decision,
        reason,
      },
      {
        onSuccess: () => {
          notice.done(say('merge.done'))
          go(paths.elder(survivor))
        },
      },
    )
  return (
    <ReasonDialog
      title={say('merge.title')}
      note={say('merge.undoable')}
      submit={say('merge.submit')}
      busy={merge.isPending}
      error={merge.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Follows preview={preview} />
    </ReasonDialog>
  )
}
