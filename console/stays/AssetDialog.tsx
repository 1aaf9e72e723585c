// Writes down a contract of house or land for care as it was brought to the desk.
import { Form } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { type AssetTerms, assetKinds, titleHolders } from '../../domain/stays/asset.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { FindLodger } from './FindLodger.tsx'
import { useReach } from './reach.ts'

interface Filled {
  elderId: string
  kind: AssetTerms['kind']
  asset: string
  title: AssetTerms['title']
  valueYuan?: number
  counterparty: string
  facilityId?: string
  promise: string
  signedOn: string
  witnessName?: string
}

export function AssetDialog({ countyCode, onClose }: { countyCode: string; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const [id] = useState(newId)
  const { post } = useSession()
  const register = useAct('assetContract.register', ['assetContract.list'])
  const homes = useAnswer('stay.homes', { regionCode: useReach(countyCode), limit: 200 })
  return (
    <FormDialog<Filled>
      title={say('assets.register')}
      note={say('assets.registerNote')}
      submit={say('form.save')}
      act={register}
      initial={{ kind: 'houseForCare', title: 'titleElder', signedOn: dayOf(new Date()) }}
      fields={[
        { name: 'kind', word: say('stays.kind'), as: 'choice', words: assetKinds.words },
        { name: 'asset', word: say('assets.asset'), as: 'text' },
        { name: 'title', word: say('assets.titleHolder'), as: 'choice', words: titleHolders.words },
        { name: 'valueYuan', word: say('assets.value'), as: 'yuan', optional: true },
        { name: 'counterparty', word: say('assets.counterparty'), as: 'text', most: 100 },
        {
          ...{ name: 'facilityId', word: say('assets.home'), as: 'choice', help: say('assets.homeHelp') },
          words: Object.fromEntries((homes.data?.rows ?? []).map(home => [home.facilityId, home.name])),
          optional: post.role !== 'stationManager',
        },
        { name: 'promise', word: say('assets.promise'), as: 'long', most: 1_000 },
        { name: 'signedOn', word: say('stays.signedOn'), as: 'day' },
        { name: 'witnessName', word: say('assets.witness'), as: 'text', most: 40, optional: true },
      ]}
      onSubmit={({ elderId, valueYuan, witnessName, facilityId, ...terms }) =>
        register.mutate(
          {
            ...{ countyCode, id, elderId },
            terms: {
              ...terms,
              facilityId: facilityId ?? null,
              valueFen: valueYuan === undefined || valueYuan === null ? null : fenOf(valueYuan),
              witnessName: witnessName?.trim() || null,
            },
          },
          { onSuccess: () => go(paths.asset({ countyCode, id })) },
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="elderId"
        label={say('stays.resident')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <FindLodger countyCode={countyCode} />
      </Form.Item>
    </FormDialog>
  )
}
