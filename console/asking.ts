// How screens ask the server: one query per operation and input, one act that may safely be sent again.
import {
  type MutateOptions,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Session } from '../domain/accounts/account.ts'
import type { OperationName, Output, Sent } from '../domain/api.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { call, newId } from '../ui/client.ts'

interface AskOptions<Name extends OperationName> {
  enabled?: boolean
  refetchInterval?: (value: Output<Name> | undefined) => number | false
}

export function useAnswer<Name extends OperationName>(
  name: Name,
  input: Sent<Name>,
  options: AskOptions<Name> = {},
): UseQueryResult<Output<Name>, Error> {
  const { refetchInterval, enabled = true } = options
  return useQuery<Output<Name>, Error>({
    // Of every operation's input at once the compiler would make one type, and there are too many.
    queryKey: [name as string, input as unknown],
    queryFn: ({ signal }) => call(name, input, { signal }),
    enabled,
    ...(refetchInterval && { refetchInterval: query => refetchInterval(query.state.data) }),
  })
}

/** Operations that answer page by page. */
export type PagedName = {
  [Name in OperationName]: Output<Name> extends { rows: unknown[]; next: string | null } ? Name : never
}[OperationName]

export type RowOf<Name extends PagedName> = Output<Name> extends { rows: (infer Row)[] } ? Row : never

/** A list read page by page; `total` is the first page's, null where the server does not count. */
export function usePages<Name extends PagedName>(name: Name, input: Sent<Name>, enabled = true) {
  const query = useInfiniteQuery({
    queryKey: [name, input],
    queryFn: ({ pageParam, signal }) =>
      call(name, { ...input, ...(pageParam && { after: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: last => (last as { next: string | null }).next ?? undefined,
    enabled,
  })
  const pages = (query.data?.pages ?? []) as { rows: RowOf<Name>[]; total?: number | null }[]
  return { query, rows: pages.flatMap(page => page.rows), total: pages[0]?.total ?? null }
}

/**
 * An act. When its answer was lost on the way, the same act keeps its id, so that pressing the button again
 * cannot do it twice; the second press of a double click, before the button shows that it waits, does nothing.
 * `refreshes` names the operations whose answers it makes stale; the act is pending until they are fresh, and what the
 * caller does on success comes after that, even when the fresh answers have taken away the row whose button was
 * pressed: else the word that all went well would go with it.
 */
export function useAct<Name extends OperationName>(name: Name, refreshes: readonly OperationName[] = []) {
  type Given = Sent<Name>
  type Whenever = MutateOptions<Output<Name>, Error, Given>
  const unanswered = useRef<{ id: string; content: string; input: Given } | null>(null)
  const running = useRef(new Set<string>())
  const onSuccessOf = useRef(new Map<Given, Whenever['onSuccess']>())
  const isHere = useIsHere()
  const client = useQueryClient()
  const act = useMutation<Output<Name>, Error, Given>({
    mutationFn: async input => {
      const content = contentOf(input)
      const kept =
        unanswered.current?.content === content ? unanswered.current : { id: newId(), content, input }
      unanswered.current = kept
      try {
        const output = await call(name, kept.input, { actId: kept.id })
        unanswered.current = null
        return output
      } catch (error) {
        if (error instanceof Refused && error.code !== 'unavailable') unanswered.current = null
        throw error
      }
    },
    onSuccess: async (output, input, ...more) => {
      const wasHere = isHere.current
      await Promise.all(refreshes.map(stale => client.invalidateQueries({ queryKey: [stale] })))
      if (wasHere) onSuccessOf.current.get(input)?.(output, input, ...more)
    },
    onSettled: (_output, _error, input) => {
      onSuccessOf.current.delete(input)
      running.current.delete(contentOf(input))
    },
  })
  const mutate = (input: Given, { onSuccess, ...whenever }: Whenever = {}) => {
    const content = contentOf(input)
    if (running.current.has(content)) return
    running.current.add(content)
    onSuccessOf.current.set(input, onSuccess)
    act.mutate(input, whenever)
  }
  return { ...act, mutate }
}

const contents = new WeakMap<object, string>()
const idOfRow = /"([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"/g

/** What was pressed for, the same at the next press although a new row gets a new id at every one. */
function contentOf(input: object): string {
  const known = contents.get(input)
  if (known !== undefined) return known
  const now = Date.now()
  const isNew = (time: string) => Math.abs(now - Number.parseInt(time, 16)) < 200
  const content = JSON.stringify(input).replace(idOfRow, (id, high, low) =>
    isNew(high + low) ? '"new"' : id,
  )
  contents.set(input, content)
  return content
}

/** Whether the component is still on the screen: whoever has gone on is not called back. */
function useIsHere() {
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return isHere
}

/** Somebody else sits down, or nobody: what was read for the one before is forgotten. */
export function useEnter(): (session: Session | null) => void {
  const client = useQueryClient()
  return session => {
    client.removeQueries({ predicate: query => query.queryKey[0] !== 'session.current' })
    // Drafts hold names and numbers; the next person at this desk must not find them.
    sessionStorage.clear()
    client.setQueryData(['session.current', {}], session)
  }
}
