import { Button, Group, MultiSelect, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FigureRule, FormDefinition, Severity } from '../../domain/schemas/form-definition.js';

const SEVERITIES = ['error', 'warning', 'off'] as const satisfies Severity[];

/** What must hold between figures: one is at most, or exactly, the sum of others. */
export function RuleList({
  form,
  faultAt,
  onChange,
}: {
  readonly form: FormDefinition;
  readonly faultAt: (index: number) => string | undefined;
  readonly onChange: (form: FormDefinition) => void;
}) {
  const { t } = useTranslation('forms');
  const options = form.indicators.map(({ code, label }) => ({
    value: code,
    label: label === '' ? code : label,
  }));
  const [first, second] = options;
  const put = (index: number, change: Partial<FigureRule>): void =>
    onChange({
      ...form,
      rules: form.rules.map((rule, n) => (n === index ? { ...rule, ...change } : rule)),
    });
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600}>
        {t('rules')}
      </Text>
      {form.rules.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noRules')}
        </Text>
      )}
      {form.rules.map((rule, index) => (
        <SimpleGrid key={index} cols={{ base: 1, sm: 4 }} spacing="sm" className="figure-line">
          <Select
            label={t('ruleOf')}
            searchable
            allowDeselect={false}
            error={faultAt(index)}
            data={options}
            value={rule.code}
            onChange={(code) => {
              if (code !== null) put(index, { code });
            }}
          />
          <Select
            label={t('ruleKind')}
            allowDeselect={false}
            data={(['atMost', 'equals'] as const).map((value) => ({
              value,
              label: t(`rule_${value}`),
            }))}
            value={rule.kind}
            onChange={(value) => put(index, { kind: value === 'equals' ? 'equals' : 'atMost' })}
          />
          <MultiSelect
            label={t('ruleSum')}
            searchable
            data={options}
            value={rule.of}
            onChange={(of) => put(index, { of })}
          />
          <Group align="flex-start" gap="xs" wrap="nowrap">
            <Select
              label={t('severity')}
              allowDeselect={false}
              style={{ flex: 1 }}
              data={SEVERITIES.map((value) => ({ value, label: t(`severity_${value}`) }))}
              value={rule.severity}
              onChange={(value) => {
                const severity = SEVERITIES.find((one) => one === value);
                if (severity !== undefined) put(index, { severity });
              }}
            />
            <Button
              variant="subtle"
              color="red"
              c="red.9"
              mt={24}
              onClick={() => onChange({ ...form, rules: form.rules.toSpliced(index, 1) })}
            >
              {t('removeFigure')}
            </Button>
          </Group>
        </SimpleGrid>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          disabled={first === undefined || second === undefined}
          onClick={() => {
            if (first === undefined || second === undefined) return;
            const rule = {
              kind: 'atMost' as const,
              code: second.value,
              of: [first.value],
              severity: 'warning' as const,
            };
            onChange({ ...form, rules: [...form.rules, rule] });
          }}
        >
          {t('addRule')}
        </Button>
      </Group>
    </Stack>
  );
}
