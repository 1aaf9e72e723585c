// Food papers and the people who work there; what runs out is said before it does.
import { Tag } from 'antd'
import { useState } from 'react'
import {
  type CanteenPaper,
  canteenPaperKinds,
  type StaffDuty,
  type StaffMember,
  staffDuties,
} from '../../domain/canteens/canteen.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { EndDialog } from '../EndDialog.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { KeptLines } from '../KeptLines.tsx'
import { useWords } from '../language.tsx'
import { PaperDialog, paperColumns, Until } from '../PaperLines.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import type { CanteenParts } from './CanteenPage.tsx'

type Key = { countyCode: string; id: string }
const stale = ['canteen.get', 'canteen.list', 'canteen.standing'] as const
/** As the warning of the list; there the county's own setting decides. */
const soonDays = 30

export function PapersTab({ parts: { canteen, papers, staff } }: { parts: CanteenParts }) {
  const key = { countyCode: canteen.countyCode, id: canteen.id }
  return (
    <>
      <Papers of={key} papers={papers} />
      <Staff of={key} staff={staff} />
    </>
  )
}

function Papers({ of, papers }: { of: Key; papers: readonly CanteenPaper[] }) {
  const say = useWords()
  const may = useMay()
  const keep = useAct('canteen.keepPaper', stale)
  const end = useAct('canteen.endPaper', stale)
  return (
    <KeptLines<CanteenPaper>
      title={say('papers.title')}
      none={say('papers.none')}
      words={{ add: say('papers.add'), edit: say('papers.edit'), end: say('papers.end') }}
      manages={may('canteen:manage')}
      rows={papers}
      columns={paperColumns<CanteenPaper>(say, canteenPaperKinds.words, soonDays)}
      form={(held, onClose) => (
        <PaperDialog
          title={say(held ? 'deeds.editTitle' : 'papers.add')}
          words={canteenPaperKinds.words}
          held={held}
          usual="foodLicence"
          act={keep}
          keep={(input, onSuccess) => keep.mutate({ ...of, ...input }, { onSuccess })}
          onClose={onClose}
        />
      )}
      ending={(row, onClose) => (
        <EndDialog
          title={say('papers.endTitle')}
          note={say('papers.endNote', { name: canteenPaperKinds.words[row.kind] })}
          submit={say('papers.end')}
          act={end}
          input={{ ...of, paperId: row.id }}
          onClose={onClose}
        />
      )}
    />
  )
}

function Staff({ of, staff }: { of: Key; staff: readonly StaffMember[] }) {
  const say = useWords()
  const may = useMay()
  const end = useAct('canteen.endStaff', stale)
  return (
    <KeptLines<StaffMember>
      title={say('staff.title')}
      none={say('staff.none')}
      words={{ add: say('staff.add'), edit: say('papers.edit'), end: say('papers.end') }}
      manages={may('canteen:manage')}
      rows={staff}
      columns={[
        { key: 'name', title: say('staff.name'), dataIndex: 'name' },
        { key: 'duty', title: say('staff.duty'), render: (_, row) => staffDuties.words[row.duty] },
        {
          key: 'account',
          title: say('staff.account'),
          render: (_, row) => row.accountName ?? <span className="soft">{say('staff.noAccount')}</span>,
        },
        {
          key: 'health',
          title: say('staff.healthExpires'),
          render: (_, row) =>
            row.healthExpiresOn === null && row.duty !== 'canteenHead' ? (
              <Tag color="error">{say('staff.healthMissing')}</Tag>
            ) : (
              <Until day={row.healthExpiresOn} none="—" soonDays={soonDays} />
            ),
        },
      ]}
      form={(held, onClose) => <StaffDialog of={of} held={held} onClose={onClose} />}
      ending={(row, onClose) => (
        <EndDialog
          title={say('staff.endTitle')}
          note={say('staff.endNote', { name: row.name })}
          submit={say('papers.end')}
          act={end}
          input={{ ...of, staffId: row.id }}
          onClose={onClose}
        />
      )}
    />
  )
}

interface FilledStaff {
  name: string
  duty: StaffDuty
  accountId?: string | null
  healthCertificate?: string | null
  healthCheckedOn?: string | null
  healthExpiresOn?: string | null
}

function StaffDialog({ of, held, onClose }: { of: Key; held: StaffMember | null; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [staffId] = useState(() => held?.id ?? newId())
  const accounts = useAnswer('canteen.accounts', of)
  const keep = useAct('canteen.keepStaff', stale)
  const save = (filled: FilledStaff) =>
    keep.mutate(
      {
        ...{ ...of, staffId, name: filled.name, duty: filled.duty, accountId: filled.accountId ?? null },
        healthCertificate: filled.healthCertificate?.trim() || null,
        healthCheckedOn: filled.healthCheckedOn || null,
        healthExpiresOn: filled.healthExpiresOn || null,
      },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <FormDialog<FilledStaff>
      title={say(held ? 'staff.editTitle' : 'staff.add')}
      submit={say('form.save')}
      act={keep}
      initial={held ?? { duty: 'cook' }}
      fields={[
        { name: 'name', word: say('staff.name'), as: 'text', most: 30 },
        { name: 'duty', word: say('staff.duty'), as: 'choice', words: staffDuties.words },
        { name: 'healthCertificate', word: say('staff.health'), as: 'text', most: 60, optional: true },
        {
          ...{ name: 'healthCheckedOn', word: say('staff.healthChecked'), as: 'day' },
          ...{ isPast: true, optional: true },
        },
        { name: 'healthExpiresOn', word: say('staff.healthExpires'), as: 'day', optional: true },
        {
          ...{ name: 'accountId', word: say('staff.account'), as: 'choice', optional: true },
          help: say('staff.accountHelp'),
          words: Object.fromEntries(
            (accounts.data ?? []).map(one => [one.id, `${one.name}（${one.login}）`]),
          ),
        },
      ]}
      onSubmit={save}
      onClose={onClose}
    />
  )
}
