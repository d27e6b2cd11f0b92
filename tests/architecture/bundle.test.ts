import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';

describe('the workflow bundle', () => {
  let bundle = '';

  beforeAll(async () => {
    const path = process.env['TEST_WORKFLOW_BUNDLE'];
    if (path === undefined)
      throw new Error('TEST_WORKFLOW_BUNDLE is not set: run it with npm test');
    bundle = await readFile(path, 'utf8');
  });

  test.each(['planLifecycle', 'reportingCycle'])('holds %s', (workflow) => {
    expect(bundle).toContain(workflow);
  });

  // One import of zod costs every cached workflow half a megabyte; the others cannot run in the sandbox.
  test.each(['zod', 'pino', 'nodemailer', 'pg', 'kysely', 'fastify', 'docx', 'hucre'])(
    'holds no %s',
    (name) => {
      expect(bundle).not.toMatch(new RegExp(`node_modules/${name}/`));
    },
  );

  test('holds no adapter and no activity', () => {
    expect(bundle).not.toMatch(/"\.\/(?:activities|db|mail|documents|api|worker|config|reader)\//);
  });
});
