// The scope of work on the clock: every county, on nobody's behalf.
export const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }
