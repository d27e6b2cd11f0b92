import { createContext, lazy, Suspense, useContext, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Act } from './act.js';

const ActsContext = createContext<(act: Act) => void>(() => undefined);

/** Opens the dialogue of an act; afterwards every list on screen is read anew. */
export function useAct(): (act: Act) => void {
  return useContext(ActsContext);
}

// Its fields weigh more than most pages; whoever only reads need not load them.
const ActForm = lazy(async () => {
  const { ActForm: Form } = await import('./act-form.js');
  return { default: Form };
});

/** Holds the one act dialogue of the page; where the focus was it is again as that closes. */
export function ActsProvider({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<{ readonly act: Act; readonly key: number } | null>(null);
  const from = useRef<Element | null>(null);
  const open = useMemo(() => {
    let key = 0;
    return (act: Act) => {
      from.current = document.activeElement;
      setOpened({ act, key: (key += 1) });
    };
  }, []);
  const close = (): void => {
    setOpened(null);
    const before = from.current;
    // The dialogue gives up the focus it keeps to itself as it is taken from the page.
    setTimeout(() => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    });
  };
  return (
    <ActsContext value={open}>
      {children}
      {opened !== null && (
        <Suspense fallback={null}>
          <ActForm key={opened.key} act={opened.act} onClose={close} />
        </Suspense>
      )}
    </ActsContext>
  );
}
