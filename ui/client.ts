// The typed client of all faces: one call per operation, refusals as the server means them.
import { type Api, api, type OperationName, type Output, type Sent } from '../domain/api.ts'
import { uuidV7 } from '../domain/kernel/id.ts'
import { type RefusalBody, Refused } from '../domain/kernel/refusal.ts'

/** An id chosen here, so that sending twice is harmless. */
export function newId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

interface CallOptions {
  /** Give the same id again to repeat an act whose answer was lost. */
  actId?: string
  signal?: AbortSignal
}

/** Also kept beside what waits on a phone, which says it in the visitor's language. */
export const offline = '现在连不上网络。请检查网络后重试，您填写的内容没有丢失。'

/** Calls one operation. Throws Refused for every expected "no", also for a missing network. */
export async function call<Name extends OperationName>(
  name: Name,
  input: Sent<Name>,
  options: CallOptions = {},
): Promise<Output<Name>> {
  const response = await send(name, options, { 'content-type': 'application/json' }, JSON.stringify(input))
  return (await response.json()) as Output<Name>
}

/** Fetches a file an operation answers with. */
export async function download<Name extends OperationName>(
  name: Name,
  input: Sent<Name>,
): Promise<{ blob: Blob; fileName: string }> {
  const response = await send(name, {}, { 'content-type': 'application/json' }, JSON.stringify(input))
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')
  return { blob: await response.blob(), fileName: decodeURIComponent(named?.[1] ?? '晚晴') }
}

/** Sends a file to an operation; progress is between 0 and 1. */
export function upload<Name extends OperationName>(
  name: Name,
  input: Sent<Name>,
  body: Blob,
  options: CallOptions & { onProgress?: (share: number) => void } = {},
): Promise<Output<Name>> {
  // fetch() tells nothing about an upload's progress.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/${name}`)
    for (const [key, value] of Object.entries(headersOf(name, options))) request.setRequestHeader(key, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-wanqing-input', encodeURIComponent(JSON.stringify(input)))
    request.upload.onprogress = event => options.onProgress?.(event.total ? event.loaded / event.total : 0)
    request.onerror = () => reject(new Refused('unavailable', offline))
    request.onabort = () => reject(new Refused('unavailable', '上传已停止，可以稍后重新开始。'))
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Output<Name>)
      else reject(refusedFrom(request.status, request.responseText))
    }
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(body)
  })
}

function headersOf(name: OperationName, options: CallOptions): Record<string, string> {
  const operation: Api[OperationName] = api[name]
  return operation.kind === 'command' ? { 'x-wanqing-act': options.actId ?? newId() } : {}
}

async function send(
  name: OperationName,
  options: CallOptions,
  headers: Record<string, string>,
  body: BodyInit,
): Promise<Response> {
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { ...headers, ...headersOf(name, options) },
    body,
    ...(options.signal && { signal: options.signal }),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error
    throw new Refused('unavailable', offline)
  })
  if (!response.ok) throw refusedFrom(response.status, await response.text())
  return response
}

function refusedFrom(status: number, body: string): Refused {
  try {
    const said = JSON.parse(body) as RefusalBody
    return new Refused(said.code === 'fault' ? 'unavailable' : said.code, said.message, said.details)
  } catch {
    // A proxy's page, not ours.
    return new Refused('unavailable', `服务暂时不可用（${status}），请稍后重试。`)
  }
}
