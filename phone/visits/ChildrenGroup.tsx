// C1: when each child was last in touch, one tap each, and whom to urge.
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { askedAbout, type LastContact, lastContacts, mustUrge } from '../../domain/visits/supporters.ts'
import { ruleNumber } from '../due-list.ts'
import { relationWords } from '../elders/KinCalls.tsx'
import { Choice, Notice } from '../frame/Controls.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { AskAloud } from './AskAloud.tsx'
import type { StepParts } from './VisitForm.tsx'

type ChildrenParts = StepParts & { elder: BundleElder | undefined; phone: ScreenParts['phone'] }

export function ChildrenGroup({ draft, change, elder, phone }: ChildrenParts) {
  const speech = useSpeech()
  const { say, tag, choices } = speech
  const { today, settings } = useWork(phone.work)
  const children = askedAbout(elder?.kin ?? [])
  if (children.length === 0) return null
  const toggle = (kinId: string, when: LastContact) => {
    const others = draft.kinContacts.filter(one => one.kinId !== kinId)
    const isTakenBack = draft.kinContacts.some(one => one.kinId === kinId && one.when === when)
    change({ kinContacts: isTakenBack ? others : [...others, { kinId, when }] })
  }
  const days = ruleNumber(settings, 'visit.contactDays')
  return (
    <>
      <h2 className="section">{say('children.title')}</h2>
      {children.map(child => (
        <fieldset key={child.id} className="group question" aria-labelledby={`child-${child.id}`}>
          <div className="line">
            <h3 id={`child-${child.id}`}>
              {relationWords(child, speech)} {child.name}
            </h3>
            <AskAloud text={words => `${words.asks.C1} ${relationWords(child, speech)} ${child.name}`} />
          </div>
          {child.lastContactOn && <p>{say('children.known', { day: dayText(child.lastContactOn, tag) })}</p>}
          <div className="choices columns-2">
            {lastContacts.keys.map((when: LastContact) => (
              <Choice
                key={when}
                chosen={draft.kinContacts.some(one => one.kinId === child.id && one.when === when)}
                onChoose={() => toggle(child.id, when)}
              >
                {choices.lastContacts[when]}
              </Choice>
            ))}
          </div>
        </fieldset>
      ))}
      {mustUrge(children, draft.kinContacts, { today, days }) && (
        <Notice kind="warn" icon="phone">
          {say('children.urge')}
        </Notice>
      )}
    </>
  )
}
