// An elder for whom a bed is sought: carried in the address from her wish to the bed, and said on every screen on the way.
import { Alert, Button } from 'antd'
import { useFilters } from '../address.ts'
import { useWords } from '../language.tsx'

export interface Seeking {
  elder: string
  name: string
}

export function useSeeking(): Seeking | null {
  const [{ elder, name }] = useFilters()
  return elder && name ? { elder, name } : null
}

export function SeekingNote({ word }: { word: 'stays.seekingHome' | 'stays.seekingBed' }) {
  const say = useWords()
  const [, change] = useFilters()
  const seeking = useSeeking()
  if (!seeking) return null
  const stop = () => change({ elder: undefined, name: undefined, near: undefined })
  return (
    <Alert
      type="info"
      showIcon
      className="state no-print"
      title={say(word, { name: seeking.name })}
      action={
        <Button size="small" onClick={stop}>
          {say('stays.stopSeeking')}
        </Button>
      }
    />
  )
}
