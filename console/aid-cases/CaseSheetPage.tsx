// 一案一档 on paper: one case as a clean A4 document.
import { Button, Space } from 'antd'
import { aidCaseLevels, aidCaseSources, aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import { recheckVerdicts } from '../../domain/aid-cases/case-work.ts'
import { aidCaseClocks } from '../../domain/aid-cases/deadlines.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText, instantText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Answered } from '../states.tsx'
import { TaskLine } from './PlanPanel.tsx'
import { ReferralLine } from './ReferralPanel.tsx'
import { Story } from './Story.tsx'
import '../elder-lists/sheets.css'
import './cases.css'

export function CaseSheetPage() {
  const say = useWords()
  const go = useGo()
  const key = useKey()
  const aidCase = useAnswer('aidCase.get', key)
  return (
    <Page
      title={say('case.sheetTitle')}
      actions={
        <Space>
          <Button onClick={() => go(paths.aidCase(key))}>{say('case.back')}</Button>
          <Button type="primary" disabled={!aidCase.data} onClick={() => window.print()}>
            {say('print.now')}
          </Button>
        </Space>
      }
    >
      <Answered query={aidCase}>{value => <Sheet aidCase={value} />}</Answered>
    </Page>
  )
}

function Sheet({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const { account } = useSession()
  const { tasks, referrals, meetings, rechecks, today } = aidCase
  return (
    <article className="sheet document">
      <Facts aidCase={aidCase} />
      <section>
        <h2>{say('case.story')}</h2>
        <Story aidCase={aidCase} />
      </section>
      {tasks.length > 0 && (
        <section>
          <h2>{say('plan.title')}</h2>
          {tasks.map(task => (
            <TaskLine key={task.id} task={task} today={today} />
          ))}
        </section>
      )}
      {referrals.length > 0 && (
        <section>
          <h2>{say('refer.title')}</h2>
          {referrals.map(referral => (
            <ReferralLine key={referral.id} referral={referral} today={today} />
          ))}
        </section>
      )}
      {meetings.length > 0 && (
        <section>
          <h2>{say('meeting.title')}</h2>
          {meetings.map(({ id, heldOn, people, decided }) => (
            <div key={id}>
              <p className="soft">{say('meeting.line', { day: dayText(heldOn), people })}</p>
              <p className="visit-note">{decided}</p>
            </div>
          ))}
        </section>
      )}
      <section>
        <h2>{say('recheck.title')}</h2>
        {rechecks.length === 0 && <p>{say('recheck.none')}</p>}
        {rechecks.map(({ id, verdict, checkedOn, byName }) => (
          <p key={id}>
            {dayText(checkedOn)} {recheckVerdicts.words[verdict]} {byName}
          </p>
        ))}
      </section>
      <p className="signatures">{say('case.signatures')}</p>
      <p className="sheet-note">
        {say('case.printedBy', { name: account.name, when: instantText(new Date().toISOString()) })}
      </p>
    </article>
  )
}

function Facts({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const facts: [string, string][] = [
    [say('case.elder'), `${aidCase.elderName} · ${aidCase.villageName}`],
    [say('cases.level'), aidCaseLevels.words[aidCase.level]],
    [say('cases.stage'), aidCaseStages.words[aidCase.stage]],
    [say('case.source'), aidCaseSources.words[aidCase.source]],
    [say('cases.owner'), aidCase.ownerName],
    [say('cases.openedAt'), instantText(aidCase.openedAt)],
    ...aidCaseClocks.keys.map((clock): [string, string] => [
      aidCaseClocks.words[clock],
      instantText(aidCase[clock]),
    ]),
  ]
  return (
    <section>
      <h2>{aidCase.trouble}</h2>
      <dl className="sheet-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
