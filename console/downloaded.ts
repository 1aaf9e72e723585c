// A kept photo while it is looked at: fetched once an opening, because each opening is one entry of the audit trail.
import { useEffect, useState } from 'react'
import type { OperationName, Sent } from '../domain/api.ts'
import { download } from '../ui/client.ts'
import { useNotice } from './states.tsx'

export interface Downloaded {
  address: string
  isPdf: boolean
}

/** The address to show it from, null until it is here; a refusal is said in the corner, then `onRefused`. */
export function useDownloaded<Name extends OperationName>(
  name: Name,
  input: Sent<Name>,
  onRefused?: () => void,
): string | null {
  return useDownloadedPaper(name, input, onRefused)?.address ?? null
}

/** The same of what may be a photo or a PDF. */
export function useDownloadedPaper<Name extends OperationName>(
  name: Name,
  input: Sent<Name>,
  onRefused?: () => void,
): Downloaded | null {
  const notice = useNotice()
  const [kept, setKept] = useState<Downloaded | null>(null)
  const asked = JSON.stringify(input)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again only for another photo
  useEffect(() => {
    let made: string | null = null
    download(name, input)
      .then(({ blob }) => {
        made = URL.createObjectURL(blob)
        setKept({ address: made, isPdf: blob.type === 'application/pdf' })
      })
      .catch((error: unknown) => {
        notice.refused(error)
        onRefused?.()
      })
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [name, asked])
  return kept
}
