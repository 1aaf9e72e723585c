// Two sheets for the elder: what she is told and asked, and who looked at her record.
import { Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { consentPurposes } from '../../domain/consents/consent.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { PrintedBy } from '../elder-lists/PrintListPage.tsx'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { AccessLines, usePeriod } from './AccessPanel.tsx'
import '../elder-lists/sheets.css'

function SheetOf({ title, children }: { title: string; children: (elder: Elder) => ReactNode }) {
  const say = useWords()
  const go = useGo()
  const key = useKey()
  const elder = useAnswer('elder.get', key)
  return (
    <Page
      title={title}
      actions={
        <Space>
          <Button onClick={() => go(paths.elder(key, { part: 'consents' }))}>{say('print.back')}</Button>
          <Button type="primary" disabled={!elder.data} onClick={() => window.print()}>
            {say('print.now')}
          </Button>
        </Space>
      }
    >
      <Answered query={elder}>
        {value => (
          <article className="sheet document">
            <p>
              <b>{value.name}</b>　{value.townshipName} {value.villageName}
            </p>
            {children(value)}
            <PrintedBy />
          </article>
        )}
      </Answered>
    </Page>
  )
}

export function ConsentSheetPage() {
  const say = useWords()
  return (
    <SheetOf title={say('sheet.consentTitle')}>
      {() => (
        <>
          <p className="big-print">{say('sheet.consentIntro')}</p>
          <ul className="big-print asked">
            {consentPurposes.keys.map(purpose => (
              <li key={purpose}>
                <span>{consentPurposes.words[purpose]}</span> <span>{say('sheet.consentAgree')}</span>
              </li>
            ))}
          </ul>
          <p className="signatures big-print">{say('sheet.consentSign')}</p>
        </>
      )}
    </SheetOf>
  )
}

export function AccessSheetPage() {
  const say = useWords()
  const { from, to } = usePeriod()
  return (
    <SheetOf title={say('access.sheetTitle')}>
      {elder => (
        <>
          <p className="soft">
            {from} — {to}
          </p>
          <AccessLines elder={elder} />
        </>
      )}
    </SheetOf>
  )
}
