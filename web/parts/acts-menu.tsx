import { lazy, Suspense, useState } from 'react';
import { ActsButton } from './acts-button.js';
import type { MenuAct } from './acts-button.js';

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
