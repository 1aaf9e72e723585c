// The open phone: which screen, and above each of them what is waiting to be sent.
import type { Session } from '../domain/accounts/account.ts'
import { call, newId } from '../ui/client.ts'
import { SignIn } from './account/SignIn.tsx'
import { go, goBack, usePlace } from './address.ts'
import { AssessForm } from './assessments/AssessForm.tsx'
import { CarryPage } from './carry/CarryPage.tsx'
import { deviceIdOf } from './device.ts'
import { SurgePage } from './duties/SurgePage.tsx'
import { ToldPage } from './duties/ToldPage.tsx'
import { ElderPage } from './elders/ElderPage.tsx'
import { KinPage } from './elders/KinPage.tsx'
import { ReportPage } from './elders/ReportPage.tsx'
import { TodayList } from './elders/TodayList.tsx'
import { Screen } from './frame/Controls.tsx'
import { homes } from './homes.tsx'
import { useSpeech } from './language.tsx'
import { NewcomerPage } from './newcomers/NewcomerPage.tsx'
import { type Opened, useOpenedPhone, useWork } from './open-phone.ts'
import type { PhonePeople } from './people.ts'
import { AskStandInPage } from './rounds/AskStandInPage.tsx'
import { MonthPage } from './rounds/MonthPage.tsx'
import { StandInsPage } from './rounds/StandInsPage.tsx'
import { WishPage } from './rounds/WishPage.tsx'
import type { SendingState } from './sending.ts'
import { ChangePin } from './settings/ChangePin.tsx'
import { MyTruthPage } from './settings/MyTruthPage.tsx'
import { SettingsPage } from './settings/SettingsPage.tsx'
import type { OpenStore, PhoneStore } from './store.ts'
import { PracticeDone, PracticeVisit } from './visits/Practice.tsx'
import { practiceId } from './visits/practising.ts'
import { SavedPage } from './visits/SavedPage.tsx'
import { VisitForm } from './visits/VisitForm.tsx'
import { RecordPage } from './waiting/RecordPage.tsx'
import { StatusStrip } from './waiting/StatusStrip.tsx'
import { WaitingList } from './waiting/WaitingList.tsx'

interface OpenPhoneProps {
  people: PhonePeople
  store: PhoneStore
  opened: OpenStore
  session: Session
  onLost: () => void
  onLock: () => void
  onSignOut: () => void
}

export function OpenPhone(props: OpenPhoneProps) {
  const { say } = useSpeech()
  const { phone, sendingState } = useOpenedPhone({ ...props, home: homes[props.session.post.role] })
  if (!phone)
    return (
      <Screen title={say('app.name')}>
        <p className="center">{say('app.loading')}</p>
      </Screen>
    )
  return <Screens {...props} phone={phone} sendingState={sendingState} />
}

/** What every screen of the open phone is given. */
export interface ScreenParts {
  phone: Opened
  sendingState: SendingState
}

function Screens(props: OpenPhoneProps & ScreenParts) {
  const { people, store, opened, phone, sendingState, onLock, onSignOut } = props
  const place = usePlace()
  const { session } = useWork(phone.work)
  const parts: ScreenParts = { phone, sendingState }
  const strip = <StatusStrip {...parts} />
  const home = homes[session.post.role]
  if (home && (place.at === 'today' || place.at === 'home'))
    return <home.Screens {...parts} strip={strip} path={place.at === 'home' ? place.path : ''} />
  switch (place.at) {
    case 'home':
    case 'today':
      return <TodayList {...parts} strip={strip} />
    case 'elder':
      if (place.elderId === practiceId) return <TodayList {...parts} strip={strip} />
      return <ElderPage {...parts} strip={strip} elderId={place.elderId} />
    case 'visit':
      if (place.elderId === practiceId) return <PracticeVisit {...parts} />
      return <VisitForm key={place.elderId} {...parts} elderId={place.elderId} />
    case 'kin':
      return <KinPage key={place.elderId} {...parts} elderId={place.elderId} />
    case 'wish':
      return <WishPage key={place.elderId} {...parts} elderId={place.elderId} />
    case 'month':
      return <MonthPage {...parts} />
    case 'standIns':
      return <StandInsPage {...parts} />
    case 'askStandIn':
      return <AskStandInPage {...parts} />
    case 'ability':
    case 'selfCare':
    case 'homeSafety':
      return <AssessForm key={place.at + place.elderId} {...parts} kind={place.at} elderId={place.elderId} />
    case 'report':
      return <ReportPage key={place.elderId} {...parts} elderId={place.elderId} />
    case 'saved':
      if (place.actId === practiceId) return <PracticeDone />
      return <SavedPage {...parts} actId={place.actId} />
    case 'newcomer':
      return <NewcomerPage {...parts} />
    case 'surge':
      return <SurgePage {...parts} strip={strip} surgeId={place.surgeId} />
    case 'told':
      return <ToldPage {...parts} />
    case 'waiting':
      return <WaitingList {...parts} people={people} strip={strip} />
    case 'carry':
      return <CarryPage {...parts} people={people} />
    case 'record':
      return <RecordPage {...parts} actId={place.actId} />
    case 'settings':
      return <SettingsPage {...parts} people={people} onLock={onLock} onSignOut={onSignOut} />
    case 'mine':
      return <MyTruthPage />
    case 'pin':
      return <ChangePin store={store} opened={opened} />
    case 'signIn':
      return <SignInAgain people={people} store={store} opened={opened} session={session} phone={phone} />
  }
}

function SignInAgain({
  people,
  store,
  opened,
  session,
  phone,
}: Pick<OpenPhoneProps, 'people' | 'store' | 'opened'> & { session: Session; phone: Opened }) {
  const { say } = useSpeech()
  return (
    <SignIn
      deviceFor={async () => ({
        id: await deviceIdOf(store, newId),
        phoneId: await people.phoneId(newId),
      })}
      notice={say('signIn.again')}
      login={session.account.login}
      back
      onSession={async (renewed, password) => {
        const inPost =
          renewed.post.id === session.post.id
            ? renewed
            : await call('session.choosePost', { postId: session.post.id })
        await store.setPassword(opened, password)
        await opened.writeValue('session', inPost)
        void phone.sending.run({ force: true })
        if (window.location.hash === '#/signIn') goBack()
        else go({ at: 'today' }, { replace: true })
      }}
    />
  )
}
