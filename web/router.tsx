import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { PageBroken, PageMissing } from './layout/page-missing.js';
import { SignInPage } from './pages/sign-in.js';

interface OfficeSearch {
  /** The rehearsal on screen; absent in one's own office. */
  readonly office?: string | undefined;
  /** Which rows of a board are shown. */
  readonly show?: string | undefined;
}

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: PageMissing,
  errorComponent: PageBroken,
  validateSearch: (search: Record<string, unknown>): OfficeSearch => ({
    ...(typeof search['office'] === 'string' ? { office: search['office'] } : {}),
    ...(typeof search['show'] === 'string' ? { show: search['show'] } : {}),
  }),
  search: { middlewares: [retainSearchParams(['office'])] },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Comes with the first files (web/vite.config.ts): to ask for it by itself would cost another way there and back.
  component: SignInPage,
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./pages/set-up.js'), 'SetUpPage'),
});

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: lazyRouteComponent(() => import('./pages/reset.js'), 'ForgottenPage'),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('./pages/reset.js'), 'ResetPage'),
});

const office = createRoute({
  getParentRoute: () => root,
  id: 'office',
  component: lazyRouteComponent(() => import('./layout/office-shell.js'), 'OfficeShell'),
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // The router reads a thrown redirect.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw redirect({ to: '/work', replace: true });
  },
});

const at = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => office, path, component });

