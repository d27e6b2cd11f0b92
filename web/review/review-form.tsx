import { Alert, Button, Fieldset, Group, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview, Proposal } from '../../contract/plans.js';
import { dayOrNull } from '../../domain/day.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { DayInput } from '../parts/day-input.js';
import { Panel } from '../parts/page-head.js';
import { useMay } from '../requests/office.js';
import { useSend } from '../requests/use-read.js';
import { AgencyPicker } from './agency-picker.js';
import { AlsoRead } from './also-read.js';
import { DroppedDuties } from './dropped-duties.js';
import { evidenceAbout } from './evidence.js';
import { IdentityForm } from './identity-form.js';
import { forgetLookedAt } from './looked-at.js';
import { keepOwnChanges, keepOwnRequirements } from './own-changes.js';
import { Questions, questionKey } from './questions.js';
import { RequirementsForm } from './requirements-form.js';
import { SourceButton } from './source-button.js';
import { UnreadDeadlines } from './unread-deadlines.js';

/** What was read from a document, to be corrected, answered and submitted. */
export function ReviewForm({
  review,
  initial,
  fresh,
  onSource,
  onDuty,
}: {
  readonly review: PlanReview;
  readonly initial: ConfirmedPlan;
  readonly fresh: Proposal | undefined;
  readonly onSource: (about: string) => void;
  readonly onDuty: (about: string | undefined, phrase: string) => void;
}) {
  const { t } = useTranslation(['review', 'common']);
  const { draft } = review;
  const navigate = useNavigate();
  const client = useQueryClient();
  const send = useSend();
  const isOfficer = useMay('officer');
  const mayEdit = isOfficer && (review.state === 'draft' || review.state === 'awaitingConsent');
  const [plan, setPlan] = useState(initial);
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(initial.answers);
  const [confirmedKeys, setConfirmedKeys] = useState<ReadonlySet<string>>(
    () => new Set(review.confirmed === null ? [] : Object.keys(initial.answers)),
  );
  const [stale, setStale] = useState(false);
  const [recomputed, setRecomputed] = useState<Proposal | null>(null);
  const last = recomputed ?? fresh ?? { confirmed: initial, questions: [] };
  const questions = [...draft.questions, ...last.questions];
  const open = questions.filter((question) => !confirmedKeys.has(questionKey(question)));
  const params = { planId: review.planId };

  const recompute = useMutation({
    mutationFn: (given: Readonly<Record<string, string>>) =>
      send('POST /api/plans/:planId/proposal', { params, body: { answers: given } }),
    onSuccess: (next) => {
      const { confirmed } = next;
      // What a person wrote stays; of the duties only what does not follow from the new answers.
      const requirements = keepOwnRequirements({
        last: last.confirmed.requirements,
        mine: plan.requirements,
        next: confirmed.requirements,
      });
      const identity = keepOwnChanges({
        last: last.confirmed.identity,
        mine: plan.identity,
        next: confirmed.identity,
      });
      const rest = keepOwnChanges({ last: last.confirmed, mine: plan, next: confirmed });
      setPlan({ ...rest, identity, requirements });
      setRecomputed(next);
      setStale(false);
    },
  });
  const submit = useMutation({
    mutationFn: () =>
      send('POST /api/plans/:planId/confirm', {
        params,
        body: { confirmed: { ...plan, answers: answersOf(questions, answers) } },
      }),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['proposal', review.planId] });
      forgetLookedAt(review.planId);
      await client.invalidateQueries();
      await navigate({ to: '/plans/$planId', params });
    },
  });
  const hasSource = (about: string): boolean => evidenceAbout(draft, about).length > 0;
  const refusal = recompute.error ?? submit.error;

  return (
    <Fieldset variant="unstyled" disabled={!mayEdit} style={{ flex: '1 1 50%', minWidth: 0 }}>
      <Stack gap="md">
        {!mayEdit && <Alert variant="outline">{t('review:readOnly')}</Alert>}
        {draft.warnings.length > 0 && (
          <Alert color="yellow" variant="outline" title={t('review:warnings')}>
            <List size="sm">
              {draft.warnings.map(({ code, about, message }) => (
                <List.Item key={`${code}@${about}`}>
                  {message} {hasSource(about) && <SourceButton onClick={() => onSource(about)} />}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        <UnreadDeadlines unread={review.unread} onSource={onSource} />
        <Panel title={t('review:questions')}>
          <Questions
            questions={questions}
            answers={answers}
            confirmedKeys={confirmedKeys}
            onSource={onSource}
            hasSource={hasSource}
            onAnswer={(key, answer) => {
              setAnswers({ ...answers, [key]: answer });
              setConfirmedKeys(without(confirmedKeys, key));
              setStale(true);
            }}
            onConfirm={(key, confirmed) => {
              setConfirmedKeys(
                confirmed ? new Set([...confirmedKeys, key]) : without(confirmedKeys, key),
              );
              if (confirmed && stale) recompute.mutate(answers);
            }}
          />
        </Panel>
        <Panel title={t('review:identity')}>
          <IdentityForm
            identity={plan.identity}
            onChange={(identity) => setPlan({ ...plan, identity })}
            onSource={onSource}
            hasSource={hasSource}
            isReadOnly={!mayEdit}
          />
        </Panel>
        <Panel title={t('review:window')}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <DayInput
              label={t('review:windowFrom')}
              value={plan.windowFrom ?? ''}
              onChange={(value) => setPlan({ ...plan, windowFrom: dayOrNull(value) })}
            />
            <DayInput
              label={t('review:windowTo')}
              value={plan.windowTo ?? ''}
              onChange={(value) => setPlan({ ...plan, windowTo: dayOrNull(value) })}
            />
          </SimpleGrid>
          <SourceButton onClick={() => onSource('window')} disabled={draft.window === null} />
        </Panel>
        <Panel title={t('review:requirements')}>
          <RequirementsForm
            requirements={plan.requirements}
            forms={plan.forms ?? []}
            agencies={review.agencies}
            planAgencyIds={plan.agencyIds}
            onChange={(requirements) => setPlan({ ...plan, requirements })}
            onSource={onDuty}
          />
          <DroppedDuties
            proposed={last.confirmed.requirements}
            followed={plan.requirements}
            onChange={(requirements) => setPlan({ ...plan, requirements })}
          />
        </Panel>
        <Panel title={t('review:agencies')}>
          <AgencyPicker
            agencies={review.agencies}
            chosenIds={plan.agencyIds}
            onChange={(agencyIds) => setPlan({ ...plan, agencyIds: [...agencyIds] })}
          />
        </Panel>
        <AlsoRead
          draft={draft}
          answers={answers}
          onAnswer={(key, answer) => {
            const { [key]: _, ...others } = answers;
            const given = answer === '' ? others : { ...others, [key]: answer };
            setAnswers(given);
            setStale(true);
            recompute.mutate(given);
          }}
          onSource={onSource}
          isReadOnly={!mayEdit}
        />
        {refusal !== null && (
          <Alert color="red" variant="outline" role="alert">
            {refusal.message}
          </Alert>
        )}
        {mayEdit && (
          <Group justify="flex-end" gap="sm">
            {open.length > 0 && <Text size="sm">{t('review:unanswered', { n: open.length })}</Text>}
            <Button
              size="md"
              disabled={open.length > 0 || stale}
              loading={submit.isPending || recompute.isPending}
              onClick={() => submit.mutate()}
            >
              {t('review:submit')}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}

/** What is sent as the answers: what a person gave, and for each other question what was proposed. */
function answersOf(
  questions: PlanReview['draft']['questions'],
  answers: Readonly<Record<string, string>>,
): Record<string, string> {
  const proposals = questions.map((question): readonly [string, string] => [
    questionKey(question),
    question.proposal ?? '',
  ]);
  return { ...Object.fromEntries(proposals), ...answers };
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set([...keys].filter((other) => other !== key));
}
