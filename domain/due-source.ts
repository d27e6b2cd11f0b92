import { typeInWords } from './citation.js';
import { asksOnce } from './one-off.js';
import type { Basis } from './schemas/basis.js';
import type { ConfirmedPlan } from './schemas/confirmed-plan.js';

/** Whose words a due phrase is, as it stands behind "Thời hạn theo": "Kế hoạch", "Công văn", "chỉ đạo"; a plan that prints nothing of a duty is not named for it. */
export function dueSource(
  identity: Pick<ConfirmedPlan['identity'], 'documentType'>,
  basis: Basis | null,
): string {
  if (basis?.kind === 'directed') return 'chỉ đạo';
  if (basis !== null) return typeInWords(basis.documentType);
  return asksOnce(identity) ? 'yêu cầu' : typeInWords(identity.documentType);
}

/** "Thời hạn theo Kế hoạch", as agencies read it. */
export function dueLabel(
  identity: Pick<ConfirmedPlan['identity'], 'documentType'>,
  basis: Basis | null,
): string {
  return `Thời hạn theo ${dueSource(identity, basis)}`;
}