const pages = [
  at(
    '/work',
    lazyRouteComponent(() => import('./pages/work.js'), 'WorkPage'),
  ),
  at(
    '/plans',
    lazyRouteComponent(() => import('./pages/plans.js'), 'PlansPage'),
  ),
  at(
    '/overview',
    lazyRouteComponent(() => import('./pages/overview.js'), 'OverviewPage'),
  ),
  at(
    '/overview/$month',
    lazyRouteComponent(() => import('./pages/overview.js'), 'OverviewPage'),
  ),
  at(
    '/compliance',
    lazyRouteComponent(() => import('./pages/compliance.js'), 'CompliancePage'),
  ),
  at(
    '/compliance/$from/$to',
    lazyRouteComponent(() => import('./pages/compliance.js'), 'CompliancePage'),
  ),
  at(
    '/compliance/$from/$to/$agencyId',
    lazyRouteComponent(() => import('./pages/keeper.js'), 'KeeperPage'),
  ),
  at(
    '/waves',
    lazyRouteComponent(() => import('./pages/waves.js'), 'WavesPage'),
  ),
  at(
    '/waves/$month',
    lazyRouteComponent(() => import('./pages/waves.js'), 'WavesPage'),
  ),
  at(
    '/agencies/$agencyId',
    lazyRouteComponent(() => import('./pages/agency.js'), 'AgencyPage'),
  ),
  at(
    '/compliance-lists/$listId',
    lazyRouteComponent(() => import('./pages/compliance-list.js'), 'ComplianceListPage'),
  ),
  at(
    '/plans/new',
    lazyRouteComponent(() => import('./pages/upload.js'), 'UploadPage'),
  ),
  at(
    '/plans/$planId',
    lazyRouteComponent(() => import('./pages/plan.js'), 'PlanPage'),
  ),
  at(
    '/plans/$planId/review',
    lazyRouteComponent(() => import('./pages/review.js'), 'ReviewPage'),
  ),
  at(
    '/plans/$planId/forms/$formKey',
    lazyRouteComponent(() => import('./pages/form.js'), 'FormPage'),
  ),
  at(
    '/plans/$planId/duties/$requirementId/form',
    lazyRouteComponent(() => import('./pages/running-form.js'), 'RunningFormPage'),
  ),
  at(
    '/rehearsals/$rehearsalId',
    lazyRouteComponent(() => import('./pages/rehearsal.js'), 'RehearsalPage'),
  ),
  at(
    '/leader',
    lazyRouteComponent(() => import('./pages/leader.js'), 'LeaderPage'),
  ),
  at(
    '/plans/$planId/grid',
    lazyRouteComponent(() => import('./pages/grid.js'), 'GridPage'),
  ),
  at(
    '/plans/$planId/programme',
    lazyRouteComponent(() => import('./pages/programme.js'), 'ProgrammePage'),
  ),
  at(
    '/cycles/$cycleId',
    lazyRouteComponent(() => import('./pages/board.js'), 'BoardPage'),
  ),
  at(
    '/cycles/$cycleId/summary',
    lazyRouteComponent(() => import('./pages/summary.js'), 'SummaryPage'),
  ),
  at(
    '/cycles/$cycleId/figures',
    lazyRouteComponent(() => import('./pages/figures.js'), 'FiguresPage'),
  ),
  at(
    '/cycles/$cycleId/register',
    lazyRouteComponent(() => import('./pages/register.js'), 'RegisterPage'),
  ),
  at(
    '/obligations/$obligationId',
    lazyRouteComponent(() => import('./pages/obligation.js'), 'ObligationPage'),
  ),
  at(
    '/obligations/$obligationId/report',
    lazyRouteComponent(() => import('./pages/paper-report.js'), 'PaperReportPage'),
  ),
  at(
    '/papers/$documentId',
    lazyRouteComponent(() => import('./pages/paper.js'), 'PaperPage'),
  ),
  at(
    '/account',
    lazyRouteComponent(() => import('./pages/account.js'), 'AccountPage'),
  ),
  at(
    '/admin/cycles',
    lazyRouteComponent(() => import('./pages/admin/operations.js'), 'OperationsPage'),
  ),
  at(
    '/admin/recovery',
    lazyRouteComponent(() => import('./pages/admin/recovery.js'), 'RecoveryPage'),
  ),
  at(
    '/admin/why',
    lazyRouteComponent(() => import('./pages/admin/why.js'), 'WhyPage'),
  ),
  at(
    '/admin/contacts',
    lazyRouteComponent(() => import('./pages/admin/contacts.js'), 'ContactsPage'),
  ),
  at(
    '/admin/calendar',
    lazyRouteComponent(() => import('./pages/admin/calendar.js'), 'CalendarPage'),
  ),
  at(
    '/admin/staff',
    lazyRouteComponent(() => import('./pages/admin/staff.js'), 'StaffPage'),
  ),
  at(
    '/admin/mailbox',
    lazyRouteComponent(() => import('./pages/admin/mailbox.js'), 'MailboxPage'),
  ),
  at(
    '/admin/memory',
    lazyRouteComponent(() => import('./pages/admin/memory.js'), 'MemoryPage'),
  ),
  at(
    '/archive',
    lazyRouteComponent(() => import('./pages/archive.js'), 'ArchivePage'),
  ),
  at(
    '/archive/$planId',
    lazyRouteComponent(() => import('./pages/work-file.js'), 'WorkFilePage'),
  ),
  at(
    '/admin/exchange',
    lazyRouteComponent(() => import('./pages/admin/exchange.js'), 'ExchangePage'),
  ),
  at(
    '/admin/exchange/$webhookId',
    lazyRouteComponent(() => import('./pages/admin/deliveries.js'), 'DeliveriesPage'),
  ),
  at(
    '/admin/persons',
    lazyRouteComponent(() => import('./pages/admin/persons.js'), 'PersonsPage'),
  ),
  at(
    '/admin/audit',
    lazyRouteComponent(() => import('./pages/admin/audit.js'), 'AuditPage'),
  ),
  at(
    '/admin/opening',
    lazyRouteComponent(() => import('./pages/admin/opening.js'), 'OpeningPage'),
  ),
  at(
    '/admin/settings',
    lazyRouteComponent(() => import('./pages/admin/settings.js'), 'SettingsPage'),
  ),
];

export const router = createRouter({
  routeTree: root.addChildren([home, signIn, setUp, forgotten, reset, office.addChildren(pages)]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
