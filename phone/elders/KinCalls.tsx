// Whom to call about an elder, first to last, abroad too: a touch dials. Who has the key says so.

import { diallable, showTelephone } from '../../domain/elders/telephone.ts'
import { monthOf } from '../../domain/kernel/day.ts'
import type { BundleElder, CarriedKin } from '../../domain/sync/bundle.ts'
import { go } from '../address.ts'
import { Button } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'

type Speech = ReturnType<typeof useSpeech>

export function KinCalls({ elder }: { elder: BundleElder }) {
  const speech = useSpeech()
  const { say } = speech
  const kin = elder.kin ?? []
  return (
    <section aria-label={say('kin.title')}>
      <h2 className="section">{say('kin.title')}</h2>
      {kin.length === 0 && <p className="soft">{say('kin.none')}</p>}
      {kin.length > 0 && (
        <ol className="calls kin-calls">
          {kin.map(one => (
            <li key={one.id}>
              <KinCall kin={one} speech={speech} />
            </li>
          ))}
        </ol>
      )}
      <Button icon="pen" onClick={() => go({ at: 'kin', elderId: elder.id })}>
        {say('kin.correct')}
      </Button>
    </section>
  )
}

function KinCall({ kin, speech }: { kin: CarriedKin; speech: Speech }) {
  const { say } = speech
  const lines = (
    <span>
      <strong>
        {relationWords(kin, speech)} {kin.name}
      </strong>
      <span className="kin-line">{whereWords(kin, speech)}</span>
      <span className="kin-line">{kin.phone ? showTelephone(kin.phone) : say('kin.noPhone')}</span>
      {kin.hasKey && <span className="mark warn">{say('kin.key')}</span>}
    </span>
  )
  return kin.phone ? (
    <a className="button" href={`tel:${diallable(kin.phone)}`}>
      <Icon name="phone" />
      {lines}
    </a>
  ) : (
    <div className="button still">
      <Icon name="person" />
      {lines}
    </div>
  )
}

/** The family's own word where it is written in the language of the screen. */
export function relationWords(
  kin: Pick<CarriedKin, 'kinship' | 'relation'>,
  { tag, choices }: Speech,
): string {
  return tag.startsWith('zh') || kin.kinship === undefined ? kin.relation : choices.kinships[kin.kinship]
}

function whereWords(kin: CarriedKin, { say, choices }: Speech): string {
  const country = kin.country && kin.country !== 'otherCountry' ? choices.countries[kin.country] : null
  const place = [country, kin.livesIn?.replace(country ?? '', '')].filter(Boolean).join(' ')
  const where = place || (kin.whereabouts ? choices.whereabouts[kin.whereabouts] : '')
  const left = kin.leftOn ? monthOf(kin.leftOn).split('-') : null
  const since = left && say('kin.since', { year: left[0] ?? '', month: Number(left[1]) })
  return [where, since].filter(Boolean).join(' · ')
}
