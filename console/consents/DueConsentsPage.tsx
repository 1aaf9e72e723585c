// Whose will is to be asked again, or was never asked: one list a purpose.
import { Segmented, Select } from 'antd'
import { consentPurposes } from '../../domain/consents/consent.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { columnsOfElders } from '../elders/ElderTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'

const columns = ['sex', 'age', 'township', 'village', 'groups', 'visitor'] as const

export function DueConsentsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const purpose = consentPurposes.keys.find(key => key === filters.purpose) ?? 'beVisited'
  const neverAsked = filters.never === 'yes'
  const list = usePages('consent.due', { regionCode: region, purpose, neverAsked })
  return (
    <Page
      title={say('consents.dueTitle')}
      above={<RegionBar code={region} to={code => paths.dueConsents({ ...filters, region: code })} />}
    >
      <search className="filters no-print">
        <Select
          className="filter-group"
          size="large"
          aria-label={say('consents.purpose')}
          value={purpose as string}
          options={consentPurposes.keys.map(key => ({
            value: key as string,
            label: consentPurposes.words[key],
          }))}
          onChange={chosen => change({ purpose: chosen })}
        />
        <Segmented
          size="large"
          value={neverAsked ? 'never' : 'due'}
          options={[
            { value: 'due', label: say('consents.dueAgain') },
            { value: 'never', label: say('consents.neverAsked') },
          ]}
          onChange={chosen => change({ never: chosen === 'never' ? 'yes' : undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('consents.dueNone')}>
          {rows => (
            <CardTable
              rowKey="id"
              dataSource={rows}
              pagination={false}
              columns={[
                ...columnsOfElders<(typeof rows)[number]>(say, columns),
                {
                  key: 'again',
                  title: say('consents.askAgainOn'),
                  render: (_, row) => row.askAgainOn ?? say('consents.neverAsked'),
                },
                {
                  key: 'ask',
                  width: 110,
                  render: (_, row) => (
                    <Go to={paths.elder(row, { part: 'consents' })}>{say('consents.ask')}</Go>
                  ),
                },
              ]}
            />
          )}
        </Paged>
      </Panel>
    </Page>
  )
}
