import { Button, Text } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { Icon } from '../icons/icon.js';

/** The button that bears the name of whose session it is. */
export function AccountButton({
  name,
  ...rest
}: { readonly name: string } & ButtonProps &
  Omit<ComponentPropsWithRef<'button'>, 'color' | 'style' | 'name'>) {
  return (
    <Button variant="default" size="xs" px="xs" aria-label={name} title={name} {...rest}>
      <Icon name="staff" size={16} />
      {/* On a telephone the name would push the office's own name out of the header. */}
      <Text span size="xs" ml="xs" maw={200} truncate visibleFrom="xs">
        {name}
      </Text>
    </Button>
  );
}
