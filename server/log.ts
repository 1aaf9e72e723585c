// Structured logs without personal data: operations, ids and times, never names, numbers or bodies.
import pino from 'pino'
import type { Config } from './config.ts'

export function openLog(level: Config['logLevel']): pino.Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.name', '*.citizenNumber', '*.phone', '*.password', '*.input', '*.body', 'err.parameters'],
      censor: '***',
    },
    serializers: {
      // The database repeats the offending values in `detail`; they may be somebody's number.
      err: (error: Error & { code?: string; constraint?: string }) => ({
        type: error.name,
        message: error.message,
        code: error.code,
        constraint: error.constraint,
        stack: error.stack,
      }),
    },
  })
}
