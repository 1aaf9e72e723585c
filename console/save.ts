// Puts a file into the person's downloads folder.
import type { OperationName, Sent } from '../domain/api.ts'
import { download } from '../ui/client.ts'

export function saveFile(blob: Blob, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName
  link.click()
  // The browser still reads from the address for a moment after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export async function saveAnswer<Name extends OperationName>(name: Name, input: Sent<Name>): Promise<void> {
  const { blob, fileName } = await download(name, input)
  saveFile(blob, fileName)
}
