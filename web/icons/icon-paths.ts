/** Line drawings of 24 units, by name. */
export const PATHS = {
  plan: 'M6 3h9l4 4v14H6z M14 3v5h5 M9 12h7 M9 16h7',
  upload: 'M12 16V4 M7 9l5-5 5 5 M4 16v4h16v-4',
  work: 'M4 12l5 5L20 6',
  phone:
    'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2',
  mail: 'M3 6h18v12H3z M3 7l9 7 9-7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18 M12 7v5l3 2',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7 M3 20c0-3.5 2.5-6 6-6s6 2.5 6 6 M16 4.5a3.5 3.5 0 0 1 0 6.5 M18 14.5c2 .8 3 2.8 3 5.5',
  calendar: 'M4 6h16v15H4z M4 10h16 M8 3v4 M16 3v4',
  why: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18 M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7 M12 17h.01',
  log: 'M5 4h14v16H5z M8 8h8 M8 12h8 M8 16h5',
  cycles: 'M4 12a8 8 0 0 1 14-5l2 2 M20 4v5h-5 M20 12a8 8 0 0 1-14 5l-2-2 M4 20v-5h5',
  staff: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8 M4 21c0-4 3.5-7 8-7s8 3 8 7',
  menu: 'M12 6h.01 M12 12h.01 M12 18h.01',
  next: 'M9 5l7 7-7 7',
  back: 'M15 5l-7 7 7 7',
  warning: 'M12 4l9 16H3z M12 10v4 M12 17h.01',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14 M20 20l-4-4',
  download: 'M12 4v12 M7 11l5 5 5-5 M4 20h16',
  rehearse: 'M7 4v16l13-8z',
  out: 'M14 4h6v16h-6 M10 8l-4 4 4 4 M6 12h9',
} as const;

export type IconName = keyof typeof PATHS;
