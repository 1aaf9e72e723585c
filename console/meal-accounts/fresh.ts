// What was read before a month of many canteens was closed is read anew once the closing is over.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

/** Books read before are stale once the last canteen is closed. */
export function useFreshWhen(isDone: boolean) {
  const client = useQueryClient()
  const wasDone = useRef(isDone)
  useEffect(() => {
    if (isDone && !wasDone.current) void client.invalidateQueries()
    wasDone.current = isDone
  }, [isDone, client])
}
