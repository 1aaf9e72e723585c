// How far a post may ask about a county: all of it, or only its own part.
import { areaOf, isWithin } from '../../domain/kernel/area.ts'
import { useSession } from '../session.tsx'

export function useReach(countyCode: string): string {
  const { post } = useSession()
  const county = `${countyCode}000000`
  return isWithin(county, areaOf(post.regionCode)) ? county : post.regionCode
}
