// A life may be at stake: call first, fill in afterwards (domain.md §1.5, level P0).
import { diallable } from '../../domain/elders/telephone.ts'
import type { VisitField } from '../../domain/visits/answers.ts'
import { Button, Cover } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { PhoneKey } from '../messages/zh.ts'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { emergencyNumbers, withoutDanger } from './draft.ts'
import type { StepParts } from './VisitForm.tsx'

type AdviceParts = StepParts & { field: VisitField; phone: ScreenParts['phone'] }

export function DangerAdvice({ field, draft, change, phone }: AdviceParts) {
  const { say, choices } = useSpeech()
  return (
    <Cover title={say('danger.title')} kind="emergency">
      <p className="big">
        {choices.fields[field]}: {choices.levels.danger}
      </p>
      <EmergencyCalls fields={[field]} elderId={draft.elderId} phone={phone} />
      <Button kind="main" onClick={() => change({ advised: [...draft.advised, field] })}>
        {say('danger.done')}
      </Button>
      <Button onClick={() => change(withoutDanger(draft, field))}>{say('danger.mistake')}</Button>
    </Cover>
  )
}

/** The numbers that fit, then the village secretary, then the family. */
export function EmergencyCalls({
  fields,
  elderId,
  phone,
}: {
  fields: readonly VisitField[]
  elderId: string
  phone: ScreenParts['phone']
}) {
  const { say } = useSpeech()
  const { elders } = useWork(phone.work)
  const elder = elders.find(one => one.elder.id === elderId)?.elder
  const contact = elder?.contact
  const keeper = elder?.kin?.find(one => one.hasKey && one.phone)
  const numbers = [...new Set(fields.flatMap(field => emergencyNumbers[field] ?? []))]
  return (
    <div className="calls">
      {numbers.map(number => (
        <a key={number} className="button danger" href={`tel:${number}`}>
          <Icon name="phone" />
          <span>
            {say('danger.call', { number })} · {say(`danger.${number}` as PhoneKey)}
          </span>
        </a>
      ))}
      <p>{say('danger.stay')}</p>
      <p>
        <strong>{say('danger.secretary')}</strong>
      </p>
      {keeper?.phone && (
        <a className="button" href={`tel:${diallable(keeper.phone)}`}>
          <Icon name="phone" />
          <span>{say('danger.key', { name: keeper.name })}</span>
        </a>
      )}
      {contact?.phone && (
        <a className="button" href={`tel:${diallable(contact.phone)}`}>
          <Icon name="phone" />
          <span>{say('danger.family', { name: contact.name, relation: contact.relation })}</span>
        </a>
      )}
    </div>
  )
}
