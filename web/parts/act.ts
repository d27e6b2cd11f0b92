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
