import '@mantine/notifications/styles.layer.css';
import { AppShell, Burger, Button, Group, Loader, Menu, NavLink, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { Link, Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../contract/session.js';
import { Finder } from '../find/finder.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import type { IconName } from '../icons/icon-paths.js';
import { PreparingBanner } from '../opening/preparing-banner.js';
import { ActsProvider } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { Refusal, ask } from '../requests/ask.js';
import { useMay, useOffice, useSession } from '../requests/office.js';
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
      <Notifications position="bottom-right" autoClose={4_000} />
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
              <AccountMenu session={session} />
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

function AccountMenu({ session }: { readonly session: Session }) {
  const { t } = useTranslation(['common', 'states']);
  const { language } = useLanguage();
  const office = useOffice();
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = async (): Promise<void> => {
    await ask('POST /api/sign-out', { officeId: null, language });
    client.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          px="xs"
          aria-label={session.staff.name}
          title={session.staff.name}
        >
          <Icon name="staff" size={16} />
          {/* On a telephone the name would push the office's own name out of the header. */}
          <Text span size="xs" ml="xs" maw={200} truncate visibleFrom="xs">
            {session.staff.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label hiddenFrom="xs">{session.staff.name}</Menu.Label>
        <Menu.Label>{office?.roles.map((role) => t(`states:role_${role}`)).join(', ')}</Menu.Label>
        <Menu.Item component={Link} to="/account">
          {t('navAccount')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="out" size={16} />} onClick={() => void signOut()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
