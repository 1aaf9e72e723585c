// The house as a picture one can read: people under the roof, those who left beside it, the neighbours below.
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Elder } from '../../../domain/elders/elder.ts'
import { monthWords } from '../../../domain/elders/family.ts'
import { dwellings, type Household } from '../../../domain/elders/household.ts'
import type { Kin } from '../../../domain/elders/kin.ts'
import { Go } from '../../Go.tsx'
import { useWords } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { firstToCall, isAway, isCloseBy, whereWords } from './kin-words.ts'

interface HousePictureProps {
  elder: Elder
  household: Household
  /** Those who can be called, first to last. */
  kin: readonly Kin[]
}

export function HousePicture({ elder, household, kin }: HousePictureProps) {
  const say = useWords()
  const first = firstToCall(kin)
  const away = kin.filter(one => !isCloseBy(one) && one.whereabouts !== 'sameHousehold')
  const near = kin.filter(isCloseBy)
  const card = (one: Kin) => (
    <KinCard key={one.id} kin={one} isFirst={one === first} countyCode={elder.countyCode} />
  )
  return (
    <div className="house-scene">
      <House elder={elder} household={household} />
      <div className="house-beside">
        <h3>{say('family.away')}</h3>
        {away.length === 0 ? (
          <p className="soft">{say('family.noneAway')}</p>
        ) : (
          <ul className="kin-cards">{away.map(card)}</ul>
        )}
        <h3>{say('family.near')}</h3>
        {near.length === 0 ? (
          <p className="soft">{say('family.noneNear')}</p>
        ) : (
          <ul className="kin-cards">{near.map(card)}</ul>
        )}
      </div>
    </div>
  )
}

function House({ elder, household }: { elder: Elder; household: Household }) {
  const say = useWords()
  const address = [household.villageName, household.address].filter(Boolean).join(' ')
  return (
    <div className="house">
      <svg className="house-roof" viewBox="0 0 400 90" preserveAspectRatio="none" aria-hidden="true">
        <path className="house-chimney" d="M292 40 V2 H322 V40 Z" />
        <path d="M0 90 L40 24 Q200 4 360 24 L400 90 Z" />
      </svg>
      <div className="house-walls">
        <ul className="house-people">
          {household.members.map(member => (
            <Person key={member.id} isHere={member.id === elder.id}>
              {member.id === elder.id ? (
                <b>{member.name}</b>
              ) : (
                <Go to={paths.elder({ countyCode: household.countyCode, id: member.id }, { part: 'family' })}>
                  {member.name}
                </Go>
              )}
              <span className="soft small">
                {[
                  member.age !== null && say('elder.age', { age: member.age }),
                  member.id === elder.id
                    ? say('family.here')
                    : say('family.since', { month: monthWords(member.since) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Person>
          ))}
          {household.kinAtHome.map(one => (
            <Person key={one.id} isYoung>
              {one.name}
              <span className="soft small">
                {one.ofElderId === elder.id ? one.relation : `${one.ofElderName}的${one.relation}`} ·{' '}
                {say('family.outsideLedger')}
              </span>
            </Person>
          ))}
        </ul>
        <p className="house-plate">
          {address || say('house.noAddress')}
          {household.dwelling && ` · ${dwellings.words[household.dwelling]}`}
          {household.phoneMask && ` · ${household.phoneMask}`}
        </p>
      </div>
    </div>
  )
}

function Person({
  isHere = false,
  isYoung = false,
  children,
}: {
  isHere?: boolean
  isYoung?: boolean
  children: ReactNode
}) {
  return (
    <li className={`house-person${isHere ? ' here' : ''}${isYoung ? ' young' : ''}`}>
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle cx="20" cy="13" r="8" />
        <path d="M5 38 a15 14 0 0 1 30 0 Z" />
      </svg>
      <span className="house-name">{children}</span>
    </li>
  )
}

interface KinCardProps {
  kin: Kin
  isFirst: boolean
  countyCode: string
}

function KinCard({ kin, isFirst, countyCode }: KinCardProps) {
  const say = useWords()
  const far = isAway(kin) ? ' far' : ''
  return (
    <li className={`kin-card${isFirst ? ' first' : ''}${far}`}>
      <div className="kin-card-head">
        <span>
          <span className="soft">{kin.relation}</span>{' '}
          {kin.linkedElderId ? (
            <Go to={paths.elder({ countyCode: countyCode, id: kin.linkedElderId }, { part: 'family' })}>
              {kin.name}
            </Go>
          ) : (
            <b>{kin.name}</b>
          )}
        </span>
        {isFirst && <Tag className="kin-tag first">{say('family.callFirst')}</Tag>}
      </div>
      <div>{whereWords(say, kin)}</div>
      <div className="soft small">
        {[
          kin.phoneMask ?? say('elder.noPhone'),
          kin.lastContactOn && say('family.lastContact', { day: kin.lastContactOn }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {(kin.hasKey || kin.isSupporter) && (
        <div className="tags">
          {kin.hasKey && <Tag className="kin-tag key">{say('family.key')}</Tag>}
          {kin.isSupporter && <Tag>{say('family.supporter')}</Tag>}
        </div>
      )}
    </li>
  )
}
