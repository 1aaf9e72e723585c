// The parts of one elder's record as tabs: which there are, who may open each; the open one stands in the address.
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import type { Right } from '../../domain/accounts/rights.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useFilters } from '../address.ts'
import { AssessmentsPart } from '../assessments/AssessmentsPart.tsx'
import { ElderBenefits } from '../benefits/ElderBenefits.tsx'
import { ConsentsPart } from '../consents/ConsentsPart.tsx'
import { GroupHistory } from '../groups/GroupHistory.tsx'
import { HomeCarePart } from '../home-care/HomeCarePart.tsx'
import { useWords } from '../language.tsx'
import { HistoryPart } from '../life-events/HistoryPart.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { ServicesPart } from '../service-orders/ServicesPart.tsx'
import { useMay } from '../session.tsx'
import { StaysPart } from '../stays/StaysPart.tsx'
import { FamilyPart } from './family/FamilyPart.tsx'
import { Overview } from './Overview.tsx'

interface RecordPart {
  key: string
  word: MessageKey
  right: Right
  show: (elder: Elder) => ReactNode
}

const parts: readonly RecordPart[] = [
  {
    key: 'overview',
    word: 'record.overview',
    right: 'elder:read',
    show: elder => <Overview elder={elder} />,
  },
  {
    key: 'groups',
    word: 'record.groups',
    right: 'elder:read',
    show: elder => <GroupHistory elder={elder} />,
  },
  {
    key: 'benefits',
    word: 'record.benefits',
    right: 'benefit:read',
    show: elder => <ElderBenefits elder={elder} />,
  },
  {
    key: 'assessments',
    word: 'record.assessments',
    right: 'assessment:read',
    show: elder => <AssessmentsPart elder={elder} />,
  },
  {
    key: 'homeCare',
    word: 'part.homeCare',
    right: 'homeCare:read',
    show: elder => <HomeCarePart elder={elder} />,
  },
  {
    key: 'services',
    word: 'part.services',
    right: 'order:read',
    show: elder => <ServicesPart elder={elder} />,
  },
  {
    key: 'stays',
    word: 'stays.part',
    right: 'facility:read',
    show: elder => <StaysPart elder={elder} />,
  },
  {
    key: 'history',
    word: 'record.history',
    right: 'lifeEvent:read',
    show: elder => <HistoryPart elder={elder} />,
  },
  {
    key: 'family',
    word: 'record.family',
    right: 'elder:read',
    show: elder => <FamilyPart elder={elder} />,
  },
  {
    key: 'consents',
    word: 'consents.part',
    right: 'elder:read',
    show: elder => <ConsentsPart elder={elder} />,
  },
]

export function RecordParts({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [filters, change] = useFilters()
  const open = parts.filter(part => may(part.right))
  const chosen = open.find(part => part.key === filters.part) ?? open[0]
  if (!chosen) return null
  if (open.length === 1) return chosen.show(elder)
  return (
    <Tabs
      activeKey={chosen.key}
      destroyOnHidden
      onChange={part => change({ part: part === open[0]?.key ? undefined : part })}
      items={open.map(part => ({ key: part.key, label: say(part.word), children: part.show(elder) }))}
    />
  )
}
