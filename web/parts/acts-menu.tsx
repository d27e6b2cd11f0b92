import { ActionIcon, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.js';

interface MenuAct {
  readonly key: string;
  readonly label: string;
  perform(): void;
}

/** The menu of acts on one row. */
export function ActsMenu({
  label,
  acts,
}: {
  readonly label: string;
  readonly acts: readonly MenuAct[];
}) {
  const { t } = useTranslation('common');
  if (acts.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={label} title={t('acts')}>
          <Icon name="menu" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act.key} onClick={() => act.perform()}>
            {act.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
