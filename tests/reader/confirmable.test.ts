import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { proposeConfirmation } from '../../domain/confirm.js';
import { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { readBytes } from '../../reader/main.js';
import { confirmationOf } from '../support/confirmation.js';
import { found } from '../support/probe.js';

const folders = [join(import.meta.dirname, 'documents'), found('seeds')];
const files = folders.flatMap((folder) =>
  folder === null
    ? []
    : readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => ({ name, path: join(folder, name) })),
);

test.each(files)(
  'what is proposed for $name can be confirmed as it stands',
  async ({ path, name }) => {
    const { draft } = await readBytes({ name, bytes: readFileSync(path) });
    const proposed = proposeConfirmation(confirmationOf(draft));
    expect(ConfirmedPlan.safeParse(proposed).error?.issues ?? []).toEqual([]);
  },
);
