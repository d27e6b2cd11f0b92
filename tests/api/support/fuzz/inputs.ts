import type { z } from 'zod';
import { pick } from '../../../../domain/random.js';
import {
  anything,
  happens,
  NASTY_DAYS,
  NASTY_INSTANTS,
  NASTY_NUMBERS,
  NASTY_TEXTS,
  oneOf,
} from './values.js';
import type { Random } from './values.js';

/** How inputs are made: what chance draws from, how often something is wrong, and ids that exist. */
export interface InputMaker {
  readonly random: Random;
  readonly wildness: number;
  readonly ids: readonly string[];
}

interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly in?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

/** A value of roughly the shape: mostly right, here and there of another kind, too long, or absurd. */
export function inputOf(schema: z.ZodType, maker: InputMaker): unknown {
  const { random, wildness, ids } = maker;
  if (happens(random, wildness / 4)) return anything(random);
  const definition = (schema as unknown as { _zod: { def: Definition } })._zod.def;
  switch (definition.type) {
    case 'object':
      return objectOf(definition.shape ?? {}, maker);
    case 'array': {
      const { element } = definition;
      const length = pick(random, 4);
      return element === undefined ? [] : Array.from({ length }, () => inputOf(element, maker));
    }
    case 'record': {
      const { valueType } = definition;
      const names = [
        'PROP_SESSIONS',
        'results',
        'plan_number@document',
        oneOf(random, NASTY_TEXTS),
      ];
      return Object.fromEntries(
        names
          .slice(0, pick(random, 5))
          .map((name) => [name, valueType === undefined ? 'x' : inputOf(valueType, maker)]),
      );
    }
    case 'nullable':
    case 'optional':
    case 'default':
      if (happens(random, 0.2)) return definition.type === 'nullable' ? null : undefined;
      return definition.innerType === undefined ? null : inputOf(definition.innerType, maker);
    case 'pipe':
      return definition.in === undefined ? anything(random) : inputOf(definition.in, maker);
    case 'union':
      return inputOf(oneOf(random, definition.options ?? []), maker);
    case 'enum':
      return oneOf(random, Object.values(definition.entries ?? {}));
    case 'literal':
      return oneOf(random, definition.values ?? []);
    case 'boolean':
      return happens(random, 0.5);
    case 'number':
      return happens(random, wildness) ? oneOf(random, NASTY_NUMBERS) : 1 + pick(random, 1000);
    case 'string':
      return textOf(definition.format, { random, wildness, ids });
    default:
      return anything(random);
  }
}

function objectOf(
  shape: Readonly<Record<string, z.ZodType>>,
  maker: InputMaker,
): Record<string, unknown> {
  const { random, wildness } = maker;
  const fields = Object.entries(shape).flatMap(([name, field]): [string, unknown][] =>
    happens(random, wildness / 8) ? [] : [[name, dated(name, inputOf(field, maker), maker)]],
  );
  return Object.fromEntries(fields);
}

/** Days and instants of the plan's shape are plain texts to the walker: their names tell them. */
function dated(name: string, value: unknown, { random }: InputMaker): unknown {
  if (typeof value !== 'string') return value;
  if (/(?:At|changedAt)$/.test(name)) return oneOf(random, NASTY_INSTANTS);
  if (/(?:From|To|Day|On|cutOff)$/.test(name)) return oneOf(random, NASTY_DAYS);
  return value;
}

function textOf(format: string | undefined, { random, wildness, ids }: InputMaker): string {
  if (format === 'uuid')
    return happens(random, wildness) ? oneOf(random, NASTY_TEXTS) : oneOf(random, ids);
  if (format === 'date') return oneOf(random, NASTY_DAYS);
  if (format === 'datetime') return oneOf(random, NASTY_INSTANTS);
  if (happens(random, wildness)) return oneOf(random, NASTY_TEXTS);
  if (format === 'email') return `ai${String(pick(random, 5))}@songhuong.example`;
  return oneOf(random, [
    'báo cáo',
    'UBND xã Đồng Mai',
    '25/BC-UBND',
    '12',
    '1.250',
    ...ids.slice(0, 2),
  ]);
}

/** A value with here and there a leaf of it replaced, dropped or given twice. */
export function mutated(value: unknown, maker: InputMaker, name = ''): unknown {
  const { random, wildness } = maker;
  if (Array.isArray(value)) {
    const items = value.map((inner: unknown) => mutated(inner, maker, name));
    return happens(random, wildness / 4) ? [...items, ...items] : items;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([inner, of]) => [inner, mutated(of, maker, inner)]),
    );
  }
  if (!happens(random, wildness / 4)) return value;
  const other = dated(name, value, maker);
  return other === value ? anything(random) : other;
}
