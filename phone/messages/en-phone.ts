// Words of the shared phone and of what waits on it.
export const enPhone = {
  'who.title': 'Who is using this phone?',
  'who.nameless': 'Visitor (name not shown yet)',
  'who.new': 'Add another person',
  'who.newWhenFull': 'None of these is me',
  'who.full': '{count} people use this phone already.',
  'who.apart': 'Each person’s records are kept apart under a PIN of her own; nobody sees another’s.',
  'who.other': 'Somebody else',
  'who.nothingWaits': 'Nothing is waiting',
  'who.waits': '{count} records waiting',
  'who.needsPin': '{count} of them need her PIN before they can go',
  'who.refused': '{count} sent back, for her to deal with',
  'who.fullTitle': 'This phone is full',
  'who.fullWhy':
    'At most {count} people share it. Remove one who no longer uses it; her records must go up first.',
  'who.settings': 'People who share this phone',
  'who.remove': 'Remove from this phone',
  'who.removeSure': 'Remove {name}? Her records on this phone are cleared; her account stays.',
  'who.removeWaiting':
    '{name} still has {count} records unsent or to deal with. Go online first and let her deal with them.',
}
