import { ActionIcon } from '@mantine/core';
import type { ActionIconProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons/icon.js';

/** One act of a menu. */
export interface MenuAct {
  readonly key: string;
  readonly label: string;
  perform(): void;
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
