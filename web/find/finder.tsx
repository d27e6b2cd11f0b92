import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../contract/session.js';
import { Icon } from '../icons/icon.js';

// Whoever never looks for anything need not load it.
const FinderDialog = lazy(async () => {
  const { FinderDialog: Dialog } = await import('./finder-dialog.js');
  return { default: Dialog };
});

/** "Go anywhere": a button in the header, and Ctrl K (⌘ K) from wherever one types. */
export function Finder({ session }: { readonly session: Session }) {
  const { t } = useTranslation('find');
  const [state, setState] = useState<'unused' | 'open' | 'closed'>('unused');
  const early = useEarlyKeys();
  const open = () => {
    if (state === 'unused') early.listen();
    setState('open');
  };
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <ActionIcon
        hiddenFrom="sm"
        variant="default"
        size={30}
        aria-label={t('title')}
        onClick={open}
      >
        <Icon name="search" size={16} />
      </ActionIcon>
      <UnstyledButton className="finder-button" visibleFrom="sm" onClick={open}>
        <Icon name="search" size={16} />
        <span>{t('title')}</span>
        <Kbd size="xs">{isApple() ? '⌘ K' : 'Ctrl K'}</Kbd>
      </UnstyledButton>
      {state !== 'unused' && (
        <Suspense fallback={null}>
          <FinderDialog
            session={session}
            opened={state === 'open'}
            takeEarly={early.take}
            onClose={() => setState('closed')}
          />
        </Suspense>
      )}
    </>
  );
}

/** Keeps the letters that somebody types while what they are meant for is still on its way. */
function useEarlyKeys(): { listen: () => void; take: () => string } {
  const [keys] = useState(() => {
    let typed = '';
    const note = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Backspace') typed = typed.slice(0, -1);
      else if (event.key.length === 1) typed += event.key;
      else return;
      event.preventDefault();
    };
    return {
      listen: () => {
        window.addEventListener('keydown', note, true);
      },
      take: () => {
        window.removeEventListener('keydown', note, true);
        const taken = typed;
        typed = '';
        return taken;
      },
    };
  });
  return keys;
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/u.test(navigator.userAgent);
}
