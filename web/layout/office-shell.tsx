import { AppShell, Burger, Group, Loader, NavLink, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../contract/session.js';
import { Finder } from '../find/finder.js';
import { Icon } from '../icons/icon.js';
import type { IconName } from '../icons/icon-paths.js';
import { PreparingBanner } from '../opening/preparing-banner.js';
import { ActsProvider } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { useNoticesWanted } from '../parts/notices.js';
import { Refusal } from '../requests/ask.js';
import { useMay, useOffice, useSession } from '../requests/office.js';
import { AccountButton } from './account-button.js';
import { destinationsFor } from './destinations.js';
import type { Destination } from './destinations.js';
import { FenceBanner } from './fence-banner.js';
import { LanguageSwitch } from './language-switch.js';
import { RecoveryBanner } from './recovery-banner.js';
import { RehearsalBanner } from './rehearsal-banner.js';

/** The frame of every office page; without a session it leads to the sign-in. */
export function OfficeShell() {
  const session = useSession();
  if (session.isPending) {
    return (
      <Group justify="center" py={120}>
        <Loader aria-label="…" />
      </Group>
    );
  }
  if (session.error instanceof Refusal && session.error.status === 401) {
    return <Navigate to="/sign-in" />;
  }
  return <Loaded query={session}>{(data) => <Frame session={data} />}</Loaded>;
}

function Frame({ session }: { readonly session: Session }) {
  const { t } = useTranslation('common');
  const [opened, { toggle, close }] = useDisclosure();
  const office = useOffice();
  const watches = useMay('officer', 'admin');
  const isAdmin = useMay('admin');
  const { pathname } = useLocation();
  return (
    <ActsProvider>
      <Notices />
      <a className="skip-link" href="#main">
        {t('skipToContent')}
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
        padding={{ base: 'sm', sm: 'lg' }}
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
              <Burger
                opened={opened}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={t('menu')}
              />
              <img src="/icon.svg" alt="" width={28} height={28} />
              <div style={{ minWidth: 0 }}>
                <Text fw={700} size="sm" lh={1.2} truncate>
                  {t('appName')}
                </Text>
                <Text size="xs" c="dimmed" lh={1.2} truncate>
                  {office?.name}
                </Text>
              </div>
            </Group>
            <Group gap="xs" wrap="nowrap">
              {office?.mustEnrol !== true && <Finder session={session} />}
              <LanguageSwitch />
              <Account session={session} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="sm" onClick={close}>
          <Navigation session={session} />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1}>
          <Stack gap="md" maw={1320} mx="auto">
            <FenceBanner />
            {watches && office?.kind === 'live' && !office.mustEnrol && <RecoveryBanner />}
            {office?.kind === 'live' && !office.open && <PreparingBanner isAdmin={isAdmin} />}
            {office?.kind === 'rehearsal' && <RehearsalBanner office={office} />}
            {office?.mustEnrol === true && pathname !== '/account' ? (
              <Navigate to="/account" replace />
            ) : (
              <Outlet />
            )}
          </Stack>
        </AppShell.Main>
      </AppShell>
    </ActsProvider>
  );
}

function Navigation({ session }: { readonly session: Session }) {
  const { t } = useTranslation(['common', 'opening', 'work']);
  const office = useOffice();
  if (office === null) return null;
  const offered = destinationsFor({ session, office });
  const entries = (menu: Destination['menu']) =>
    offered
      .filter((one) => one.menu === menu)
      .map(({ to, icon, label }) => <Entry key={to} to={to} icon={icon} label={t(label)} />);
  const ofAdmin = entries('admin');
  return (
    <nav>
      <Stack gap={2}>
        {entries('main')}
        {ofAdmin.length > 0 && (
          <Text size="xs" fw={600} c="dimmed" px={12} pt="md" pb={4}>
            {t('navAdmin')}
          </Text>
        )}
        {ofAdmin}
      </Stack>
    </nav>
  );
}

function Entry({
  to,
  icon,
  label,
}: {
  readonly to: string;
  readonly icon: IconName;
  readonly label: string;
}) {
  const { pathname } = useLocation();
  const active = pathname === to || pathname.startsWith(`${to}/`);
  return (
    <NavLink
      component={Link}
      to={to}
      label={label}
      active={active}
      leftSection={<Icon name={icon} />}
      style={{ borderRadius: 6 }}
      {...(active ? { 'aria-current': 'page' as const } : {})}
    />
  );
}

// Whoever does not open it need not load what it is made of.
const AccountMenu = lazy(async () => {
  const { AccountMenu: Opened } = await import('./account-menu.js');
  return { default: Opened };
});

/** The name of whose session it is; pressed, it opens his menu. */
function Account({ session }: { readonly session: Session }) {
  const [wanted, setWanted] = useState(false);
  const { name } = session.staff;
  const closed = (
    <AccountButton
      name={name}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    />
  );
  return wanted ? (
    <Suspense fallback={closed}>
      <AccountMenu session={session} />
    </Suspense>
  ) : (
    closed
  );
}

const NoticeCorner = lazy(async () => {
  const { NoticeCorner: Corner } = await import('../parts/notice-corner.js');
  return { default: Corner };
});

function Notices() {
  const isWanted = useNoticesWanted();
  return (
    isWanted && (
      <Suspense fallback={null}>
        <NoticeCorner />
      </Suspense>
    )
  );
}
