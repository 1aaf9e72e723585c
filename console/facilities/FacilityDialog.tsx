// Registers a place, or corrects what is written of it.
import { Form, Modal } from 'antd'
import { useState } from 'react'
import {
  type FacilityFields,
  type FacilityKind,
  type FacilityState,
  tierOfKind,
} from '../../domain/facilities/facility.ts'
import type { FacilityParts } from '../../domain/facilities/site.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble, useNotice } from '../states.tsx'
import { FacilityForm } from './FacilityForm.tsx'
import { coordinatesIn, coordinatesText, minuteIn, minuteText } from './typed.ts'

export interface FilledFacility
  extends Omit<FacilityFields, 'lon' | 'lat' | 'opensAt' | 'closesAt' | 'openingWeek'> {
  coordinates?: string
  opensAt: string
  closesAt: string
  /** 0 is Monday. */
  days: number[]
  managerPhone?: string
  canteenId?: string | null
  regionCode: string
  state: FacilityState
  fromOn: string
}

interface FacilityDialogProps {
  region: string
  held?: FacilityParts
  onClose: () => void
}

const fresh = {
  ...{
    kind: 'elderCourtyard' as FacilityKind,
    tier: tierOfKind.elderCourtyard,
    governingBody: 'elderAssociation',
  },
  ...{ beds: 0, fullDayLodging: false, dayPlaces: 0, services: ['recreation'], staff: {}, winter: 'asUsual' },
  ...{ days: [0, 1, 2, 3, 4, 5, 6], opensAt: '08:00', closesAt: '17:00', state: 'running' },
} as const

/** What the form shows of a place that is there. */
function filledFrom({ facility }: FacilityParts): Partial<FilledFacility> {
  const { lon, lat, opensAt, closesAt, openingWeek, ...rest } = facility
  return {
    ...rest,
    ...{ coordinates: coordinatesText(lon ?? null, lat ?? null), opensAt: minuteText(opensAt) },
    ...{
      closesAt: minuteText(closesAt),
      days: [...openingWeek].flatMap((day, at) => (day === 'O' ? [at] : [])),
    },
  }
}

/** What is sent of what was filled in. */
function fieldsFrom(filled: FilledFacility): FacilityFields {
  const trimmed = (text: string | null | undefined) => text?.trim() || null
  return {
    ...{ registryNumber: trimmed(filled.registryNumber), kind: filled.kind, tier: filled.tier },
    ...{ name: filled.name, address: trimmed(filled.address), telephone: trimmed(filled.telephone) },
    ...(coordinatesIn(filled.coordinates ?? '') ?? { lon: null, lat: null }),
    ...{ governingBody: filled.governingBody, governingName: trimmed(filled.governingName) },
    ...{ managerName: trimmed(filled.managerName), managerRole: filled.managerRole ?? null },
    ...{ beds: filled.beds ?? 0, fullDayLodging: filled.fullDayLodging, dayPlaces: filled.dayPlaces ?? 0 },
    areaSquareMeters: filled.areaSquareMeters ?? null,
    staff: Object.fromEntries(Object.entries(filled.staff ?? {}).filter(([, count]) => (count ?? 0) > 0)),
    services: filled.services ?? [],
    openingWeek: Array.from({ length: 7 }, (_, at) => (filled.days.includes(at) ? 'O' : '-')).join(''),
    ...{ opensAt: minuteIn(filled.opensAt), closesAt: minuteIn(filled.closesAt), winter: filled.winter },
    note: trimmed(filled.note),
  }
}

export function FacilityDialog({ region, held, onClose }: FacilityDialogProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<FilledFacility>()
  const register = useAct('facility.register', ['facility.list', 'facility.standing', 'facility.network'])
  const change = useAct('facility.change', ['facility.get', 'facility.list', 'facility.standing'])
  const { error, isPending } = held ? change : register
  const done = () => {
    notice.done(say('facility.saved'))
    onClose()
  }
  const save = (filled: FilledFacility) => {
    const fields = fieldsFrom(filled)
    const managerPhone = filled.managerPhone?.trim() || null
    if (held) {
      const { countyCode, id: heldId, version } = held.facility
      change.mutate(
        {
          ...{ countyCode, id: heldId, version, ...fields, canteenId: filled.canteenId ?? null },
          ...(managerPhone !== null && { managerPhone }),
        },
        { onSuccess: done },
      )
      return
    }
    const { regionCode, state, fromOn } = filled
    register.mutate(
      { id, regionCode, ...fields, managerPhone, state, fromOn },
      {
        onSuccess: () => {
          done()
          go(paths.facility({ countyCode: regionCode.slice(0, 6), id }))
        },
      },
    )
  }
  return (
    <Modal
      open
      width={760}
      title={say(held ? 'facility.change' : 'network.register')}
      okText={say('facility.save')}
      okButtonProps={{ loading: isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<FilledFacility>
        form={form}
        layout="vertical"
        onFinish={save}
        onValuesChange={changed => {
          const kind = (changed as Partial<FilledFacility>).kind
          if (kind && !held) form.setFieldsValue({ tier: tierOfKind[kind] })
        }}
        initialValues={
          held
            ? filledFrom(held)
            : {
                ...fresh,
                fromOn: dayOf(new Date()),
                ...(levelOf(region) === 'village' && { regionCode: region }),
              }
        }
      >
        <FacilityForm region={region} {...(held && { held })} />
      </Form>
      {error && <Trouble error={error} />}
    </Modal>
  )
}
