import type { OfficeScope } from '../../office/scope.js';
import type { TestOffice } from './office.js';

/** Runs `meanwhile` while a transaction of an office stands open behind its `begin`, which then goes on to `end`. */
export async function whileOpen<T>(
  office: TestOffice,
  {
    begin,
    end,
  }: {
    readonly begin?: (scope: OfficeScope) => Promise<unknown>;
    readonly end?: (scope: OfficeScope) => Promise<unknown>;
  },
  meanwhile: () => Promise<T>,
): Promise<T> {
  let reached = (): void => undefined;
  let goOn = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const may = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const open = office.inOffice(async (scope) => {
    await begin?.(scope);
    reached();
    await may;
    await end?.(scope);
  });
  await begun;
  try {
    return await meanwhile();
  } finally {
    goOn();
    await open;
  }
}
