import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { USUAL } from './sink-behaviour.js';
import type { SinkBehaviour, SinkCopy, SinkRefusal } from './sink-behaviour.js';
import { converse } from './sink-conversation.js';
import type { SinkDesk } from './sink-conversation.js';

/** What the harness asks of the sink; each question gets one answer under its number. */
export type SinkQuestion = { readonly nth: number } & (
  | { readonly kind: 'behave'; readonly behaviour: SinkBehaviour }
  /** Cuts every line, or every second one. */
  | { readonly kind: 'cut'; readonly every: number }
  | { readonly kind: 'record'; readonly domain: string }
  | { readonly kind: 'count'; readonly domain: string }
);

let behaviour = USUAL;
let thaw: () => void = () => undefined;
let thawing = Promise.resolve();
const copies: SinkCopy[] = [];
const refusals: SinkRefusal[] = [];
const counts = new Map<string, number>();
const lines = new Set<Socket>();

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

const desk: SinkDesk = {
  behaviour: () => behaviour,
  thawed: async () => thawing,
  copied: (copy) => {
    copies.push(copy);
    if (!copy.arrived) return;
    const domain = domainOf(copy.to);
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  },
  refused: (refusal) => {
    refusals.push(refusal);
  },
};

let server: Server | null = null;
let port = 0;

async function listen(): Promise<void> {
  const next = createServer((socket) => {
    lines.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      lines.delete(socket);
    });
    void converse(socket, desk);
  });
  server = next;
  await new Promise<void>((resolve) => {
    next.listen(port, '127.0.0.1', resolve);
  });
  port = (next.address() as AddressInfo).port;
}

async function behave(next: SinkBehaviour): Promise<void> {
  behaviour = next;
  if (next.frozen) {
    thaw();
    thawing = new Promise((resolve) => {
      thaw = resolve;
    });
  } else thaw();
  if (next.listening && server === null) await listen();
  if (!next.listening && server !== null) {
    server.close();
    server = null;
    cut(1);
  }
}

function cut(every: number): void {
  for (const socket of [...lines].filter((_, nth) => nth % every === 0)) socket.resetAndDestroy();
}

async function answer(question: SinkQuestion): Promise<unknown> {
  switch (question.kind) {
    case 'behave':
      return behave(question.behaviour);
    case 'cut':
      cut(question.every);
      return null;
    case 'count':
      return counts.get(question.domain) ?? 0;
    case 'record': {
      const ours = ({ to }: { readonly to: string }): boolean => domainOf(to) === question.domain;
      return { copies: copies.filter(ours), refusals: refusals.filter(ours) };
    }
  }
}

process.on('message', (question: SinkQuestion) => {
  void answer(question).then((value) => process.send?.({ nth: question.nth, value }));
});
process.on('disconnect', () => process.exit(0));
await listen();
process.send?.({ nth: 0, value: port });
