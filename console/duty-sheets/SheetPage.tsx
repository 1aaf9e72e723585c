// One sheet that came back: its photo on one side, its lines to type on the other.
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { type DutySheet, sheetStates } from '../../domain/duty-sheets/sheet.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Answered, useNotice } from '../states.tsx'
import { countTyped, missingIn, toSend, useSheetDraft } from './draft.ts'
import { DoneLine, OpenLine } from './LineForm.tsx'
import { SheetPhotos } from './SheetPhotos.tsx'
import './duty-sheets.css'

export function SheetPage() {
  const key = useKey()
  const answer = useAnswer('dutySheet.get', { countyCode: key.countyCode, ids: [key.id] })
  return (
    <Answered query={answer}>
      {({ sheets }) => {
        const sheet = sheets[0]
        // A saved line changes what is left to type: the form begins anew with what is open.
        return sheet && <Sheet key={sheet.lines.map(line => line.outcome).join()} sheet={sheet} />
      }}
    </Answered>
  )
}

function Sheet({ sheet }: { sheet: DutySheet }) {
  const say = useWords()
  const go = useGo()
  const isOpen = sheet.state === 'awaitsEntry'
  return (
    <Page
      title={say('sheet.title', { code: sheet.code })}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.dutySheets())}>{say('sheets.back')}</Button>
          {isOpen && (
            <Button onClick={() => go(paths.printDutySheets(sheet.countyCode, [sheet.id]))}>
              {say('sheet.printAgain')}
            </Button>
          )}
          {isOpen && <VoidButton sheet={sheet} />}
        </Space>
      }
    >
      <p className="soft">
        {say('sheet.head', {
          visitor: sheet.visitorName,
          place: sheet.placeName,
          day: dayText(sheet.printedOn),
          by: sheet.printedByName ?? '',
        })}{' '}
        <Tag>{sheetStates.words[sheet.state]}</Tag>
      </p>
      {sheet.voidReason && (
        <Alert type="warning" title={say('sheet.wasVoided', { reason: sheet.voidReason })} />
      )}
      <div className="sheet-desk">
        <SheetPhotos sheet={sheet} />
        {isOpen ? <Typing sheet={sheet} /> : <Done sheet={sheet} />}
      </div>
    </Page>
  )
}

function Done({ sheet }: { sheet: DutySheet }) {
  return (
    <div className="sheet-lines">
      {sheet.lines.map(line => (
        <DoneLine key={line.line} countyCode={sheet.countyCode} line={line} />
      ))}
    </div>
  )
}

function Typing({ sheet }: { sheet: DutySheet }) {
  const say = useWords()
  const notice = useNotice()
  const { draft, change, forget } = useSheetDraft(sheet.id, sheet.lines, dayOf(new Date()))
  const enter = useAct('dutySheet.enter', ['dutySheet.get', 'dutySheet.list', 'visit.list', 'board.read'])
  const count = countTyped(draft)
  const save = () => {
    const missing = missingIn(draft)
    if (missing) {
      notice.refused(new Refused('invalid', say(missing.key, { line: missing.line })))
      return
    }
    enter.mutate(
      { countyCode: sheet.countyCode, id: sheet.id, ...toSend(draft) },
      {
        onSuccess: ({ lines }) => {
          forget()
          const cases = lines.flatMap(line => line.aidCaseIds).length
          notice.done(say(cases > 0 ? 'sheet.savedCases' : 'sheet.saved', { count, cases }))
        },
        onError: notice.refused,
      },
    )
  }
  return (
    <form
      className="sheet-lines"
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <p className="soft small">{say('sheet.keys')}</p>
      {sheet.lines.map((line, index) => {
        const typed = draft[line.line]
        const above = draft[sheet.lines[index - 1]?.line ?? 0]
        return typed ? (
          <OpenLine
            key={line.line}
            line={line}
            typed={typed}
            dayAbove={above?.as === 'visited' ? above.visitedOn : null}
            onChange={more => change(line.line, more)}
          />
        ) : (
          <DoneLine key={line.line} countyCode={sheet.countyCode} line={line} />
        )
      })}
      <div className="sheet-save">
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          disabled={count === 0}
          loading={enter.isPending}
        >
          {count === 0 ? say('sheet.nothing') : say('sheet.save', { count })}
        </Button>
        <span className="soft small">{say('sheet.draftKept')}</span>
      </div>
    </form>
  )
}

function VoidButton({ sheet }: { sheet: DutySheet }) {
  const say = useWords()
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const act = useAct('dutySheet.void', ['dutySheet.get', 'dutySheet.list', 'dutySheet.choices'])
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('sheet.void')}
      </Button>
      {open && (
        <ReasonDialog
          title={say('sheet.voidTitle', { code: sheet.code })}
          note={say('sheet.voidNote')}
          submit={say('sheet.void')}
          busy={act.isPending}
          error={act.error}
          onClose={() => setOpen(false)}
          onSubmit={({ reason }) =>
            act.mutate(
              { countyCode: sheet.countyCode, id: sheet.id, reason },
              {
                onSuccess: () => {
                  notice.done(say('sheet.voided'))
                  setOpen(false)
                },
              },
            )
          }
        />
      )}
    </>
  )
}
