import { ActionIcon } from '@mantine/core';
import type { ActionIconProps } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { ComponentPropsWithRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.js';

export interface MenuAct {
  readonly key: string;
  readonly label: string;
  perform(): void;
}

// A list has one on each of its rows: what a menu is made of comes with the first that is opened.
const ActsMenuOpened = lazy(async () => {
  const { ActsMenuOpened: Opened } = await import('./acts-menu-opened.js');
  return { default: Opened };
});

/** The menu of acts on one row. */
export function ActsMenu({
  label,
  acts,
}: {
  readonly label: string;
  readonly acts: readonly MenuAct[];
}) {
  const [wanted, setWanted] = useState(false);
  if (acts.length === 0) return null;
  const closed = (
    <ActsButton
      label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    />
  );
  return wanted ? (
    <Suspense fallback={closed}>
      <ActsMenuOpened label={label} acts={acts} />
    </Suspense>
  ) : (
    closed
  );
}

/** The button that a menu of acts opens from. */
export function ActsButton({
  label,
  ...rest
}: { readonly label: string } & ActionIconProps &
  Omit<ComponentPropsWithRef<'button'>, 'color' | 'style'>) {
  const { t } = useTranslation('common');
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} title={t('acts')} {...rest}>
      <Icon name="menu" />
    </ActionIcon>
  );
}
