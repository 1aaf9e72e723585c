// A kept paper while it is looked at: a photo is shown here, a PDF opens in a window of its own, where it also prints.
import type { OperationName, Sent } from '../domain/api.ts'
import { useDownloadedPaper } from './downloaded.ts'
import { useWords } from './language.tsx'
import { Loading } from './states.tsx'

interface KeptPaperProps<Name extends OperationName> {
  operation: Name
  input: Sent<Name>
  alt: string
  className?: string
}

export function KeptPaper<Name extends OperationName>(props: KeptPaperProps<Name>) {
  const { operation, input, alt, className } = props
  const say = useWords()
  const kept = useDownloadedPaper(operation, input)
  if (kept === null) return <Loading />
  if (kept.isPdf)
    return (
      <p className="no-print">
        <a href={kept.address} target="_blank" rel="noreferrer">
          {say('photo.openPdf')}
        </a>
      </p>
    )
  return <img src={kept.address} alt={alt} {...(className && { className })} />
}
