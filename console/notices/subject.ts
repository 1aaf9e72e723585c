// Where a notice leads: the screen of what it is about, or nowhere when the desk has none.
import { paths } from '../paths.ts'

export function subjectPath(notice: {
  countyCode: string
  subject: { module: string; id: string }
}): string | null {
  const key = { countyCode: notice.countyCode, id: notice.subject.id }
  switch (notice.subject.module) {
    case 'surges':
      return paths.surge(key)
    case 'aid-cases':
      return paths.aidCase(key)
    case 'digests': {
      const [day, region] = notice.subject.id.split(' ')
      return paths.digest({ day, region })
    }
    case 'canteen-safety':
      return paths.foodIncident(key)
    case 'settlements':
      return paths.complaint(key)
    case 'facilities':
      return paths.facility(key)
    case 'weather':
      return paths.surges()
    default:
      return null
  }
}
