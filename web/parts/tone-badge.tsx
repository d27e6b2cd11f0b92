import type { ReactNode } from 'react';

export type Tone = 'neutral' | 'blue' | 'green' | 'amber' | 'red' | 'violet';

/** A short word of state in a tone that passes WCAG AA. */
export function ToneBadge({
  tone,
  children,
  wraps = false,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly wraps?: boolean;
}) {
  return (
    <span
      className={wraps ? 'tone-badge wraps' : 'tone-badge'}
      style={{ background: `var(--tone-${tone}-bg)`, color: `var(--tone-${tone}-fg)` }}
    >
      {children}
    </span>
  );
}
