import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The head of a page: where one is, its title, what may be done. */
export function PageHead({
  title,
  above,
  below,
  size = 'h1',
  children,
}: {
  readonly title: ReactNode;
  /** The link one level up. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  /** Smaller where a list has to begin high up. */
  readonly size?: 'h1' | 'h2';
  readonly children?: ReactNode;
}) {
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div style={{ minWidth: 0, flex: '1 1 320px' }}>
        {above !== undefined && (
          <Text size="sm" c="dimmed" component="div">
            {above}
          </Text>
        )}
        <Title order={1} size={size} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {below !== undefined && (
          <Text size="sm" c="dimmed" mt={4} component="div">
            {below}
          </Text>
        )}
      </div>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
}

/** A white box with a heading. */
export function Panel({
  title,
  right,
  children,
}: {
  readonly title?: ReactNode;
  readonly right?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="panel">
      {title !== undefined && (
        <Group justify="space-between" mb="sm" gap="xs">
          <Title order={2}>{title}</Title>
          {right}
        </Group>
      )}
      {children}
    </section>
  );
}

/** A label and its value, one under the other. */
export function Fact({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}
