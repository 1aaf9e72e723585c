// Where no line comes for days: her records leave on a colleague's phone that cannot read them, and receipts return.
import { lazy, Suspense, useEffect, useState } from 'react'
import { CarriedFile, type CarriedFile as File_ } from '../../domain/sync/carrying.ts'
import { go } from '../address.ts'
import { takeAboard, takeReceipts } from '../carrying.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { PhonePeople } from '../people.ts'
import { handOver } from './hand-over.ts'

// Most days nobody holds one phone before another: what that needs stays out of the first load.
const ShowSquares = lazy(() => import('./ShowSquares.tsx').then(it => ({ default: it.ShowSquares })))
const ScanSquares = lazy(() => import('./ScanSquares.tsx').then(it => ({ default: it.ScanSquares })))

type Given = 'records' | 'receipts'

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
  const [showing, setShowing] = useState<Given | null>(null)
  const [scanning, setScanning] = useState(false)
  const [said, setSaid] = useState<{ kind: 'good' | 'danger'; text: string } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is sent or answered changes what waits
  useEffect(() => {
    void standingOf(people).then(setStanding)
  }, [people, acts, said])

  async function take(file: File_ | null): Promise<void> {
    setScanning(false)
    if (!file) return setSaid({ kind: 'danger', text: say('carry.wrongFile') })
    const own = await takeReceipts(people, file.receipts)
    const { taken, known } = await takeAboard(people.shared, file.acts, new Date())
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

  async function give(file: Partial<File_>, kind: Given): Promise<void> {
    const content = { format: 'wanqing-carried-1' as const, acts: [], receipts: [], ...file }
    const given = await handOver(content, say(`carry.file.${kind}`))
    if (given) setSaid({ kind: 'good', text: say(`carry.given.${kind}`) })
  }

  function shown(kind: Given): void {
    setShowing(null)
    setSaid({ kind: 'good', text: say(`squares.given.${kind}`) })
  }

  const { own = [], receipts = [] } = standing ?? {}
  return (
    <Screen title={say('carry.title')} back={() => go({ at: 'waiting' })}>
      <p className="soft">{say('carry.why')}</p>
      {said && <Notice kind={said.kind}>{said.text}</Notice>}
      {!standing && <p className="center">{say('app.loading')}</p>}
      {standing && (
        <Outgoing
          standing={standing}
          onShow={() => setShowing('records')}
          onGive={() => void give({ acts: own }, 'records')}
        />
      )}
      <h2 className="section">{say('carry.forOthers')}</h2>
      <p className="soft">{say('carry.forOthersWhy')}</p>
      <Button icon="camera" onClick={() => setScanning(true)}>
        {say('carry.scan')}
      </Button>
      <TakeFile onFile={chosen => void fileOf(chosen).then(take)} />
      {standing && (
        <ForOthers
          standing={standing}
          onShow={() => setShowing('receipts')}
          onGive={() => void give({ receipts }, 'receipts')}
        />
      )}
      <Suspense fallback={<p className="center">{say('app.loading')}</p>}>
        {showing && (
          <ShowSquares
            content={showing === 'records' ? { acts: own, receipts: [] } : { acts: [], receipts }}
            onDone={() => shown(showing)}
          />
        )}
        {scanning && <ScanSquares onTaken={file => void take(file)} onClose={() => setScanning(false)} />}
      </Suspense>
    </Screen>
  )
}

interface GivingProps {
  standing: Standing
  onShow: () => void
  onGive: () => void
}

function ForOthers({ standing, onShow, onGive }: GivingProps) {
  const { say } = useSpeech()
  const { cargoWaiting, troubles, receipts } = standing
  return (
    <section className="after-form">
      {cargoWaiting > 0 && <Notice kind="warn">{say('carry.cargoWaiting', { count: cargoWaiting })}</Notice>}
      {troubles.map(trouble => (
        <Notice key={trouble} kind="danger">
          {trouble}
        </Notice>
      ))}
      {receipts.length > 0 && (
        <>
          <Notice kind="good">{say('carry.receiptsHere', { count: receipts.length })}</Notice>
          <Button kind="main" icon="squares" onClick={onShow}>
            {say('carry.showReceipts')}
          </Button>
          <Button onClick={onGive}>{say('carry.giveReceipts')}</Button>
        </>
      )}
    </section>
  )
}

function Outgoing({ standing, onShow, onGive }: GivingProps) {
  const { say } = useSpeech()
  const { own, needsPin } = standing
  return (
    <>
      <h2 className="section">{say('carry.own')}</h2>
      {own.length === 0 ? (
        <p className="soft">{say('carry.nothingWaits')}</p>
      ) : (
        <>
          <p>{say('carry.waits', { count: own.length })}</p>
          <Button kind="main" icon="squares" onClick={onShow}>
            {say('carry.show')}
          </Button>
          <Button onClick={onGive}>{say('carry.give')}</Button>
        </>
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

async function fileOf(chosen: Blob): Promise<File_ | null> {
  try {
    const file = CarriedFile.safeParse(JSON.parse(await chosen.text()))
    return file.success ? file.data : null
  } catch {
    return null
  }
}
