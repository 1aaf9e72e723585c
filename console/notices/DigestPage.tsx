// An officer's morning on one page: lives in danger, cases past their time, visits past their day; prints as it stands.
import { Button, Input, Space } from 'antd'
import { aidCaseLevels, aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { type Digest, type DigestCase, digestText } from '../../domain/notices/digest.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText, instantText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered } from '../states.tsx'
import '../elder-lists/sheets.css'

export function DigestPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const day = /^\d{4}-\d{2}-\d{2}$/.test(filters.day ?? '') ? (filters.day ?? '') : dayOf(new Date())
  const digest = useAnswer('digest.read', { regionCode: region, day })
  return (
    <Page
      title={say('digest.title')}
      above={<RegionBar code={region} to={code => paths.digest({ ...filters, region: code })} />}
      actions={
        <Space>
          <Input
            type="date"
            aria-label={say('digest.day')}
            value={day}
            onChange={event => change({ day: event.target.value || undefined })}
          />
          <Button type="primary" disabled={!digest.data} onClick={() => window.print()}>
            {say('digest.print')}
          </Button>
        </Space>
      }
    >
      <Answered query={digest}>{answer => <Sheet digest={answer} region={region} />}</Answered>
    </Page>
  )
}

function Sheet({ digest, region }: { digest: Digest; region: string }) {
  const say = useWords()
  return (
    <article className="sheet document">
      <p>
        <strong>{say('digest.of', { region: digest.regionName, day: dayText(digest.day) })}</strong>
      </p>
      <p>{digestText(digest.counts)}。</p>
      <Cases title={say('digest.lives')} cases={digest.lives} />
      <Cases title={say('digest.overdue')} cases={digest.overdue} />
      <section>
        <h2>{say('digest.visits')}</h2>
        {digest.visits.length === 0 ? (
          <p>{say('digest.none')}</p>
        ) : (
          <ul>
            {digest.visits.map(one => (
              <li key={one.regionCode}>
                {one.regionCode === region ? (
                  one.name
                ) : (
                  <Go to={paths.digest({ region: one.regionCode, day: digest.day })}>{one.name}</Go>
                )}{' '}
                {say('digest.people', { count: one.elders })}
              </li>
            ))}
          </ul>
        )}
      </section>
    </article>
  )
}

function Cases({ title, cases }: { title: string; cases: readonly DigestCase[] }) {
  const say = useWords()
  return (
    <section>
      <h2>{title}</h2>
      {cases.length === 0 ? (
        <p>{say('digest.none')}</p>
      ) : (
        <ul>
          {cases.map(one => (
            <li key={one.id}>
              <Go to={paths.aidCase(one)}>{aidCaseLevels.words[one.level]}</Go>{' '}
              {say('digest.line', {
                ...{ village: one.villageName, elder: one.elder, trouble: one.trouble },
                ...{ stage: aidCaseStages.words[one.stage], owner: one.ownerName },
                time: instantText(one.openedAt),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
