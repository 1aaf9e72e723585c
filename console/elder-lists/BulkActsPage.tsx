// What was done to many at once, newest first, each to be taken back.
import { Button } from 'antd'
import { useState } from 'react'
import type { BulkAct } from '../../domain/elder-lists/bulk.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'

export function BulkActsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const list = usePages('bulkAct.list', { regionCode: region })
  const [undoing, setUndoing] = useState<BulkAct | null>(null)
  return (
    <Page
      title={say('bulk.log')}
      above={<RegionBar code={region} to={code => paths.bulkActs({ region: code })} />}
    >
      <Panel>
        <Paged list={list} nothing={say('bulk.logNone')}>
          {rows => (
            <CardTable<BulkAct>
              rowKey="id"
              dataSource={rows}
              pagination={false}
              columns={[
                {
                  key: 'what',
                  title: say('bulk.what'),
                  render: (_, row) => (
                    <>
                      <b>{row.sentence}</b>
                      {row.undoSentence && <div className="soft small">{row.undoSentence}</div>}
                    </>
                  ),
                },
                {
                  key: 'who',
                  title: say('bulk.who'),
                  render: (_, row) => (
                    <>
                      {row.doneBy} · <span className="nowrap">{instantText(row.doneAt)}</span>
                    </>
                  ),
                },
                {
                  key: 'acts',
                  width: 220,
                  render: (_, row) =>
                    row.undoneAt === null ? (
                      <Button onClick={() => setUndoing(row)}>{say('bulk.undo')}</Button>
                    ) : (
                      <span className="soft small">
                        {say('bulk.undone', { by: row.undoneBy ?? '', at: instantText(row.undoneAt) })}
                      </span>
                    ),
                },
              ]}
            />
          )}
        </Paged>
      </Panel>
      {undoing && <UndoDialog act={undoing} onClose={() => setUndoing(null)} />}
    </Page>
  )
}

function UndoDialog({ act, onClose }: { act: BulkAct; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const undo = useAct('bulkAct.undo', ['bulkAct.list', 'elder.list', 'elder.get', 'visitor.list'])
  return (
    <ReasonDialog
      title={say('bulk.undoTitle', { sentence: act.sentence })}
      note={say('bulk.undoNote')}
      submit={say('bulk.undo')}
      busy={undo.isPending}
      error={undo.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        undo.mutate(
          { countyCode: act.countyCode, id: act.id, reason },
          {
            onSuccess: undone => {
              notice.done(undone.undoSentence ?? '')
              onClose()
            },
          },
        )
      }
    />
  )
}
