import { Text } from '@mantine/core';
import type { SignedCheck } from '../../contract/signed-check.js';

const MARKS = { good: '✓', look: '!', bad: '✗', open: '?' } as const;
const COLOURS = { good: 'dimmed', look: 'orange.9', bad: 'red.9', open: 'dimmed' } as const;

/** What was found in a signed document, a line each. */
export function SignedFindings({ check }: { readonly check: SignedCheck }) {
  return (
    <div>
      {check.findings.map(({ tone, text }) => (
        <Text key={text} size="xs" c={COLOURS[tone]}>
          <span aria-hidden>{MARKS[tone]}</span> {text}
        </Text>
      ))}
    </div>
  );
}
