// One signal for "stop now", whichever way it was said: Ctrl-C, a service manager, or the terminal being closed.

/**
 * Told once and listened to for good: a second Ctrl-C (npm passes on one of its own) must not end the program
 * before the database it started has been stopped.
 */
export function interruption(tell: () => void): AbortSignal {
  const asked = new AbortController()
  const stop = () => {
    if (asked.signal.aborted) return
    asked.abort()
    tell()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop)
  return asked.signal
}
