import { OperationNodeTransformer } from 'kysely';
import type { KyselyPlugin, PrimitiveValueListNode, RootOperationNode, ValueNode } from 'kysely';
import { msOf } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';

/** A machine that is less than a second off is taken as right: what was read is compared with itself. */
const STEADY_MS = 1_000;
/** A number of this size is an instant in milliseconds since 1970: tries from one address are counted by such. */
const FIRST_INSTANT_MS = 1e12;
/** The one column that holds such numbers. */
const LAST_TRY = 'lastRequest';

/**
 * Lets a library that knows the machine's time alone keep its dates by the ledger's clock: they are moved as they
 * are written and moved back as they are read. So a machine whose clock is off neither ends everybody's sessions
 * nor lets in by one that has ended, and locks nobody out.
 */
export function datesOfLedger(
  clock: { now(): Instant },
  machineMs: () => number = () => Date.now(),
): KyselyPlugin {
  let aheadMs = 0;
  // A query within a query comes twice: by itself, and as a part of the whole.
  const done = new WeakSet<object>();
  const ahead = (): number => {
    const measuredMs = msOf(clock.now()) - machineMs();
    if (Math.abs(measuredMs - aheadMs) > STEADY_MS) aheadMs = measuredMs;
    return aheadMs;
  };
  return {
    transformQuery: ({ node }) => new Moving(ahead(), done).transformNode<RootOperationNode>(node),
    transformResult: async ({ result }) => {
      const backMs = -ahead();
      const rows = result.rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, read(name, value)])),
      );
      function read(name: string, value: unknown): unknown {
        return name === LAST_TRY ? moved(Number(value), backMs) : moved(value, backMs);
      }
      return Promise.resolve({ ...result, rows });
    },
  };
}

class Moving extends OperationNodeTransformer {
  readonly #byMs: number;
  readonly #done: WeakSet<object>;

  constructor(byMs: number, done: WeakSet<object>) {
    super();
    this.#byMs = byMs;
    this.#done = done;
  }

  protected override transformValue(node: ValueNode): ValueNode {
    return this.#once(node, () => ({ ...node, value: moved(node.value, this.#byMs) }));
  }

  protected override transformPrimitiveValueList(
    node: PrimitiveValueListNode,
  ): PrimitiveValueListNode {
    const values = () => node.values.map((value) => moved(value, this.#byMs));
    return this.#once(node, () => ({ ...node, values: values() }));
  }

  #once<Node extends object>(node: Node, move: () => Node): Node {
    if (this.#done.has(node)) return node;
    const after = move();
    this.#done.add(after);
    return after;
  }
}

function moved(value: unknown, byMs: number): unknown {
  if (value instanceof Date) return new Date(value.getTime() + byMs);
  return typeof value === 'number' && value >= FIRST_INSTANT_MS ? Math.round(value + byMs) : value;
}
