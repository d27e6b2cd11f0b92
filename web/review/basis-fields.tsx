import { SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOrNull } from '../../domain/day.js';
import type { Basis } from '../../domain/schemas/basis.js';
import { DayInput } from '../parts/day-input.js';

interface TypedBasis {
  readonly kind: Basis['kind'] | 'plan';
  readonly documentType: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly issuer: string;
  readonly by: string;
  readonly on: string;
}

/** What a duty rests on: the plan, another paper with its number and date, or who directed it and when. */
export function BasisFields({
  initial,
  isNeeded,
  issuer,
  onChange,
}: {
  readonly initial: Basis | null;
  /** The plan says nothing of it, so it must rest on something else. */
  readonly isNeeded: boolean;
  readonly issuer: string;
  /** `undefined` as long as it is not whole; null for the plan itself. */
  readonly onChange: (basis: Basis | null | undefined) => void;
}) {
  const { t } = useTranslation('review');
  const [typed, setTyped] = useState(() => typedBasis(initial, { isNeeded, issuer }));
  const change = (more: Partial<TypedBasis>): void => {
    const next = { ...typed, ...more };
    setTyped(next);
    onChange(basisOf(next));
  };
  const text = (key: 'documentType' | 'number' | 'issuer' | 'by', label: string, hint = '') => (
    <TextInput
      label={label}
      required
      placeholder={hint}
      value={typed[key]}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('basis')}
      </Text>
      <SegmentedControl
        fullWidth
        value={typed.kind}
        data={(isNeeded
          ? (['document', 'directed'] as const)
          : (['plan', 'document', 'directed'] as const)
        ).map((value) => ({ value, label: t(`basis_${value}`) }))}
        onChange={(kind) => change({ kind })}
        aria-label={t('basis')}
      />
      {typed.kind !== 'plan' && (
        <Text size="sm" c="dimmed">
          {t('basisIntro')}
        </Text>
      )}
      {typed.kind === 'document' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {text('documentType', t('documentType'))}
          {text('number', t('number'), '99/UBND-NC')}
          {text('issuer', t('issuer'))}
          <DayInput
            label={t('issuedOn')}
            value={typed.issuedOn}
            required
            onChange={(issuedOn) => change({ issuedOn })}
          />
        </SimpleGrid>
      )}
      {typed.kind === 'directed' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          {text('by', t('basisBy'), t('basisByExample'))}
          <DayInput
            label={t('basisOn')}
            value={typed.on}
            required
            onChange={(on) => change({ on })}
          />
        </SimpleGrid>
      )}
    </Stack>
  );
}

function typedBasis(
  basis: Basis | null,
  { isNeeded, issuer }: { readonly isNeeded: boolean; readonly issuer: string },
): TypedBasis {
  const blank: TypedBasis = {
    kind: isNeeded ? 'document' : 'plan',
    documentType: 'Công văn',
    number: '',
    issuedOn: '',
    issuer,
    by: '',
    on: '',
  };
  return basis === null ? blank : { ...blank, ...basis };
}

function basisOf(typed: TypedBasis): Basis | null | undefined {
  const { kind, documentType, number, issuer, by } = typed;
  if (kind === 'plan') return null;
  if (kind === 'directed') {
    const on = dayOrNull(typed.on);
    return on === null || by.trim() === '' ? undefined : { kind, by: by.trim(), on };
  }
  const issuedOn = dayOrNull(typed.issuedOn);
  const words = [documentType, number, issuer].map((text) => text.trim());
  if (issuedOn === null || words.includes('')) return undefined;
  const [type = '', said = '', from = ''] = words;
  return { kind, documentType: type, number: said, issuedOn, issuer: from };
}
