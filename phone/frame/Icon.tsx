// The app's own line icons: a picture beside every word that matters.
const paths = {
  back: 'M15 5l-7 7 7 7',
  phone: 'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  video: 'M3 6h12v12H3zM15 10l6-3v10l-6-3',
  sensor:
    'M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM7 16a6 6 0 0 1 0-8M17 16a6 6 0 0 0 0-8M4 19a10 10 0 0 1 0-14M20 19a10 10 0 0 0 0-14',
  check: 'M4 12.5l5 5L20 6.5',
  eye: 'M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  danger: 'M12 3l10 18H2zM12 10v5M12 18v.5',
  camera: 'M3 8h4l2-3h6l2 3h4v12H3zM12 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  voice: 'M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7 0 0 0 14 0M12 18v3',
  speaker: 'M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 3',
  offline:
    'M3 3l18 18M5 12a10 10 0 0 1 4-2.6M2 8.5A15 15 0 0 1 6.5 6M12 5a15 15 0 0 1 10 3.5M15 10a10 10 0 0 1 4 2M12 19v.5',
  upload: 'M12 16V5M7 9l5-5 5 5M4 20h16',
  settings:
    'M4 7h10M18 7h2M4 17h2M10 17h10M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
  noPerson: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0M3 3l18 18',
  hand: 'M5 12h14',
  erase: 'M9 5h12v14H9l-6-7zM12 9l6 6M18 9l-6 6',
  refresh: 'M20 11a8 8 0 1 0-2 6M20 5v6h-6',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4',
  squares: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  pen: 'M4 20l1-5L16 4l4 4L9 19z',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
