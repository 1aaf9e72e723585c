// Woken by acts that should show at once.
export const riskJob = 'risk.refresh'
export const riskTrialJob = 'risk.try'
