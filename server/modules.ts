// The modules and which may call which: read it as the architecture diagram. No cycles (tools/tidy.test.ts).

export const modules: Readonly<Record<string, readonly string[]>> = {
  regions: [],
  spreadsheets: [],
  accounts: ['regions'],
  indicators: ['regions', 'elders'],
  elders: ['regions', 'spreadsheets'],
  'aid-cases': ['elders', 'accounts', 'regions', 'indicators'],
  visits: ['elders', 'aid-cases', 'accounts', 'regions', 'indicators'],
  sync: ['elders', 'visits', 'aid-cases', 'accounts'],
  // The synthetic province loads every table of an empty demonstration database.
  synthetic: ['regions', 'accounts', 'elders', 'visits', 'aid-cases', 'indicators'],
}
