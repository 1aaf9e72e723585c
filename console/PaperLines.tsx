// Licences and other papers of a place, whatever the place is: their columns and the form they are written in.
import { type TableColumnsType, Tag } from 'antd'
import { useState } from 'react'
import { dayOf, daysBetween } from '../domain/kernel/day.ts'
import { newId } from '../ui/client.ts'
import { FormDialog } from './FormDialog.tsx'
import { type Say, useWords } from './language.tsx'
import { useNotice } from './states.tsx'

export interface PaperFilled<Kind extends string> {
  kind: Kind
  number: string
  issuer: string
  issuedOn: string
  expiresOn: string | null
}

export function paperColumns<Row extends PaperFilled<string>>(
  say: Say,
  words: Readonly<Record<Row['kind'], string>>,
  soonDays: number,
): TableColumnsType<Row> {
  return [
    {
      key: 'kind',
      title: say('papers.kind'),
      render: (_, row) => (
        <>
          {words[row.kind as Row['kind']]}
          <div className="soft small">
            {row.number} · {row.issuer}
          </div>
        </>
      ),
    },
    {
      key: 'expires',
      title: say('papers.expiresOn'),
      className: 'nowrap',
      render: (_, row) => (
        <>
          <Until day={row.expiresOn} none={say('papers.noEnd')} soonDays={soonDays} />
          <div className="soft small">{say('papers.issuedAt', { day: row.issuedOn })}</div>
        </>
      ),
    },
  ]
}

/** The last day of a paper: red when it is over, yellow when it soon is. */
export function Until({ day, none, soonDays }: { day: string | null; none: string; soonDays: number }) {
  if (day === null) return <span>{none}</span>
  const left = daysBetween(dayOf(new Date()), day)
  if (left < 0) return <Tag color="error">{day}</Tag>
  return left <= soonDays ? <Tag color="warning">{day}</Tag> : <span>{day}</span>
}

interface PaperDialogProps<Kind extends string> {
  title: string
  words: Readonly<Record<Kind, string>>
  held: (PaperFilled<Kind> & { id: string }) | null
  usual: Kind
  act: {
    isPending: boolean
    error: unknown
  }
  /** Sends it, and calls back when it is kept. */
  keep: (input: PaperFilled<Kind> & { paperId: string }, onSuccess: () => void) => void
  onClose: () => void
}

export function PaperDialog<Kind extends string>(props: PaperDialogProps<Kind>) {
  const { title, words, held, usual, act, keep, onClose } = props
  const say = useWords()
  const notice = useNotice()
  const [paperId] = useState(() => held?.id ?? newId())
  return (
    <FormDialog<PaperFilled<Kind>>
      title={title}
      submit={say('form.save')}
      act={act}
      initial={(held ?? { kind: usual }) as Partial<PaperFilled<Kind>>}
      fields={[
        { name: 'kind', word: say('papers.kind'), as: 'choice', words },
        { name: 'number', word: say('papers.number'), as: 'text', most: 60 },
        { name: 'issuer', word: say('papers.issuer'), as: 'text', most: 60 },
        { name: 'issuedOn', word: say('papers.issuedOn'), as: 'day', isPast: true },
        {
          ...{ name: 'expiresOn', word: say('papers.expiresOn'), as: 'day' },
          ...{ optional: true, help: say('papers.noEndHelp') },
        },
      ]}
      onSubmit={({ kind, number, issuer, issuedOn, expiresOn }) =>
        keep({ paperId, kind, number, issuer, issuedOn, expiresOn: expiresOn || null }, () => {
          notice.done(say('facility.saved'))
          onClose()
        })
      }
      onClose={onClose}
    />
  )
}
