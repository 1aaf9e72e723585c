// Front file of benefits: money by rule, monthly lists, and what other modules ask when a life changes.
import * as stopping from './stopping.ts'

export type { BenefitEffect, BenefitStop } from './stopping.ts'
export const stopBenefits = stopping.stopBenefits
export const resumeBenefits = stopping.resumeBenefits
export const benefitsPreview = stopping.benefitsPreview
