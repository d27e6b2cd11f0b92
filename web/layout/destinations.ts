import type { OfficeOfStaff, Session } from '../../contract/session.js';
import type { IconName } from '../icons/icon-paths.js';

/** Who looks, in which office. */
interface Looking {
  readonly session: Session;
  readonly office: OfficeOfStaff;
}

/** A page that has a place of its own in the office: in the menu, or found by its name alone. */
export interface Destination {
  readonly to: string;
  readonly icon: IconName;
  readonly label: Label;
  /** Under which head of the menu; `none`: it stands elsewhere and is found by name. */
  readonly menu: 'main' | 'admin' | 'none';
  /** Whether it is offered to whoever looks: nobody is shown a page that would refuse him. */
  offered(looking: Looking): boolean;
}

type Label =
  | `common:nav${
      | 'Work'
      | 'Leader'
      | 'Plans'
      | 'Overview'
      | 'Archive'
      | 'Waves'
      | 'Compliance'
      | 'Cycles'
      | 'Why'
      | 'Contacts'
      | 'Calendar'
      | 'Staff'
      | 'Mailbox'
      | 'Memory'
      | 'Persons'
      | 'Exchange'
      | 'Audit'
      | 'Settings'
      | 'Account'}`
  | 'opening:navOpening'
  | 'work:upload';

const isLive = ({ office }: Looking) => office.kind !== 'rehearsal';
const has = ({ office }: Looking, ...roles: readonly OfficeOfStaff['roles'][number][]): boolean =>
  roles.some((role) => office.roles.includes(role));
const watches = (looking: Looking) => has(looking, 'officer', 'admin');
const governs = (looking: Looking) => has(looking, 'admin');
const everybody = () => true;

/** Every page of the office that is about no single thing, in the order of the menu. */
const DESTINATIONS: readonly Destination[] = [
  { to: '/work', icon: 'work', label: 'common:navWork', menu: 'main', offered: isLive },
  {
    to: '/leader',
    icon: 'work',
    label: 'common:navLeader',
    menu: 'main',
    offered: (looking) => isLive(looking) && has(looking, 'approver'),
  },
  { to: '/plans', icon: 'plan', label: 'common:navPlans', menu: 'main', offered: everybody },
  {
    to: '/plans/new',
    icon: 'upload',
    label: 'work:upload',
    menu: 'none',
    offered: (looking) => looking.office.canWrite && has(looking, 'officer'),
  },
  { to: '/overview', icon: 'log', label: 'common:navOverview', menu: 'main', offered: everybody },
  { to: '/archive', icon: 'log', label: 'common:navArchive', menu: 'main', offered: isLive },
  { to: '/waves', icon: 'calendar', label: 'common:navWaves', menu: 'main', offered: everybody },
  {
    to: '/compliance',
    icon: 'clock',
    label: 'common:navCompliance',
    menu: 'main',
    offered: everybody,
  },
  {
    to: '/admin/opening',
    icon: 'work',
    label: 'opening:navOpening',
    menu: 'admin',
    offered: (looking) =>
      governs(looking) && looking.office.kind === 'live' && !looking.office.open,
  },
  {
    to: '/admin/cycles',
    icon: 'cycles',
    label: 'common:navCycles',
    menu: 'admin',
    offered: watches,
  },
  { to: '/admin/why', icon: 'why', label: 'common:navWhy', menu: 'admin', offered: watches },
  {
    to: '/admin/contacts',
    icon: 'people',
    label: 'common:navContacts',
    menu: 'admin',
    offered: watches,
  },
  {
    to: '/admin/calendar',
    icon: 'calendar',
    label: 'common:navCalendar',
    menu: 'admin',
    offered: watches,
  },
  { to: '/admin/staff', icon: 'staff', label: 'common:navStaff', menu: 'admin', offered: governs },
  {
    to: '/admin/mailbox',
    icon: 'mail',
    label: 'common:navMailbox',
    menu: 'admin',
    offered: (looking) => watches(looking) && (looking.session.mailbox || !isLive(looking)),
  },
  {
    to: '/admin/memory',
    icon: 'plan',
    label: 'common:navMemory',
    menu: 'admin',
    offered: (looking) => watches(looking) && isLive(looking),
  },
  {
    to: '/admin/persons',
    icon: 'people',
    label: 'common:navPersons',
    menu: 'admin',
    offered: (looking) => governs(looking) && isLive(looking),
  },
  {
    to: '/admin/exchange',
    icon: 'upload',
    label: 'common:navExchange',
    menu: 'admin',
    offered: (looking) => governs(looking) && isLive(looking),
  },
  { to: '/admin/audit', icon: 'log', label: 'common:navAudit', menu: 'admin', offered: watches },
  {
    to: '/admin/settings',
    icon: 'clock',
    label: 'common:navSettings',
    menu: 'admin',
    offered: watches,
  },
  { to: '/account', icon: 'staff', label: 'common:navAccount', menu: 'none', offered: everybody },
];

/** The pages that are offered to whoever looks, in the order of the menu. */
export function destinationsFor(looking: Looking): readonly Destination[] {
  return DESTINATIONS.filter((one) => one.offered(looking));
}
