import { useParams } from '@tanstack/react-router';
import { useRead } from '../requests/use-read.js';
import { LoadedPlan } from '../plan/loaded-plan.js';
import { PlanView } from '../plan/plan-view.js';

/** One plan: where it stands, what may be done by whom, its cycles, papers and rehearsals. */
export function PlanPage() {
  const { planId } = useParams({ strict: false });
  const id = planId ?? '';
  const detail = useRead('GET /api/plans/:planId', {
    params: { planId: id },
    everyMs: 20_000,
  });
  return <LoadedPlan query={detail}>{(data) => <PlanView data={data} />}</LoadedPlan>;
}
