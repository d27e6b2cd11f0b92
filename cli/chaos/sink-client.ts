import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { USUAL } from './sink-behaviour.js';
import type { SinkBehaviour, SinkRecord } from './sink-behaviour.js';
import type { SinkQuestion } from './sink.js';

/** The relay of the chaos, a process of its own that no fault of the product can reach. */
export interface Sink {
  readonly port: number;
  /** The usual behaviour but for what is given. */
  behave(change: Partial<SinkBehaviour>): Promise<void>;
  /** Cuts every line, or of several every so manieth. */
  cut(every?: number): Promise<void>;
  /** Mails that have arrived at a domain so far, copies included. */
  arrived(domain: string): Promise<number>;
  /** Resolves once so many have arrived; rejects after `withinMs`. */
  reaches(domain: string, mails: number, withinMs?: number): Promise<void>;
  recordOf(domain: string): Promise<SinkRecord>;
  stop(): void;
}

type Asked = SinkQuestion extends infer Question
  ? Question extends SinkQuestion
    ? Omit<Question, 'nth'>
    : never
  : never;

const LOOK_MS = 20;

/** Starts the sink on a port of its own; `slower` is how many times longer than usual it takes for each mail, so that a small wave has a middle too. */
export async function startSink({ slower = 1 } = {}): Promise<Sink> {
  const path = fileURLToPath(new URL('sink.js', import.meta.url));
  const child = fork(path, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, (value: unknown) => void>();
  let asked = 0;
  const began = new Promise<unknown>((resolve) => {
    waiting.set(0, resolve);
  });
  child.on('message', ({ nth, value }: { nth: number; value: unknown }) => {
    waiting.get(nth)?.(value);
    waiting.delete(nth);
  });
  const ask = async <T>(question: Asked): Promise<T> => {
    asked += 1;
    const nth = asked;
    const answer = new Promise<unknown>((resolve) => {
      waiting.set(nth, resolve);
    });
    child.send({ ...question, nth });
    return (await answer) as T;
  };
  const arrived = async (domain: string): Promise<number> => ask<number>({ kind: 'count', domain });
  return {
    port: (await began) as number,
    behave: async (change) => {
      const behaviour = { ...USUAL, ...change };
      await ask({
        kind: 'behave',
        behaviour: { ...behaviour, answerMs: behaviour.answerMs * slower },
      });
    },
    cut: async (every = 1) => ask({ kind: 'cut', every }),
    arrived,
    reaches: async (domain, mails, withinMs = 60_000) => {
      const until = Date.now() + withinMs;
      while ((await arrived(domain)) < mails) {
        if (Date.now() > until) throw new Error(`${String(mails)} mails have not arrived in time`);
        await delay(LOOK_MS);
      }
    },
    recordOf: async (domain) => ask<SinkRecord>({ kind: 'record', domain }),
    stop: () => {
      child.disconnect();
    },
  };
}
