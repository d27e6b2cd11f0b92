import { Group, Stack, Text } from '@mantine/core';
import type { SignedCheck } from '../../contract/signed-check.js';

const MARKS = { good: '✓', look: '!', bad: '✗', open: '?' } as const;
const COLOURS = {
  good: 'dimmed',
  look: 'var(--tone-amber-fg)',
  bad: 'red.9',
  open: 'dimmed',
} as const;

/** What was found in a signed document, a line each. */
export function SignedFindings({ check }: { readonly check: SignedCheck }) {
  return (
    <Stack gap={4} mt={4}>
      {check.findings.map(({ tone, text }) => (
        <Group key={text} gap={6} wrap="nowrap" align="flex-start">
          <Text
            size="sm"
            c={COLOURS[tone]}
            w={14}
            ta="center"
            style={{ flexShrink: 0 }}
            aria-hidden
          >
            {MARKS[tone]}
          </Text>
          <Text size="sm" c={COLOURS[tone]}>
            {text}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
