import { createContext, lazy, Suspense, useContext, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';

/** One thing an act asks for before it is done. */
export type ActField =
  | {
      readonly kind: 'text' | 'reason' | 'day';
      readonly name: string;
      readonly label: string;
      readonly required?: boolean;
      readonly hint?: string;
      readonly initial?: string;
    }
  | {
      readonly kind: 'check';
      readonly name: string;
      readonly label: string;
      readonly initial?: boolean;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial?: string;
      readonly required?: boolean;
    }
  | {
      readonly kind: 'choices';
      readonly name: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial?: readonly string[];
    }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly label: string;
      readonly accept: string;
      readonly required?: boolean;
      readonly hint?: string;
    };

/** What was entered, by the names of the fields. */
export interface ActValues {
  text(name: string): string;
  checked(name: string): boolean;
  chosen(name: string): readonly string[];
  file(name: string): File | null;
}

/** An act as a dialogue: what it does in words, what it asks for, the request it makes. */
export interface Act {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly fields?: readonly ActField[];
  /** What its button says; the title where it is left out. */
  readonly confirmLabel?: string;
  readonly danger?: boolean;
  /** What is said afterwards; empty where `onDone` goes on. */
  readonly doneText?: string;
  run(values: ActValues): Promise<unknown>;
  /** The opposite act, offered beside `doneText`. */
  readonly undo?: () => Promise<unknown>;
  onDone?(answer: unknown): void;
}

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
