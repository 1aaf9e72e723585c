// Where no line comes for days: her records leave on a colleague's phone that cannot read them, and receipts return.
import { useEffect, useState } from 'react'
import { CarriedFile, type CarriedFile as File_ } from '../../domain/sync/carrying.ts'
import { go } from '../address.ts'
import { takeAboard, takeReceipts } from '../carrying.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { PhonePeople } from '../people.ts'
import { handOver } from './hand-over.ts'

interface Standing {
  /** Sealed records of everybody on this phone that wait. */
  own: File_['acts']
  needsPin: number
  cargoWaiting: number
  receipts: File_['receipts']
  troubles: string[]
}

async function standingOf(people: PhonePeople): Promise<Standing> {
  const persons = await people.list()
  const unsent = await Promise.all(persons.map(person => people.storeOf(person).unsent()))
  const cargo = await people.shared.cargo.list()
  return {
    own: unsent.flatMap(({ letters }) => letters),
    needsPin: unsent.reduce((sum, one) => sum + one.needsPin, 0),
    cargoWaiting: cargo.filter(({ receipt, trouble }) => !receipt && !trouble).length,
    receipts: cargo.flatMap(({ receipt }) => (receipt ? [receipt] : [])),
    troubles: cargo.flatMap(({ trouble }) => (trouble ? [trouble] : [])),
  }
}

export function CarryPage({ phone, people }: ScreenParts & { people: PhonePeople }) {
  const { say } = useSpeech()
  const { acts } = useWork(phone.work)
  const [standing, setStanding] = useState<Standing | null>(null)
  const [said, setSaid] = useState<{ kind: 'good' | 'danger'; text: string } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is sent or answered changes what waits
  useEffect(() => {
    void standingOf(people).then(setStanding)
  }, [people, acts, said])

  async function take(chosen: Blob): Promise<void> {
    const file = CarriedFile.safeParse(await readJson(chosen))
    if (!file.success) return setSaid({ kind: 'danger', text: say('carry.wrongFile') })
    const own = await takeReceipts(people, file.data.receipts)
    const { taken, known } = await takeAboard(people.shared, file.data.acts, new Date())
    await phone.receiveCarried()
    const text =
      own > 0
        ? say('carry.receiptsTaken', { count: own })
        : taken + known > 0
          ? say('carry.taken', { count: taken, known })
          : say('carry.nothingForUs')
    setSaid({ kind: own + taken + known > 0 ? 'good' : 'danger', text })
    void phone.sending.run({ force: true })
  }

  async function give(file: Partial<File_>, kind: 'records' | 'receipts'): Promise<void> {
    const content = { format: 'wanqing-carried-1' as const, acts: [], receipts: [], ...file }
    const given = await handOver(content, say(`carry.file.${kind}`))
    if (given) setSaid({ kind: 'good', text: say(`carry.given.${kind}`) })
  }

  return (
    <Screen title={say('carry.title')} back={() => go({ at: 'waiting' })}>
      <p className="soft">{say('carry.why')}</p>
      {said && <Notice kind={said.kind}>{said.text}</Notice>}
      {!standing && <p className="center">{say('app.loading')}</p>}
      {standing && (
        <Outgoing standing={standing} onGive={() => void give({ acts: standing.own }, 'records')} />
      )}
      <h2 className="section">{say('carry.forOthers')}</h2>
      <p className="soft">{say('carry.forOthersWhy')}</p>
      <TakeFile onFile={file => void take(file)} />
      {standing && standing.cargoWaiting > 0 && (
        <Notice kind="warn">{say('carry.cargoWaiting', { count: standing.cargoWaiting })}</Notice>
      )}
      {standing?.troubles.map(trouble => (
        <Notice key={trouble} kind="danger">
          {trouble}
        </Notice>
      ))}
      {standing && standing.receipts.length > 0 && (
        <>
          <Notice kind="good">{say('carry.receiptsHere', { count: standing.receipts.length })}</Notice>
          <Button onClick={() => void give({ receipts: standing.receipts }, 'receipts')}>
            {say('carry.giveReceipts')}
          </Button>
        </>
      )}
    </Screen>
  )
}

function Outgoing({ standing, onGive }: { standing: Standing; onGive: () => void }) {
  const { say } = useSpeech()
  const { own, needsPin } = standing
  return (
    <>
      <h2 className="section">{say('carry.own')}</h2>
      {own.length === 0 ? (
        <p className="soft">{say('carry.nothingWaits')}</p>
      ) : (
        <Button kind="main" icon="upload" onClick={onGive}>
          {say('carry.give', { count: own.length })}
        </Button>
      )}
      {needsPin > 0 && <Notice kind="info">{say('carry.unsealed', { count: needsPin })}</Notice>}
      <p className="soft">{say('carry.noPhotos')}</p>
    </>
  )
}

function TakeFile({ onFile }: { onFile: (file: Blob) => void }) {
  const { say } = useSpeech()
  return (
    <label className="button plain">
      <span>{say('carry.take')}</span>
      <input
        type="file"
        className="hidden-file"
        accept=".json,application/json"
        onChange={event => {
          const [file] = event.target.files ?? []
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
    </label>
  )
}

async function readJson(file: Blob): Promise<unknown> {
  try {
    return JSON.parse(await file.text())
  } catch {
    return null
  }
}
