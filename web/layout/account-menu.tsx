import { Menu } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../contract/session.js';
import { useLanguage } from '../i18n/language.js';
import { Icon } from '../icons/icon.js';
import { useOpenedMenu } from '../parts/opened-menu.js';
import { ask } from '../requests/ask.js';
import { useOffice } from '../requests/office.js';
import { AccountButton } from './account-button.js';

/** Whose session it is, his account and the way out. Only who presses its button fetches it: it opens by itself. */
export function AccountMenu({ session }: { readonly session: Session }) {
  const { t } = useTranslation(['common', 'states']);
  const { language } = useLanguage();
  const office = useOffice();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { target, opened, onChange } = useOpenedMenu();
  const signOut = async (): Promise<void> => {
    await ask('POST /api/sign-out', { officeId: null, language });
    client.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <AccountButton ref={target} name={session.staff.name} />
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
