// The modules and which may call which: read it as the architecture diagram. No cycles (tools/tidy.test.ts).

export const modules: Readonly<Record<string, readonly string[]>> = {
  regions: [],
  spreadsheets: [],
  // What every import of an office's table does alike; the lines are its askers'.
  'sheet-imports': ['spreadsheets'],
  // Reads no table: a problem comes in, an answer goes out.
  planning: [],
  photos: [],
  // Files that arrive in pieces over a bad line; the rows that tell of them are their askers'.
  pieces: [],
  accounts: ['regions'],
  // Money, meals and minutes: called by whoever moves them, reads the names of owners in SQL.
  ledger: ['regions', 'spreadsheets'],
  // Reads the records of every module in SQL and is told of their changes, so it stands below them all.
  indicators: ['regions'],
  // Told by every module that has something to tell, so it stands below them all.
  notices: ['regions', 'accounts'],
  // Asks about the ledger in SQL; is told of visits.
  surges: ['regions', 'accounts', 'notices'],
  elders: ['regions', 'spreadsheets', 'photos', 'indicators'],
  duplicates: ['elders', 'regions', 'accounts', 'indicators', 'spreadsheets'],
  consents: ['elders', 'accounts', 'regions'],
  // Consents are read in SQL, as are the visits and meals that the family is told of.
  'family-links': [
    ...['elders', 'accounts', 'regions', 'ledger', 'meal-accounts', 'care-accounts', 'service-orders'],
  ],
  newcomers: ['elders', 'duplicates', 'regions', 'accounts'],
  // Asks about every record in SQL, as boards do.
  quality: ['elders', 'regions'],
  // Reads sites, providers and counted elders in SQL.
  coverage: ['elders', 'indicators', 'regions', 'spreadsheets'],
  // Reads coverage, sites and counted elders in SQL; its plans become projects of public money.
  siting: ['planning', 'funds', 'regions', 'spreadsheets'],
  // Reads money, coverage, rules and elders in SQL; changes nothing but its own plans.
  budgets: ['benefits', 'meal-accounts', 'regions', 'spreadsheets'],
  'elder-lists': ['elders', 'visits', 'accounts', 'regions', 'spreadsheets', 'indicators'],
  'aid-cases': ['elders', 'accounts', 'regions', 'indicators', 'notices'],
  // Told by every module that hears of an elder; asks in SQL for risk, absences and sensors.
  silence: ['elders', 'aid-cases', 'regions'],
  // Consents are read in SQL: who refuses to be watched gets no device.
  devices: ['elders', 'aid-cases', 'silence', 'accounts', 'regions'],
  assessments: ['elders', 'accounts', 'regions'],
  // Reads the records of every module in SQL, and the audit trail for whom an act concerned.
  risk: ['elders', 'accounts', 'regions'],
  visits: [
    'elders',
    'aid-cases',
    'silence',
    'surges',
    'service-orders',
    'accounts',
    'pieces',
    'regions',
    'indicators',
  ],
  // Told of needs by visits; reads consents, assessments and absences in SQL.
  'service-orders': [
    'elders',
    'photos',
    'pieces',
    'accounts',
    'silence',
    'aid-cases',
    'spreadsheets',
    'regions',
  ],
  // Reads orders, servings and absences in SQL; moves money only through the ledger.
  settlements: [
    'service-orders',
    'ledger',
    'meal-accounts',
    'accounts',
    'spreadsheets',
    'regions',
    'notices',
  ],
  'duty-sheets': ['elders', 'visits', 'photos', 'regions'],
  // Meals eaten are signs of life; money follows elsewhere from the facts kept here.
  canteens: ['elders', 'silence', 'aid-cases', 'accounts', 'regions', 'spreadsheets'],
  // Reads canteens in SQL; told by whoever knows that something happened at a place.
  facilities: ['regions', 'accounts', 'notices', 'photos', 'sheet-imports', 'spreadsheets'],
  // Reads servings and menus in SQL; a meal missed is a visit owed.
  'canteen-safety': [
    'canteens',
    'visits',
    'aid-cases',
    'silence',
    'notices',
    'risk',
    'elders',
    'accounts',
    'photos',
    'spreadsheets',
    'regions',
  ],
  // Reads canteens and servings in SQL; all its money moves through the ledger.
  'meal-accounts': [
    ...['ledger', 'benefits', 'elders', 'notices', 'photos', 'regions', 'service-orders', 'spreadsheets'],
  ],
  // Reads orders in SQL; money paid ahead for them moves through the ledger.
  'care-accounts': ['elders', 'ledger', 'meal-accounts', 'regions', 'service-orders', 'spreadsheets'],
  // Judges what visits left behind, beside them and never in their way.
  'visit-truth': ['visits', 'elders', 'accounts', 'regions'],
  // Stands above all that must move when a life does.
  'life-events': ['elders', 'visits', 'aid-cases', 'benefits', 'regions', 'accounts'],
  // Reads home checks, assessments, devices, cases and visits in SQL; pays through the ledger.
  // Reads regions, canteens, facilities and servings in SQL; a grant to a canteen goes through its open account.
  funds: ['ledger', 'meal-accounts', 'photos', 'regions', 'sheet-imports', 'spreadsheets'],
  'home-care': [
    'elders',
    'ledger',
    'service-orders',
    'silence',
    'aid-cases',
    'regions',
    'photos',
    'pieces',
    'spreadsheets',
  ],
  // Moving in is a life event where the home is an institution; what lives do to stays is followed by a job.
  stays: ['facilities', 'life-events', 'ledger', 'elders', 'accounts', 'photos', 'spreadsheets', 'regions'],
  boards: ['indicators', 'elders', 'regions'],
  // Asks about assessments in SQL, as it asks about the ledger.
  benefits: ['elders', 'regions', 'spreadsheets', 'accounts', 'indicators'],
  // Reads elders, visits and cases in SQL, as boards do.
  rounds: ['elders', 'visits', 'accounts', 'regions', 'spreadsheets'],
  sync: ['rounds', 'elders', 'visits', 'aid-cases', 'assessments', 'accounts'],
  // The synthetic province loads every table of an empty demonstration database.
  synthetic: [
    'regions',
    'accounts',
    'elders',
    'visits',
    'aid-cases',
    'benefits',
    'indicators',
    'ledger',
    'meal-accounts',
    'settlements',
    'funds',
    'photos',
    'stays',
  ],
}
