import {
  Alert,
  Button,
  Drawer,
  Fieldset,
  Group,
  List,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview, Proposal } from '../../api/contract/plans.js';
import { dayOrNull } from '../../domain/day.js';
import type { ConfirmedPlan } from '../../domain/schemas/confirmed-plan.js';
import { DayInput } from '../parts/day-input.js';
import { Loaded } from '../parts/loaded.js';
import { PageHead, Panel } from '../parts/page-head.js';
import { PageLink } from '../parts/router-link.js';
import { ask } from '../requests/ask.js';
import { useMay } from '../requests/office.js';
import { useAsker, useRead, useSend } from '../requests/use-read.js';
import { AgencyPicker } from '../review/agency-picker.js';
import { AlsoRead } from '../review/also-read.js';
import { DocumentText } from '../review/document-text.js';
import { DroppedDuties } from '../review/dropped-duties.js';
import { allEvidence, evidenceAbout, evidenceOfDuty } from '../review/evidence.js';
import { IdentityForm } from '../review/identity-form.js';
import { keepOwnChanges, keepOwnRequirements } from '../review/own-changes.js';
import { Questions, questionKey } from '../review/questions.js';
import { RequirementsForm } from '../review/requirements-form.js';
import type { Span } from '../review/segments.js';
import { SourceButton } from '../review/source-button.js';
import { UnreadDeadlines } from '../review/unread-deadlines.js';

/** The document beside what was read from it; a person corrects, answers and submits. */
export function ReviewPage() {
  const { planId } = useParams({ strict: false });
  const id = planId ?? '';
  const asker = useAsker();
  const review = useRead<PlanReview>('GET /api/plans/:planId/review', { params: { planId: id } });
  const given = review.data?.confirmed?.answers;
  const isOpen = review.data?.state === 'draft' || review.data?.state === 'awaitingConsent';
  const isOfficer = useMay('officer');
  const proposal = useQuery({
    queryKey: ['proposal', id, asker.officeId, given],
    queryFn: () =>
      ask<Proposal>('POST /api/plans/:planId/proposal', asker, {
        params: { planId: id },
        body: { answers: given ?? {} },
      }),
    enabled: isOpen && isOfficer,
    staleTime: Infinity,
  });
  return (
    <Loaded query={review}>
      {(data) =>
        data.confirmed === null ? (
          <Loaded query={proposal}>
            {(fresh) => <Review review={data} initial={fresh.confirmed} fresh={fresh} />}
          </Loaded>
        ) : (
          <Review review={data} initial={data.confirmed} fresh={proposal.data} />
        )
      }
    </Loaded>
  );
}

const NO_SPANS: readonly Span[] = [];

function Review({
  review,
  initial,
  fresh,
}: {
  readonly review: PlanReview;
  readonly initial: ConfirmedPlan;
  /** What is proposed by the answers it begins with; unknown to those who may not change it. */
  readonly fresh: Proposal | undefined;
}) {
  const { t } = useTranslation('review');
  const { draft } = review;
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [textOpen, text] = useDisclosure(false);
  const [chosen, setChosen] = useState(NO_SPANS);
  const spans = useMemo(() => allEvidence(draft), [draft]);
  // What was not read has its places beside what was: `unread[0]`.
  const known = { ...draft, unread: review.unread.map((evidence) => ({ evidence })) };

  const show = (found: readonly Span[]): void => {
    setChosen(found);
    if (!isWide) text.open();
  };
  const documentText = <DocumentText text={review.text} spans={spans} chosen={chosen} />;

  return (
    <>
      <PageHead
        above={
          <PageLink to="/plans/$planId" params={{ planId: review.planId }}>
            {review.fileName}
          </PageLink>
        }
        title={t('title')}
        below={t('intro')}
      >
        {!isWide && (
          <Button variant="default" onClick={text.open}>
            {t('showText')}
          </Button>
        )}
      </PageHead>
      <Group align="flex-start" gap="md" wrap="nowrap">
        {isWide && (
          <div
            className="panel"
            tabIndex={0}
            role="region"
            aria-label={t('text')}
            style={{
              flex: '1 1 50%',
              position: 'sticky',
              top: 72,
              height: 'calc(100vh - 96px)',
              overflow: 'auto',
            }}
          >
            {documentText}
          </div>
        )}
        <ReviewForm
          review={review}
          initial={initial}
          fresh={fresh}
          onSource={(about) => show(evidenceAbout(known, about))}
          onDuty={(about, phrase) => show(evidenceOfDuty(draft, about, phrase))}
        />
      </Group>
      <Drawer
        opened={textOpen && !isWide}
        onClose={text.close}
        title={t('text')}
        position="bottom"
        size="75%"
      >
        {documentText}
      </Drawer>
    </>
  );
}

function ReviewForm({
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
      send<Proposal>('POST /api/plans/:planId/proposal', { params, body: { answers: given } }),
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
