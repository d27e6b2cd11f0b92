import { auditRoutes } from './audit.js';
import { calendarRoutes } from './calendar.js';
import { directoryRoutes } from './directory.js';
import { mailboxRoutes } from './mailbox.js';
import { operationsRoutes } from './operations.js';
import { recoveryRoutes } from './recovery.js';
import { staffRoutes } from './staff.js';

/** Every route by which an office is kept in order. */
export const adminRoutes = {
  ...operationsRoutes,
  ...directoryRoutes,
  ...calendarRoutes,
  ...staffRoutes,
  ...auditRoutes,
  ...mailboxRoutes,
  ...recoveryRoutes,
} as const;
