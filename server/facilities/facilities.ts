// Front file of facilities: the network from county home to courtyard.
import { noteActivity } from './activity.ts'

/** For whoever keeps duties, meetings, stays or photos of a place: the day on which something happened there. */
export const noteFacilityActivity = noteActivity
