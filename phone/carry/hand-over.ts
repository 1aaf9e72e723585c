// Gives a file to another phone: by the phone's own sharing (Bluetooth, nearby) where it can, else into its downloads.
import type { CarriedFile } from '../../domain/sync/carrying.ts'

/** False when she changed her mind in the phone's own dialog. */
export async function handOver(content: CarriedFile, name: string): Promise<boolean> {
  const file = new File([JSON.stringify(content)], `${name}.json`, { type: 'application/json' })
  const offer = { files: [file], title: name }
  if (navigator.canShare?.(offer)) {
    const outcome = await navigator.share(offer).then(
      () => 'shared' as const,
      (error: unknown) => ((error as Error).name === 'AbortError' ? 'cancelled' : 'failed'),
    )
    if (outcome !== 'failed') return outcome === 'shared'
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return true
}
