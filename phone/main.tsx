// Starts the visitors' app.
import './phone.css'
import './orders/orders.css'
import './rounds/rounds.css'
import { Component, type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { Button, Notice, Screen } from './frame/Controls.tsx'
import { SpeechProvider, useSpeech } from './language.tsx'
import { phonePeople } from './people.ts'
import { registerWorker } from './update.ts'

const people = phonePeople()

/** A fault in a screen must end in a sentence and a button, never in a white page. */
class Safety extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { say } = useSpeech()
  return (
    <Screen title={say('app.name')}>
      <Notice kind="danger">{say('app.broken')}</Notice>
      <Button kind="main" onClick={() => window.location.reload()}>
        {say('app.reopen')}
      </Button>
    </Screen>
  )
}

registerWorker()
const root = document.getElementById('phone')
if (root)
  createRoot(root).render(
    <StrictMode>
      <SpeechProvider store={people.shared}>
        <Safety>
          <App people={people} />
        </Safety>
      </SpeechProvider>
    </StrictMode>,
  )
